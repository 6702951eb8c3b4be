# SPDX-License-Identifier: Apache-2.0
"""What the simulator did, the decoder tells; and what holds for any text."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.repair.detector import CancelledError, CancelToken, no_progress
from desktop_app.repair.detectors.splices import SpliceDetector
from desktop_app.repair.splices.fitted import packaged_models
from desktop_app.repair.splices.search import Findings, find_copies
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.resources import resource
from desktop_app.training.simulator import damage

CLEAN = resource("samples", "article.clean.txt").read_text(encoding="utf-8")
PIECES = st.sampled_from(
    [
        *"Ann Low met Ann Low . She said that Holm , the mayor , of the Ann town's".split(),
        "\n\n",
        "    ",
        "'s",
    ]
)


def search(text: str, least: float = 0.5) -> Findings:
    return find_copies(text, packaged_models(), None, least, CancelToken())


def suggested(text: str) -> list[Suggestion]:
    return list(SpliceDetector(neural=False).detect(text, CancelToken(), no_progress))


def spans(findings: Findings) -> list[tuple[int, int]]:
    candidates = (findings.candidates[j.candidate] for j in findings.judgements)
    found = (findings.table.span(c.start, c.end) for c in candidates)
    return [(span.start, span.end) for span in found]


@pytest.mark.parametrize("style", ["seed", "lines", "prose"])
def test_simulated_damage_is_decoded(style: str) -> None:
    right = found = damaged = 0
    for seed in range(4):
        simulated = damage(CLEAN, style, seed, density=0.05)
        copies = {(e.start, e.end) for e in simulated.copies}
        hits = spans(search(simulated.text))
        damaged += len(copies)
        found += len(hits)
        right += len(copies.intersection(hits))
    assert right / damaged > 0.55
    assert right / found > 0.7


def test_the_shift_and_the_mention_are_told() -> None:
    simulated = damage(CLEAN, "seed", 1, density=0.05)
    drifts = {(e.start, e.end): e.drift for e in simulated.copies}
    findings = search(simulated.text)
    told = [
        drifts[span] == judgement.drift
        for span, judgement in zip(spans(findings), findings.judgements, strict=True)
        if span in drifts
    ]
    assert sum(told) / len(told) > 0.6
    shown = suggested(simulated.text)
    assert any(e.kind == "mention" for s in shown for e in s.evidence)
    for suggestion in shown:
        for evidence in suggestion.evidence:
            assert evidence.spans
            assert all(span.of(simulated.text).strip() for span in evidence.spans)


def test_a_healthy_article_keeps_its_names() -> None:
    assert len(suggested(CLEAN)) <= 1


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=80).map(" ".join) | st.text(max_size=60))
def test_suggestions_are_valid_sorted_and_the_same_again(text: str) -> None:
    found = suggested(text)
    assert found == suggested(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for suggestion in found:
        assert suggestion.span.of(text) == suggestion.original
        assert suggestion.kind is DamageKind.SPLICE
        assert 0.5 <= suggestion.certainty <= 1
        assert 0 < suggestion.lost_words[0] <= suggestion.lost_words[1]
        assert suggestion.explanation
        assert suggestion.series


def test_the_span_takes_the_space_before_a_lost_full_stop() -> None:
    simulated = damage(CLEAN, "seed", 1, density=0.05)
    found = suggested(simulated.text)
    inner = [s for s in found if s.original.startswith(" ")]
    assert inner
    assert all(not s.original[1].isspace() for s in inner)
    assert all(not simulated.text[s.span.start - 1].isspace() for s in inner)


def test_a_cancelled_search_stops_at_once() -> None:
    cancel = CancelToken()
    text = damage(CLEAN, "seed", 1, density=0.05).text * 30
    cancelled_at: list[float] = []

    def progress(what: str, share: float) -> None:
        if what.startswith("searching"):
            cancelled_at.append(perf_counter())
            cancel.cancel()

    with pytest.raises(CancelledError):
        find_copies(text, packaged_models(), None, 0.5, cancel, progress)
    assert perf_counter() - cancelled_at[0] < 1
