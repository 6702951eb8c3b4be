# SPDX-License-Identifier: Apache-2.0
"""The second stage: the same suggestions, with words."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.repair.detector import CancelToken, no_progress
from desktop_app.repair.infill import InfillRefiner
from desktop_app.repair.infill import refiner as module
from desktop_app.repair.infill.told_losses import first_slip, lost_words
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Source, Suggestion
from desktop_app.text.span import Span

TEXT = "The ferry Keld Harbour late, and the crew of the ferry waited for Keld Harbour orders , as always."


def splice(start: int, end: int, *, slipped: bool = True, certainty: float = 1.0) -> Suggestion:
    evidence = (Evidence("mention", (Span(0, 3),), ""),) if slipped else ()
    return Suggestion(
        id=f"s{start}",
        span=Span(start, end),
        original=TEXT[start:end],
        kind=DamageKind.SPLICE,
        certainty=certainty,
        evidence=evidence,
        lost_words=(1, 1) if slipped else (0, 0),
    )


FIRST = splice(9, 22)
SECOND = splice(66, 78, slipped=False)
SPACE = Suggestion(
    id="c",
    span=Span(85, 86),
    original=" ",
    kind=DamageKind.SPACING,
    alternatives=(Alternative("", 1.0, Source.RULE),),
)


@pytest.fixture(scope="module")
def refiner() -> InfillRefiner:
    return InfillRefiner()


def refine(refiner: InfillRefiner, *suggestions: Suggestion) -> list[Suggestion]:
    better = {s.id: s for s in refiner.refine(TEXT, suggestions, CancelToken(), no_progress)}
    return [better.get(s.id, s) for s in suggestions]


def test_only_what_lost_words_is_changed(refiner: InfillRefiner) -> None:
    found = refine(refiner, FIRST, SECOND, SPACE)
    assert [s.id for s in found] == [FIRST.id, SECOND.id, SPACE.id]
    assert [s.span for s in found] == [FIRST.span, SECOND.span, SPACE.span]
    assert found[2] == SPACE
    assert " was" in [a.text for a in found[0].alternatives]
    assert all(s.original not in [a.text for a in s.alternatives] for s in found)


def test_words_are_no_surer_than_the_damage(refiner: InfillRefiner) -> None:
    (sure,) = refine(refiner, FIRST)
    (unsure,) = refine(refiner, splice(9, 22, certainty=0.5))
    assert unsure.confidence == pytest.approx(sure.confidence * 0.5)


def test_a_slipped_copy_says_nothing_about_what_was_lost() -> None:
    first, second = lost_words([FIRST, SECOND], first_slip([FIRST, SECOND]))
    assert first.same_entity == 0.0
    assert first.lengths == ((1, 1.0),)
    assert 0.0 < second.same_entity < 1.0
    assert second.reference == "Keld Harbour"


def test_a_proof_is_shown(refiner: InfillRefiner) -> None:
    text = "We met Ottilie Branagh Quell. Then Ottilie Keld Quell left, and so did Keld."
    start = text.index(" Keld Quell")
    one = Suggestion(
        id="p", span=Span(start, start + 5), original=" Keld", kind=DamageKind.SPLICE, lost_words=(1, 1)
    )
    (found,) = refiner.refine(text, [one], CancelToken(), no_progress)
    assert found.alternatives[0].text == " Branagh"
    (evidence,) = found.evidence
    assert evidence.kind == "same-context"
    assert evidence.spans[0].of(text) == "Ottilie Branagh Quell"


def test_gaps_are_left_alone(refiner: InfillRefiner) -> None:
    gap = Suggestion(id="g", span=Span(28, 29), original=" ", kind=DamageKind.GAP, lost_words=(1, 1))
    found = refine(refiner, FIRST, gap)
    assert found[1] == gap
    assert found[1].confidence == 0.0


def test_a_long_text_is_filled_in_parts_what_is_in_sight_first(
    refiner: InfillRefiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = 9
    text = " ".join([TEXT] * times)
    step = len(TEXT) + 1
    copies = [
        replace(FIRST, id=f"s{n}", span=FIRST.span.shifted(n * step), evidence=()) for n in range(times)
    ]
    whole = {s.id: s for s in refiner.refine(text, copies, CancelToken(), no_progress)}
    monkeypatch.setattr(module, "LONG", 1)
    monkeypatch.setattr(module, "SECTION", 2 * step)
    monkeypatch.setattr(module, "AROUND", step)
    shares: list[float] = []
    visible = copies[5].span
    found = list(
        refiner.refine(text, copies, CancelToken(), lambda what, share: shares.append(share), visible)
    )
    assert sorted(s.id for s in found) == sorted(whole)
    assert copies[5].id in {s.id for s in found[:2]}
    assert [s.span for s in sorted(found, key=lambda s: s.span)] == [s.span for s in copies]
    # Less is seen around the first and the last, where two words are as good as each other.
    assert all(
        s.replacement == whole[s.id].replacement for s in found if s.id not in (copies[0].id, copies[-1].id)
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_proof_far_into_a_long_text_is_shown_where_it_stands(
    refiner: InfillRefiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = "Nobody spoke of it in the town that winter. " * 20
    text = before + "We met Ottilie Branagh Quell. Then Ottilie Keld Quell left, and so did Keld."
    start = text.index(" Keld Quell")
    one = Suggestion(
        id="p", span=Span(start, start + 5), original=" Keld", kind=DamageKind.SPLICE, lost_words=(1, 1)
    )
    monkeypatch.setattr(module, "LONG", 1)
    monkeypatch.setattr(module, "SECTION", 300)
    monkeypatch.setattr(module, "AROUND", 300)
    (found,) = refiner.refine(text, [one], CancelToken(), no_progress)
    assert [e.spans[0].of(text) for e in found.evidence] == ["Ottilie Branagh Quell"]


def test_a_folder_without_a_model_is_told_and_not_needed(tmp_path: Path) -> None:
    refiner = InfillRefiner(tmp_path / "nothing")
    (found,) = refine(refiner, FIRST)
    assert found.alternatives
    assert "nothing" in refiner.problem


def test_it_works_without_any_model() -> None:
    refiner = InfillRefiner(neural=False)
    (found,) = refine(refiner, FIRST)
    assert found.alternatives
    assert refiner.problem == ""
