# SPDX-License-Identifier: Apache-2.0
"""Words, scanning in windows, and where a text was tokenised."""

import re

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.text.scanning import scan
from desktop_app.text.words import LONGEST_WORD, TokenisedRegions, words


@given(st.text(alphabet="ab \n", max_size=100), st.integers(1, 20))
def test_windows_change_nothing(text: str, window: int) -> None:
    pattern = re.compile(r"[ab]{1,100}|(?<=a) ")
    assert [m.span() for m in scan(pattern, text, window=window)] == [
        m.span() for m in pattern.finditer(text)
    ]


@given(st.text(max_size=100))
def test_words_are_what_stands_between_white_space(text: str) -> None:
    assert [word.form for word in words(text)] == text.split()
    assert all(text[word.start : word.end] == word.form for word in words(text))


def test_endless_words_are_cut() -> None:
    assert max(len(word.form) for word in words("x" * 1000)) == LONGEST_WORD


def test_a_tokenised_passage_is_seen_inside_a_natural_text() -> None:
    natural = "The ferry left, late. It's cold, isn't it? (Yes.) " * 10
    tokenised = "The ferry left , late . It 's cold , is n't it ? ( Yes . ) " * 10
    regions = TokenisedRegions(natural + tokenised + natural)
    assert regions.share(len(natural) // 2) == 0
    assert regions.share(len(natural) + len(tokenised) // 2) > 0.9
    assert regions.share(len(natural) * 2 + len(tokenised) - 50) == 0
    assert not regions.mostly


def test_text_without_marks_has_no_share() -> None:
    assert TokenisedRegions("no marks at all").share(3) == 0
