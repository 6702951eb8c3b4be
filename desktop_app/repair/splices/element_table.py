# SPDX-License-Identifier: Apache-2.0
"""The text as the list of elements that the pipeline edited, with what each looks like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.repair.splices.closed_classes import CALENDAR, CLITICS, CLOSED
from desktop_app.text.span import Span
from desktop_app.text.tokens import Element, ElementKind, elements

BREAK = "\n"
"""Stands for a paragraph break in ``words``."""

GAP = "\t"
"""Stands for a run of spaces where something was dropped."""

_WORD = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[\d.,:]*\d[\d.,:]*(?:st|nd|rd|th|s)?")
_ABBREVIATED = frozenset(("US", "IT"))
_SUFFIXES = ("ing", "ed", "ly", "es", "s")
_SENTENCE_ENDS = frozenset((".", "?", "!", '."', ".”", BREAK, GAP))


@dataclass(frozen=True, slots=True)
class ElementTable:
    """Parallel columns, one row per element of a text."""

    text: str
    """The damaged text."""

    elements: tuple[Element, ...]
    """Where each element stands."""

    words: list[str]
    """What stands there; ``BREAK`` and ``GAP`` for white space."""

    lower: list[str]
    """The same in lower case, but for ``US`` and ``IT``."""

    closed: list[bool]
    """Whether it is a function word, a mark or white space."""

    capital: list[bool]
    """Whether it is a word that begins with a capital letter."""

    shapes: list[str]
    """A coarse class: the function word or mark itself, ``N`` number, ``C`` capitalised, ``c``
    capitalised at a sentence's start, ``^`` + function word, else ``w`` + suffix."""

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """Return the code points of elements ``start`` to ``end`` (one past the last)."""
        return Span(self.elements[start].start, self.elements[end - 1].end)

    def phrase(self, start: int, end: int) -> str:
        """Return the text of elements ``start`` to ``end`` (one past the last)."""
        return self.text[self.elements[start].start : self.elements[end - 1].end]


def element_table(text: str) -> ElementTable:
    """Read ``text`` as a table of elements."""
    found = elements(text)
    words = list(_words(text, found))
    lower = [word.lower() for word in words]
    is_word = [_WORD.match(word) is not None for word in words]
    for index, word in enumerate(words):
        if word in _ABBREVIATED:
            lower[index] = word  # a country and a trade, not the pronouns
    closed = [
        form in CLOSED or not (letters or form[0].isdigit())
        for form, letters in zip(lower, is_word, strict=True)
    ]
    capital = [letters and word[0].isupper() for word, letters in zip(words, is_word, strict=True)]
    shapes: list[str] = []
    before = BREAK
    for word, form, is_closed, is_capital in zip(words, lower, closed, capital, strict=True):
        shapes.append(_shape(word, form, is_closed, is_capital, before))
        if form not in ('"', "“", "”", "'", "‘", "``", "''", "("):
            before = word
    return ElementTable(text, found, words, lower, closed, capital, shapes)


def _words(text: str, found: Iterable[Element]) -> Iterable[str]:
    for element in found:
        if element.kind is ElementKind.TOKEN:
            yield text[element.start : element.end]
        else:
            yield BREAK if element.kind is ElementKind.BREAK else GAP


def _shape(word: str, form: str, is_closed: bool, is_capital: bool, before: str) -> str:
    if is_closed:
        if form in CLITICS:
            return "'s" if len(form) > 1 else "'"
        return f"^{form}" if is_capital and form != "i" else form
    if is_capital:
        if form in CALENDAR:
            return "Day"
        return "c" if before in _SENTENCE_ENDS else "C"
    if _NUMBER.fullmatch(word):
        return "N"
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return f"w{suffix}"
    return "w"
