# SPDX-License-Identifier: Apache-2.0
"""Tokens and elements of a text, with their offsets.

The pipelines whose damage is repaired here counted a text as a list of *elements*: words and marks
split the Penn Treebank way (Marcus, Santorini and Marcinkiewicz 1993), plus one element for every run
of spaces where something had been dropped and one for every paragraph break. Distances in that list
are what the drift law speaks of, so they are counted here the same way, whether a text still is
tokenised (``call ,``) or stands as people write it (``call,``).
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from desktop_app.text.span import Span


class ElementKind(StrEnum):
    """What an element is."""

    TOKEN = "token"
    """A word, a part of a word such as ``n't``, a number, or a mark."""

    GAP = "gap"
    """A run of two or more spaces where a word or a dash was dropped."""

    BREAK = "break"
    """The end of a paragraph or of a line that stands for itself."""


@dataclass(frozen=True, slots=True)
class Element:
    """One unit of the list that the pipeline edited."""

    start: int
    """First code point."""

    end: int
    """One past the last code point; greater than start."""

    kind: ElementKind

    @property
    def span(self) -> Span:
        """The range of code points it takes."""
        return Span(self.start, self.end)

    @property
    def is_token(self) -> bool:
        """Whether it is a word or a mark, not white space."""
        return self.kind is ElementKind.TOKEN

    def of(self, text: str) -> str:
        """Return what stands there in ``text``."""
        return text[self.start : self.end]


_APOSTROPHES = "'’`"
_CLITIC = rf"[{_APOSTROPHES}](?:s|re|ve|ll|d|m)(?![^\W_])"
# Prefixes that stay with their word; every other hyphenated compound counts as word, hyphen, word.
_PREFIX = (
    "a|ante|anti|arch|auto|bi|bio|co|counter|cyber|de|dis|e|eco|ex|extra|fore|hyper|infra|inter|intra|macro|mega|"
    "meta|micro|mid|mini|mis|multi|non|omni|over|para|poly|post|pre|pro|pseudo|re|semi|sub|super|supra|"
    "trans|tri|ultra|un|under|uni|vice"
)
_ABBREVIATION = (
    r"Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Rev|Hon|Mt|Ft|vs|etc|No|Vol|pp|Inc|Ltd|Corp|Co|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mlle|Mme|ca|cf|al|Bros|Dept|Univ|approx|Ave|Blvd"
)
_NATURAL = re.compile(
    rf"""
      (?P<space>\s+)
    | (?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]'’]
    | [\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}})+
    | -[LR][RSC]B-
    | [A-Za-z]\.(?:[A-Za-z]\.)+ | [A-Z]\.[A-Z](?![^\W_])     # U.S., e.g., U.S
    | Ph\.D\.
    | (?:{_ABBREVIATION})\.(?=[\s,;:)]|$)
    | [A-Z]\.(?=\s+[A-Z]) | [bcdpv]\.(?=\s+[A-Z\d])          # an initial, born, circa, died, page, versus
    | [A-Z]+&[A-Z]+
    | \d+(?:[.,:]\d+)+(?:(?:st|nd|rd|th|s)(?![^\W_]))?         # 10,000 6:00 50,000th
    | (?i:can(?=not\b)|(?<=\bcan)not\b)
    | (?i:(?:ca|wo|do|does|did|is|are|was|were|has|have|had|would|could|should|must|need|might|ai|sha)
          (?=n[{_APOSTROPHES}]t(?![^\W_])))
    | (?i:n[{_APOSTROPHES}]t(?![^\W_]))
    | (?i:{_CLITIC})
    | (?i:(?:{_PREFIX})[-–])[^\W_]+(?=[^-]|$)
    | [^\W\d_][^\W_]*?(?=(?i:{_CLITIC}))
    | [^\W_][\u0300-\u036f]*(?:[^\W_]|[\u0300-\u036f]|[{_APOSTROPHES}](?=[^\W_]))*
    | (?:\.\s?){{2,}}\. | \.{{2,}} | …
    | -{{2,}} | ''| ``
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_TOKENISED = re.compile(r"\S+|(?P<space>\s\s+|\n)")
_MARK_APART = re.compile(r"\s[,.?!](?=\s|$)")
_MARK_ATTACHED = re.compile(r"""(?<=[^\W_])[,.?!](?=[\s"'”’)]|$)|[("“](?=[^\W_])|(?<=[^\W_])[)”]""")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_WRAPPED_LINES = range(50, 101)  # the longest line of a hard-wrapped text, in code points
_BREAK_RUN = 3


def is_tokenised(text: str) -> bool:
    """Tell whether marks stand apart from words (``call ,``), as a tokeniser leaves them.

    The majority decides; a text without such marks counts as natural, where both ways agree on all
    but clitics and hyphens.

    >>> is_tokenised("He said , yes ."), is_tokenised("He said, yes.")
    (True, False)
    """
    apart = sum(1 for _ in _MARK_APART.finditer(text))
    attached = sum(1 for _ in _MARK_ATTACHED.finditer(text))
    return apart > attached


def elements(text: str) -> tuple[Element, ...]:
    """Return the elements of ``text`` in order, disjoint; single spaces belong to none.

    In a tokenised text every run of non-spaces is one token. In a natural one words are split from
    marks, clitics (``did | n't``, ``Russia | ’s``) and hyphens (``self | - | made``, but ``pro-war``).

    A run of spaces is a GAP, with three exceptions: exactly three in a text without line breaks are a
    BREAK (that is how some pipelines write them); two after the end of a sentence in a natural text
    are a typist's habit; those that indent a line of a natural text are layout. Line breaks are a
    BREAK, a single one only where the text is not hard-wrapped.

    >>> [element.of("He didn't go.") for element in elements("He didn't go.")]
    ['He', 'did', "n't", 'go', '.']
    """
    return tuple(_elements(text))


def element_starts(text: str, before: int) -> "array[int]":
    """Return where the elements of ``text`` begin that begin ``before`` a place, in code points.

    In four bytes each: a long text has millions.

    >>> element_starts("He didn't go.", 12).tolist()
    [0, 3, 6, 10]
    """
    starts = (element.start for element in _elements(text))
    return array("i", takewhile(lambda start: start < before, starts))


def tokens(text: str) -> tuple[Element, ...]:
    """Return the elements of ``text`` that are tokens."""
    return tuple(element for element in _elements(text) if element.kind is ElementKind.TOKEN)


def _elements(text: str) -> Iterator[Element]:
    tokenised = is_tokenised(text)
    has_lines = "\n" in text.strip()
    wrapped = has_lines and max(map(len, text.split("\n"))) in _WRAPPED_LINES
    token = ElementKind.TOKEN
    for match in (_TOKENISED if tokenised else _NATURAL).finditer(text):
        if match.lastgroup is None:
            yield Element(match.start(), match.end(), token)
        elif match.end() - match.start() > 1 or match[0] == "\n":
            yield from _white_space(text, match.start(), match.end(), tokenised, has_lines, wrapped)


def _white_space(
    text: str, start: int, end: int, tokenised: bool, has_lines: bool, wrapped: bool
) -> Iterator[Element]:
    run = text[start:end]
    lines = run.count("\n")
    if lines:
        last = start + run.rindex("\n") + 1
        if lines > 1 or not wrapped:
            yield Element(start, last, ElementKind.BREAK)
        if tokenised and end - last > 1:
            yield Element(last, end, ElementKind.GAP)
    elif end - start == _BREAK_RUN and not has_lines and (tokenised or start):
        yield Element(start, end, ElementKind.BREAK)
    elif tokenised or (
        start and (end - start > 2 or not _SENTENCE_END.search(text, max(0, start - 4), start))
    ):
        yield Element(start, end, ElementKind.GAP)
