# SPDX-License-Identifier: Apache-2.0
"""A long text is one text: the shift goes on where sections meet, and joined articles stay apart."""

from itertools import pairwise

import pytest

from desktop_app.repair.detector import CancelledError, CancelToken, no_progress
from desktop_app.repair.detectors import splices
from desktop_app.repair.detectors.splices import SpliceDetector
from desktop_app.repair.splices import long_texts
from desktop_app.repair.splices.borders import article_borders
from desktop_app.repair.splices.carrying import carried
from desktop_app.repair.splices.decoder import DriftDecoder, decoding, first_beam
from desktop_app.repair.splices.element_table import element_table
from desktop_app.repair.splices.fitted import packaged_models
from desktop_app.repair.splices.judgement import Judge
from desktop_app.repair.splices.long_texts import find_in_sections
from desktop_app.repair.splices.search import find_copies
from desktop_app.training.simulator import DamagedText, damage
from tests.retold import CLEAN, long_article, retold


@pytest.fixture
def short_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two articles be a long text, which costs less time than ten."""
    monkeypatch.setattr(splices, "LONG", 6_000)
    monkeypatch.setattr(long_texts, "SECTION", 5_000)


def right_and_told(text: str, copies: set[tuple[int, int]]) -> tuple[int, int]:
    """Return how many copies were found exactly, and how many suggestions there were."""
    found = SpliceDetector(neural=False).detect(text, CancelToken(), no_progress)
    spans = {(s.span.end - len(s.original.strip()), s.span.end) for s in found}
    return len(spans & copies), len(spans)


def spans_of(damaged: DamagedText, at: int = 0) -> set[tuple[int, int]]:
    return {(e.start + at, e.end + at) for e in damaged.copies}


def test_one_long_article_is_as_well_repaired_behind_borders_as_before() -> None:
    damaged = damage(long_article(60_500), "seed", 2, density=0.05)
    assert len(damaged.text) > 60_000
    drifts = {(e.start, e.end): e.drift for e in damaged.copies}
    told: list[tuple[int, int, int]] = []
    for part, findings in find_in_sections(damaged.text, packaged_models(), None, 0.5, CancelToken()):
        for judgement in findings.judgements:
            candidate = findings.candidates[judgement.candidate]
            span = findings.table.span(candidate.start, candidate.end).shifted(part.start)
            if (span.start, span.end) in drifts:
                told.append((span.start, judgement.drift, drifts[span.start, span.end]))
    halves = [[t for t in told if t[0] < len(damaged.text) // 2], [t for t in told if t[0] >= 31_000]]
    copies = [[d for d in drifts if d[0] < len(damaged.text) // 2], [d for d in drifts if d[0] >= 31_000]]
    before, behind = (len(t) / len(c) for t, c in zip(halves, copies, strict=True))
    assert behind > 0.8 * before
    far = [abs(drift - true) <= 0.1 * true for start, drift, true in told if start > 2 * long_texts.SECTION]
    assert sum(far) / len(far) > 0.5


@pytest.mark.usefixtures("short_sections")
def test_joined_articles_are_as_well_repaired_as_each_alone() -> None:
    parts = [damage(retold(seed, other_people=True), "seed", seed, density=0.05) for seed in range(4)]
    text, copies, alone = "", set[tuple[int, int]](), [0, 0]
    for part in parts:
        right, told = right_and_told(part.text, spans_of(part))
        alone = [alone[0] + right, alone[1] + told]
        copies |= spans_of(part, len(text))
        text += part.text + "\n\n"
    assert len(text) > 3 * long_texts.SECTION
    right, told = right_and_told(text, copies)
    assert right >= 0.9 * alone[0]
    assert right / told >= 0.9 * alone[0] / alone[1]


def test_a_beam_carried_into_the_same_table_says_the_same() -> None:
    damaged = damage(CLEAN, "seed", 1, density=0.05)
    findings = find_copies(damaged.text, packaged_models(), None, 0.0, CancelToken())
    table, candidates = findings.table, findings.candidates
    odds = packaged_models().emissions.log_odds(table, candidates, None, CancelToken())

    def search(middle: int) -> list[tuple[int, int, int]]:
        decoder = DriftDecoder(table, candidates, odds, packaged_models().mentions)
        beam = decoder.advance(first_beam(), 0, middle, CancelToken())
        beam = carried(beam, 0, {i: i for i in range(len(candidates))})
        beam = decoder.advance(beam, middle, len(table), CancelToken())
        return [(node.start, node.lost, node.drift) for node in decoding(beam).path]

    assert search(len(table) // 2) == search(0)


def test_what_looks_ahead_leaves_the_beam_alone() -> None:
    table = element_table(damage(CLEAN, "seed", 1, density=0.05).text)
    findings = find_copies(table.text, packaged_models(), None, 0.0, CancelToken())
    odds = packaged_models().emissions.log_odds(table, findings.candidates, None, CancelToken())
    decoder = DriftDecoder(table, findings.candidates, odds, packaged_models().mentions)
    beam = decoder.advance(first_beam(), 0, 400, CancelToken())
    masses = [h.mass for h in beam]
    decoder.advance(beam, 400, len(table), CancelToken())
    assert [h.mass for h in beam] == masses


def test_a_path_that_reads_otherwise_than_the_table_is_judged_all_the_same() -> None:
    models = packaged_models()
    findings = find_copies(damage(CLEAN, "seed", 1, density=0.05).text, models, None, 0.0, CancelToken())
    table, candidates = findings.table, findings.candidates
    odds = models.emissions.log_odds(table, candidates, None, CancelToken())
    decoder = DriftDecoder(table, candidates, odds, models.mentions)
    found = decoder.decode(CancelToken())
    for node in found.path:
        node.reading = models.mentions.lost
    copies = [node.candidate for node in found.path if node.candidate >= 0]
    judged = Judge(candidates, odds, decoder, found, None).judge(copies, models.plain, CancelToken())
    assert any(judgement.reading.kind.startswith("pronoun") for judgement in judged)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One .\nTwo .\nThree .\n\nAnother .\nFour .\nFive .", 1),
        ("One .   Two .   Three .   Four .\nAnother .   Five .", 1),
        ("One .\n\nTwo .\n\nThree .\n\nFour .", 0),
        ("One .\nTwo .\n\nThree .\nFour .\n\nFive .\n\nSix .", 0),
        ("one line", 0),
        ("", 0),
    ],
)
def test_clear_borders(text: str, count: int) -> None:
    assert len(article_borders(element_table(text))) == count


@pytest.mark.usefixtures("short_sections")
@pytest.mark.parametrize("style", ["seed", "prose", "aligned"])
def test_suggestions_of_a_long_text_fit_it(style: str) -> None:
    text = damage(long_article(9_000), style, 5).text
    found = list(SpliceDetector(neural=False).detect(text, CancelToken(), no_progress))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for suggestion in found:
        assert suggestion.span.of(text) == suggestion.original
        assert all(span.of(text).strip() for e in suggestion.evidence for span in e.spans)


@pytest.mark.usefixtures("short_sections")
def test_first_suggestions_come_before_the_rest_is_read_and_a_cancel_is_heard() -> None:
    text = damage(long_article(18_000), "seed", 3, density=0.05).text
    cancel = CancelToken()
    found = iter(SpliceDetector(neural=False).detect(text, cancel, no_progress))
    assert next(found).span.start < 2 * long_texts.SECTION
    cancel.cancel()
    with pytest.raises(CancelledError):
        list(found)
