# SPDX-License-Identifier: Apache-2.0
"""What has changed between two deliveries is all that is passed on, and enough."""

import json
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.packed import PackedSuggestions, Packing
from desktop_app.repair.patterns import Patterns
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Suggestion, suggestion_id
from desktop_app.steps import at_once
from desktop_app.text.span import Span
from desktop_app.worker.changes import AT_ONCE, Change, Growing, Teller, pieces
from desktop_app.worker.deliveries import changes

_PATTERNS = Patterns()


def _suggestion(number: int, certainty: float = 1.0) -> Suggestion:
    span = Span(3 * number, 3 * number + 1)
    return Suggestion(
        id=suggestion_id("test", span, ","),
        span=span,
        original=",",
        kind=DamageKind.SPACING,
        certainty=certainty,
        detector="test",
    )


def _many(numbers: range) -> PackedSuggestions:
    return Packing(_PATTERNS, map(_suggestion, numbers)).packed()


def _told(
    before: PackedSuggestions, after: PackedSuggestions
) -> list[tuple[int, int, tuple[Suggestion, ...]]]:
    return [_plain(change) for change in changes(before, after)]


def _plain(change: Change) -> tuple[int, int, tuple[Suggestion, ...]]:
    return change.at, change.gone, tuple(change.new)


_DELIVERIES = st.lists(
    st.dictionaries(st.integers(0, 60), st.sampled_from([0.5, 1.0])).map(
        lambda which: tuple(_suggestion(number, which[number]) for number in sorted(which))
    ),
    max_size=6,
)


@given(_DELIVERIES)
def test_what_grows_by_changes_is_what_was_delivered(deliveries: list[tuple[Suggestion, ...]]) -> None:
    growing, teller, before = Growing(), Teller(), _many(range(0))
    for delivery in deliveries:
        packed = Packing(_PATTERNS, delivery).packed()
        for piece in pieces(changes(before, packed)):
            growing.take(json.loads(json.dumps(teller.told(piece))))
        assert at_once(growing.whole()) == delivery
        before = packed


@given(_DELIVERIES)
def test_nothing_is_passed_on_twice(deliveries: list[tuple[Suggestion, ...]]) -> None:
    before = _many(range(0))
    for delivery in deliveries:
        packed = Packing(_PATTERNS, delivery).packed()
        new = [s for change in changes(before, packed) for s in change.new]
        assert new == [s for s in delivery if s not in before]
        before = packed


def test_one_in_the_middle_of_many_is_one_change() -> None:
    whole = _many(range(2_000))
    without = whole.take(np.delete(np.arange(2_000), 1_000))
    assert _told(without, whole) == [(1_000, 0, (_suggestion(1_000),))]
    assert _told(whole, without) == [(1_000, 1, ())]
    better = _suggestion(1_000, 0.5)
    improved = Packing(_PATTERNS, [*whole[:1_000], better, *whole[1_001:]]).packed()
    assert _told(whole, improved) == [(1_000, 1, (better,))]
    assert _told(whole, whole) == []


def test_what_has_become_better_is_not_kept_beside_what_it_was() -> None:
    rough = replace(_suggestion(1), evidence=(Evidence("mention", (Span(1, 2),), "there"),))
    better = replace(rough, alternatives=(Alternative(";", 0.9),))
    growing, teller, before = Growing(), Teller(), _many(range(0))
    seen = []
    for suggestion in (rough, better):
        packed = Packing(_PATTERNS, [_suggestion(0), suggestion]).packed()
        for piece in pieces(changes(before, packed)):
            growing.take(teller.told(piece))
        seen.append(at_once(growing.whole()))
        before = packed
    assert seen[1] == (_suggestion(0), better)
    assert not np.array_equal(seen[0].rows, seen[1].rows), "that something has changed can be seen"
    assert list(seen[0]) == [_suggestion(0), better]


def test_a_pattern_is_told_once() -> None:
    teller = Teller()
    patterns = [teller.told(piece)[0] for piece in pieces(changes(_many(range(0)), _many(range(1_050))))]
    assert sum(map(len, patterns)) == 1


def test_pieces_are_small() -> None:
    nothing, whole = _many(range(0)), _many(range(1_050))
    at_once = [sum(len(c.new) for c in piece) for piece in pieces(changes(nothing, whole))]
    assert sum(at_once) == 1_050
    assert max(at_once) == AT_ONCE
    one_by_one = list(pieces(changes(_many(range(0, 1_050, 2)), whole)))
    assert max(len(piece) for piece in one_by_one) == AT_ONCE
    gone = [[_plain(change) for change in piece] for piece in pieces(changes(whole, nothing))]
    assert gone == [[(0, 1_050, ())]]
