# SPDX-License-Identifier: Apache-2.0
"""Packed suggestions are the same suggestions, and far smaller."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.packed import Packing, pack
from desktop_app.repair.patterns import Patterns
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Suggestion, suggestion_id
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
