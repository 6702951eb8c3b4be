# SPDX-License-Identifier: Apache-2.0
"""What has changed between two deliveries is all that is passed on, and enough."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.suggestion import DamageKind, Suggestion, suggestion_id
from desktop_app.text.span import Span
from desktop_app.worker.changes import AT_ONCE, Change, Growing, changes, pieces


def _suggestion(number: int, certainty: float = 1.0) -> Suggestion:
    span = Span(3 * number, 3 * number + 1)
    return Suggestion(
        id=suggestion_id("test", span, ","),
        span=span,
        original=",",
        kind=DamageKind.SPACING,
        certainty=certainty,
    )


def _many(count: int) -> tuple[Suggestion, ...]:
    return tuple(_suggestion(number) for number in range(count))


_DELIVERIES = st.lists(
    st.dictionaries(st.integers(0, 60), st.sampled_from([0.5, 1.0])).map(
        lambda which: tuple(_suggestion(number, which[number]) for number in sorted(which))
    ),
    max_size=6,
)


@given(_DELIVERIES)
def test_what_grows_by_changes_is_what_was_delivered(deliveries: list[tuple[Suggestion, ...]]) -> None:
    growing, before = Growing(), tuple[Suggestion, ...]()
    for delivery in deliveries:
        for piece in pieces(changes(before, delivery)):
            growing.take(piece)
        assert growing.whole() == delivery
        before = delivery


@given(_DELIVERIES)
def test_nothing_is_passed_on_twice(deliveries: list[tuple[Suggestion, ...]]) -> None:
    before: tuple[Suggestion, ...] = ()
    for delivery in deliveries:
        new = [s for change in changes(before, delivery) for s in change.new]
        assert new == [s for s in delivery if s not in before]
        before = delivery


def test_one_in_the_middle_of_many_is_one_change() -> None:
    whole = _many(2_000)
    without = (*whole[:1_000], *whole[1_001:])
    assert list(changes(without, whole)) == [Change(1_000, 0, (whole[1_000],))]
    assert list(changes(whole, without)) == [Change(1_000, 1, ())]
    better = _suggestion(1_000, 0.5)
    assert list(changes(whole, (*whole[:1_000], better, *whole[1_001:]))) == [Change(1_000, 1, (better,))]
    assert list(changes(whole, whole)) == []


def test_pieces_are_small() -> None:
    whole = _many(1_050)
    at_once = [sum(len(c.new) for c in piece) for piece in pieces(changes((), whole))]
    assert sum(at_once) == 1_050
    assert max(at_once) == AT_ONCE
    one_by_one = list(pieces(changes(whole[::2], whole)))
    assert max(len(piece) for piece in one_by_one) == AT_ONCE
    gone = list(pieces(changes(whole, ())))
    assert gone == [(Change(0, 1_050, ()),)]
