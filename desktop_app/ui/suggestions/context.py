# SPDX-License-Identifier: Apache-2.0
"""A suggestion in its words: enough of the text around it to judge it at a glance. Pure strings."""

import re
from dataclasses import dataclass

from desktop_app.repair.suggestion import Suggestion

SPACE_SIGN = "·"
BREAK_SIGN = "¶"

_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*\s+(?=[\"“‘(\[]?\w|\Z)|\n+")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Words before a place, the place, and words behind it."""

    before: str
    middle: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.middle}{self.after}"


def visible(text: str) -> str:
    """Return text with its runs of spaces and its breaks made visible.

    A single space between words stays; one at the edge, or a run, is what a change is about.

    >>> visible(" ,"), visible("in a  row"), visible("a b")
    ('·,', 'in a··row', 'a b')
    """
    shown = text.replace("\n", BREAK_SIGN).replace("\t", "→")
    shown = re.sub(r" {2,}", lambda run: SPACE_SIGN * len(run.group()), shown)
    if shown[:1] == " ":
        shown = SPACE_SIGN + shown[1:]
    if shown[-1:] == " ":
        shown = shown[:-1] + SPACE_SIGN
    return shown


def around(text: str, suggestion: Suggestion, *, before: int = 12, after: int = 12) -> tuple[str, str]:
    """Return at most so many code points before and behind a suggestion, cut at words, within its lines.

    Where a word touches the place, the whole word is shown.
    """
    start, end = suggestion.span.start, suggestion.span.end
    left = text[max(0, start - before) : start].rpartition("\n")[2]
    if start > before and len(left) == before:
        left = _from_word(left)
    right = text[end : end + after].partition("\n")[0]
    if len(right) == after and end + after < len(text):
        right = _to_word(right)
    return left, right


def _from_word(text: str) -> str:
    cut = text.find(" ")
    return text[cut + 1 :] if 0 <= cut < len(text) - 1 else text


def _to_word(text: str) -> str:
    cut = text.rfind(" ")
    return text[:cut] if cut > 0 else text


def before_and_after(text: str, suggestion: Suggestion, replacement: str | None = None) -> tuple[str, str]:
    """Return the wording as it stands and as proposed, each with the words that touch it.

    Changes of spaces alone would be invisible without their neighbours; longer changes need none.
    """
    proposed = suggestion.replacement if replacement is None else replacement
    old, new = suggestion.original, proposed
    if len(old.strip()) >= 4 and len(new.strip()) >= 2:
        return visible(old), visible(new)
    left, right = around(text, suggestion)
    left, right = _end_of(left.split(" ")[-1]), _beginning_of(right.split(" ")[0])
    return f"{left}{visible(old)}{right}", f"{left}{visible(new)}{right}"


def _end_of(word: str) -> str:
    return f"…{word[-7:]}" if len(word) > 9 else word


def _beginning_of(word: str) -> str:
    return f"{word[:7]}…" if len(word) > 9 else word


def sentence_around(text: str, suggestion: Suggestion, reach: int = 160) -> Glimpse:
    """Return the sentence that holds a suggestion, at most ``reach`` code points to either side."""
    start, end = suggestion.span.start, suggestion.span.end
    low, high = max(0, start - reach), min(len(text), end + reach)
    left, right = text[low:start], text[end:high]
    ends = list(_SENTENCE_END.finditer(left))
    if ends:
        left = left[ends[-1].end() :]
    elif low > 0:
        left = "… " + _from_word(left)
    stop = _SENTENCE_END.search(right)
    if stop:
        right = right[: stop.end()].rstrip()
    elif high < len(text):
        right = _to_word(right) + " …"
    return Glimpse(left.lstrip("\n "), suggestion.original, right)
