# SPDX-License-Identifier: Apache-2.0
"""Packed suggestions are the same suggestions, and far smaller."""

from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair import keys as keys_module
from desktop_app.repair import packed as packed_module
from desktop_app.repair.packed import Ids, Packing, pack
from desktop_app.repair.patterns import KINDS, Patterns
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Suggestion, suggestion_id
from desktop_app.steps import at_once
from desktop_app.text.span import Span

_EVIDENCE = st.sampled_from([(), (Evidence("mention", (Span(1, 2),), "it stands there"),)])


def comma(start: int) -> Suggestion:
    span = Span(start, start + 2)
    key = suggestion_id("commas", span, " ,")
    return Suggestion(id=key, span=span, original=" ,", kind=DamageKind.SPACING, detector="commas")


@st.composite
def any_suggestion(draw: st.DrawFn) -> Suggestion:
    start, length = draw(st.integers(0, 40)), draw(st.integers(0, 3))
    span, original = Span(start, start + length), " ,"[:length]
    return Suggestion(
        id=draw(st.sampled_from([suggestion_id("commas", span, original), "of an editor"])),
        span=span,
        original=original,
        kind=draw(st.sampled_from([DamageKind.SPACING, DamageKind.GAP])),
        alternatives=draw(st.sampled_from([(), (Alternative(",", 0.9),), (Alternative(";", 0.4),)])),
        certainty=draw(st.sampled_from([0.5, 1.0])),
        explanation=draw(st.sampled_from(["", "A space too many.", "“Ann”\ud800 \U0001f600\t"])),
        evidence=draw(_EVIDENCE),
        series=draw(st.sampled_from(["", "Space before a comma"])),
        detector="commas",
        lost_words=draw(st.sampled_from([(0, 0), (1, 2)])),
        lost_shares=draw(st.sampled_from([(), (0.5, 0.5)])),
    )


@given(st.lists(any_suggestion()))
def test_what_is_packed_comes_out_as_it_was(suggestions: list[Suggestion]) -> None:
    packed = pack(suggestions)
    assert list(packed) == suggestions
    assert [packed[n] for n in range(len(packed))] == suggestions
    assert list(packed[1:3]) == suggestions[1:3]


@given(any_suggestion(), any_suggestion())
def test_rows_are_equal_where_suggestions_are(one: Suggestion, other: Suggestion) -> None:
    first, second = Packing(Patterns(), [one, other]).packed().rows.tolist()
    assert (first == second) is (one == other)


def test_places_of_one_pattern_take_no_suggestion_each() -> None:
    packed = pack(map(comma, range(0, 300, 3)))
    assert set(packed.rows[:, 2].tolist()) == {0}
    assert replace(packed[7], id="") == replace(comma(21), id="")


@given(st.lists(any_suggestion(), max_size=30), st.sets(st.integers(0, 40)))
def test_what_is_told_of_many_at_once_is_what_each_of_them_says(
    suggestions: list[Suggestion], places: set[int]
) -> None:
    packed = pack(suggestions)
    assert list(packed.ids()) == [s.id for s in suggestions]
    assert list(packed.replacements()) == [s.replacement for s in suggestions]
    assert packed.spans() == [s.span for s in suggestions]
    assert packed.confidences.tolist() == [s.confidence for s in suggestions]
    assert packed.are_of([DamageKind.GAP]).tolist() == [s.kind is DamageKind.GAP for s in suggestions]
    titles = [packed.patterns.title(number) for number in packed.series.tolist()]
    assert titles == [(s.kind, s.series) for s in suggestions]
    some = packed.take(np.array(sorted(n for n in places if n < len(suggestions)), np.intp))
    assert list(some) == [suggestions[n] for n in sorted(places) if n < len(suggestions)]
    assert list(packed.in_order()) == sorted(suggestions, key=lambda s: s.span)


@pytest.mark.parametrize("bounds", [(8, 10_000), (-1, 10_000), (-1, 0)])
@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_ids_are_found_one_by_one_as_well_as_together(
    bounds: tuple[int, int], there: set[int], wanted: set[int]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed_module, "_FEW", bounds[0])
        patch.setattr(keys_module, "_MANY", bounds[1])
        packed = pack(comma(3 * number) for number in sorted(there))
        ids = [comma(3 * number).id for number in wanted]
        found = packed.places_of(ids).tolist()
        assert found == [place for place, number in enumerate(sorted(there)) if number in wanted]
        assert [packed.id_at(place) for place in found] == [s.id for s in packed if s.id in ids]
        every = Ids(packed)
        assert set(every) == {s.id for s in packed}
        assert all((key in every) is (packed.find(key) is not None) for key in ids)
        assert every & dict.fromkeys(ids) == set(every).intersection(ids)


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)), st.booleans(), st.sampled_from([1, 3, 100]))
def test_some_come_and_go_as_if_all_were_packed_anew(
    there: set[int], come: set[int], looked_up: bool, copied: int
) -> None:
    """Whether or not the confidences have been looked up before, they are right."""
    with patch.object(packed_module, "_COPIED", copied):
        _come_and_go(there, come, looked_up=looked_up)


def _come_and_go(there: set[int], come: set[int], *, looked_up: bool) -> None:
    patterns = Patterns()
    all_of_them = [
        Suggestion(
            id=str(number),
            span=Span(number // 2, number // 2 + number % 2),
            original=","[: number % 2],
            kind=KINDS[number % 3],
            alternatives=(Alternative("!", number / 31),),
        )
        for number in range(31)
    ]
    packed = Packing(patterns, (all_of_them[n] for n in sorted(there))).packed()
    if looked_up:
        assert len(packed.confidences) == len(packed.kinds)
    mixed = packed.mixed_with(Packing(patterns, (all_of_them[n] for n in sorted(come - there))).packed())
    assert list(mixed) == [all_of_them[n] for n in sorted(come | there)]
    gone = np.array([place for place, n in enumerate(sorted(come | there)) if n in come], np.intp)
    left = at_once(mixed.leaving_out(gone))
    assert list(left) == [all_of_them[n] for n in sorted(there - come)]
    for some in (mixed, left, mixed.take(gone)):
        assert some.confidences.tolist() == [s.confidence for s in some]
        assert [KINDS[code] for code in some.kinds.tolist()] == [s.kind for s in some]


def test_what_is_replaced_is_kept_no_longer() -> None:
    patterns = Patterns()
    evidence = (Evidence("mention", (Span(1, 2),), "it stands there"),)
    rough = replace(comma(3), evidence=evidence)
    better = replace(rough, alternatives=(Alternative(",", 0.9),))
    before = Packing(patterns, [comma(0), rough]).packed()
    rows = before.rows.copy()
    for row, new in ((0, replace(comma(0), certainty=0.5)), (1, better)):
        rows[row, 2] = patterns.number_in_place_of(int(rows[row, 2]), new)
    assert list(before.with_rows(rows)) == [replace(comma(0), certainty=0.5), better]
    assert list(before) == [comma(0), better], "what others share stays, what nobody has is gone"
    assert patterns.number_in_place_of(int(rows[1, 2]), better) == rows[1, 2], "the same is nothing new"
    assert patterns.number_of(rough) not in rows[:, 2], "and is new where it comes again"
