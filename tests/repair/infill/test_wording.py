# SPDX-License-Identifier: Apache-2.0
"""Words become text: spaces, articles, capitals."""

import pytest

from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.wording import cased, in_place, with_article
from desktop_app.text.span import Span


@pytest.mark.parametrize(
    ("text", "start", "end", "words", "expected"),
    [
        ("He Xx there", 2, 5, ("was",), "He was there"),
        ("He Xx there", 3, 5, ("was",), "He was there"),
        ("He came Xx It rained", 7, 10, (".",), "He came. It rained"),
        ("the town Xx mayor", 8, 11, ("'s",), "the town's mayor"),
        ("He Xx left", 2, 5, (), "He left"),
        ("He Xx left", 3, 6, (), "He left"),
        ("He Xx left", 2, 6, (), "He left"),
        ("He Xx left", 2, 6, ("had",), "He had left"),
        ("He said Xx no", 7, 11, ("(",), "He said (no"),
        ("Xx came", 0, 2, ("He",), "He came"),
        ("He came Xx", 7, 10, (".",), "He came."),
        ("She did Xx go", 7, 10, ("n't", "ever"), "She didn't ever go"),
    ],
)
def test_words_are_spaced_as_people_write(
    text: str, start: int, end: int, words: tuple[str, ...], expected: str
) -> None:
    span = Span(start, end)
    assert text[:start] + in_place(text, span, words, quote_open=False) + text[end:] == expected


def test_quotation_marks_know_which_side_they_hang_on() -> None:
    text = 'He said Xx yes" and left'
    assert in_place(text, Span(7, 11), ('"',), quote_open=False) == ' "'
    text = 'He said "yes Xx and left'
    assert in_place(text, Span(12, 15), ('"',), quote_open=True) == '"'


@pytest.mark.parametrize(
    ("words", "following", "expected"),
    [
        (("a",), "idea", ("an",)),
        (("an",), "European", ("a",)),
        (("A", "hour"), "", ("An", "hour")),
        (("a",), "", ("a",)),
        (("the",), "idea", ("the",)),
    ],
)
def test_articles_fit(words: tuple[str, ...], following: str, expected: tuple[str, ...]) -> None:
    assert with_article(words, following) == expected


def test_capitals_come_from_the_document_and_the_place() -> None:
    document = DamagedWords("We saw Keld there. Then the end.", ())
    middle = 3
    assert cased(("keld", "then", "i"), document, middle) == ("Keld", "then", "I")
    assert cased(("the", "keld"), document, 0) == ("The", "Keld")


def test_pronouns_are_small_where_the_document_only_begins_sentences_with_them() -> None:
    document = DamagedWords("“He has gone,” said Keld, and Keld left. And (He knew.)", ())
    assert cased(("he",), document, 7) == ("he",)
    assert cased(("i",), document, 7) == ("I",)
