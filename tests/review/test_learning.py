# SPDX-License-Identifier: Apache-2.0
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from desktop_app.repair.packed import pack
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion, suggestion_id
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.learning import Learned, learning
from desktop_app.review.policy import Lane, lane
from desktop_app.steps import at_once
from desktop_app.text.span import Span

WHEN = datetime(2026, 5, 4, tzinfo=UTC)


def learn(found: Sequence[Suggestion], decisions: dict[str, Decision]) -> Learned:
    learned = at_once(learning(found, decisions))
    assert isinstance(learned, Learned)
    return learned


def _suggestions(number: int, kind: DamageKind, confidence: float = 0.7) -> list[Suggestion]:
    made = []
    for index in range(number):
        span = Span(10 * index, 10 * index + 3)
        alternatives = (Alternative("his", confidence), Alternative("her", 0.2))
        made.append(
            Suggestion(
                id=suggestion_id("test", span, "Ann"),
                span=span,
                original="Ann",
                kind=kind,
                alternatives=alternatives,
                series="Ann over words",
                detector="test",
            )
        )
    return made


def _decided(
    suggestions: Sequence[Suggestion], *wordings: str | None, who: str = "me"
) -> dict[str, Decision]:
    return {
        s.id: Decision(
            verdict=Verdict.KEPT if wording is None else Verdict.ACCEPTED,
            replacement=wording,
            who=who,
            when=WHEN,
        )
        for s, wording in zip(suggestions, wordings, strict=False)
    }


def test_nothing_is_learned_from_two_decisions_or_from_a_policy() -> None:
    found = _suggestions(6, DamageKind.SPLICE)
    assert learn(found, _decided(found, "his", "his")).suggestions == tuple(found)
    assert learn(found, _decided(found, *["his"] * 5, who="policy")).suggestions == tuple(found)


def test_a_series_that_is_always_right_becomes_surer_and_says_so() -> None:
    found = _suggestions(12, DamageKind.SPLICE)
    learned = learn(found, _decided(found, *["his"] * 9))
    assert lane(learned.suggestions[10]) is Lane.SURE
    assert learned.lessons[0].moved == {Lane.SURE: 3}


def test_a_series_that_is_often_kept_becomes_doubtful() -> None:
    found = _suggestions(8, DamageKind.SPLICE, 0.93)
    learned = learn(found, _decided(found, None, None, None))
    assert lane(found[5]) is Lane.SURE
    assert lane(learned.suggestions[5]) is not Lane.SURE
    assert learned.suggestions[5].id == found[5].id


def test_what_was_promised_and_kept_changes_nothing_much() -> None:
    found = _suggestions(12, DamageKind.SPLICE, 0.75)
    learned = learn(found, _decided(found, "his", "his", "his", None))
    assert abs(learned.suggestions[8].confidence - 0.75) < 0.01


def test_own_wording_spreads_where_the_same_words_stand() -> None:
    found = _suggestions(8, DamageKind.CHARACTER)
    learned = learn(found, _decided(found, "Åsa", "Åsa", "Åsa"))
    assert learned.suggestions[6].replacement == "Åsa"


def test_lost_words_differ_from_place_to_place_and_do_not_spread() -> None:
    found = _suggestions(8, DamageKind.SPLICE)
    learned = learn(found, _decided(found, "the mayor", "the mayor", "the mayor"))
    assert all(a.text != "the mayor" for a in learned.suggestions[6].alternatives)


def test_undoing_unlearns() -> None:
    found = _suggestions(8, DamageKind.SPLICE)
    learn(found, _decided(found, None, None, None))
    assert learn(found, {}).suggestions == tuple(found)


def test_accepting_what_was_sure_leaves_it_sure() -> None:
    found = _suggestions(9, DamageKind.SPACING, 0.99)
    learned = learn(found, _decided(found, "his", "his", "his"))
    assert not learned.lessons
    assert all(lane(s) is Lane.SURE for s in learned.suggestions)


def test_what_is_judged_as_before_goes_on_as_the_same_suggestion() -> None:
    found = pack(_suggestions(12, DamageKind.SPLICE))
    first = learn(found, _decided(found, *["his"] * 9))
    again = learn(found, _decided(found, *["his"] * 9))
    assert again == first
    assert (again.suggestions.rows == first.suggestions.rows).all()
    assert (again.suggestions.rows[10] != found.rows[10]).any()


@pytest.mark.parametrize("kind", [DamageKind.SPLICE, DamageKind.CHARACTER])
def test_what_is_judged_no_other_than_it_was_found_is_no_second_suggestion(kind: DamageKind) -> None:
    found = pack(_suggestions(12, kind, confidence=1.0))
    learned = learn(found, _decided(found, *["his"] * 9))
    assert (learned.suggestions.rows == found.rows).all()
    assert learned.lessons == ()


@pytest.mark.parametrize("kind", [DamageKind.SPLICE, DamageKind.CHARACTER])
@pytest.mark.parametrize("wordings", [("his",) * 6, (None,) * 4, ("her", "her", "her", "his")])
def test_how_sure_many_are_is_what_each_of_them_says(kind: DamageKind, wordings: tuple[str | None]) -> None:
    found = pack(_suggestions(12, kind, confidence=0.3))
    learned = learn(found, _decided(found, *wordings)).suggestions
    assert learned.confidences.tolist() == pytest.approx([s.confidence for s in learned], abs=1e-12)
    changed = [one != other for one, other in zip(found, learned, strict=True)]
    assert changed == (learned.rows != found.rows).any(axis=1).tolist()
    assert any(changed)
