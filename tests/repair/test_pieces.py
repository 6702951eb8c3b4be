# SPDX-License-Identifier: Apache-2.0
"""Pieces are the whole text, once; what is found in one lies in the same place in the whole."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.pieces import moved, pieces
from desktop_app.repair.suggestion import suggestion_id
from tests.sessions import suggestion


@given(st.text(st.sampled_from("ab \n")), st.integers(1, 20))
def test_pieces_are_the_text(text: str, length: int) -> None:
    spans = list(pieces(text, length))
    assert "".join(span.of(text) for span in spans) == text
    assert all(0 < len(span) <= length for span in spans)


def test_a_suggestion_keeps_its_words_and_gets_the_id_of_its_place() -> None:
    text = "first line\nsecond , line\n"
    part = text[11:]
    found = moved(suggestion(part, 6, 8, ","), 11)
    assert found.span.of(text) == found.original == " ,"
    assert found.id == suggestion_id("test", found.span, " ,")
    assert found.evidence[0].spans[0].of(text) == "sec"
