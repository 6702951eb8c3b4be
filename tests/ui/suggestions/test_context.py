# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion
from desktop_app.text.span import Span
from desktop_app.ui.suggestions import paragraphs
from desktop_app.ui.suggestions.context import around, before_and_after, sentence_around, visible
from desktop_app.ui.suggestions.paragraphs import LineStarts, ParagraphNumbers
from tests.ui.desk_texts import TEXT, suggestions


def suggestion(text: str, start: int, end: int, new: str = "") -> Suggestion:
    return Suggestion(
        id="x",
        span=Span(start, end),
        original=text[start:end],
        kind=DamageKind.SPACING,
        alternatives=(Alternative(new, 0.9),),
    )


def test_a_lost_space_is_shown_with_the_words_that_touch_it() -> None:
    text = "they said , no"
    assert before_and_after(text, suggestion(text, 9, 10)) == ("said·,", "said,")


def test_long_words_are_shortened_away_from_the_change() -> None:
    text = "incomprehensibilities , no"
    assert before_and_after(text, suggestion(text, 21, 22)) == ("…ilities·,", "…ilities,")


def test_breaks_and_runs_of_spaces_can_be_seen() -> None:
    assert visible("   ") == "···"
    assert visible("\n\n") == "¶¶"


def test_the_sentence_around_a_place_ends_where_it_ends() -> None:
    splice = next(s for s in suggestions() if len(s.alternatives) == 2)
    glimpse = sentence_around(TEXT, splice)
    assert str(glimpse) == "The miller Anna Brandt her boots by the door ."


@given(st.text(alphabet="ab .\n,", max_size=80), st.data())
def test_glimpses_are_parts_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = suggestion(text, start, end)
    left, right = around(text, made)
    assert text[:start].endswith(left)
    assert text[end:].startswith(right)
    assert sentence_around(text, made).middle == text[start:end]


def test_proposed_paragraph_breaks_count_as_breaks() -> None:
    text = "one   two\nthree"
    gap = Suggestion(id="p", span=Span(3, 6), original="   ", kind=DamageKind.PARAGRAPH)
    numbers = ParagraphNumbers(text, [gap])
    assert [numbers.of(text.index(word)) for word in ("one", "two", "three")] == [1, 2, 3]


@given(st.text(st.sampled_from("ab\n\U0001f600\ud83d"), max_size=30), st.integers(1, 5))
def test_lines_begin_where_something_stands_behind_breaks(text: str, at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraphs, "_AT_ONCE", at_once)
        starts = LineStarts().at_once(text).tolist()
    behind = [n for n in range(1, len(text)) if text[n - 1] == "\n" != text[n]]
    assert starts == [0, *behind]
