# SPDX-License-Identifier: Apache-2.0
"""Which part of a suggestion differs: marks show that, not the words around it that stay."""

from functools import lru_cache

from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.text.span import Span

QUIET = frozenset({DamageKind.SPACING, DamageKind.PARAGRAPH})
"""Kinds that change only how the text is set, not what it says."""

_KNOWN = 4_096
"""Pairs of wordings whose difference is remembered: a page is drawn over and over."""


def is_quiet(suggestion: Suggestion) -> bool:
    """Tell whether a suggestion changes only how the text is set, not what it says.

    There are hundreds of these in a damaged text; they get the smallest marks.
    """
    return suggestion.kind in QUIET


@lru_cache(_KNOWN)
def changed_part(old: str, new: str, *, whole_words: bool) -> tuple[Span, Span]:
    """Return what differs between two wordings, as spans of each.

    With ``whole_words`` the difference grows to the borders of words, and white space around it is
    left out wherever the other side has words: a struck-through space reads as a smudge.

    >>> changed_part("call ,", "call,", whole_words=False)
    (Span(start=4, end=5), Span(start=4, end=4))
    """
    start = _common(old, new)
    tail = _common(old[start:][::-1], new[start:][::-1])
    if whole_words:
        while start > 0 and not old[start - 1].isspace() and not _borders(old, new, start):
            start -= 1
        while tail > 0 and not old[len(old) - tail].isspace() and not _borders_back(old, new, tail):
            tail -= 1
    first, second = Span(start, len(old) - tail), Span(start, len(new) - tail)
    if whole_words:
        first, second = _trimmed(old, first), _trimmed(new, second)
    return first, second


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _borders(old: str, new: str, at: int) -> bool:
    return all(at >= len(t) or t[at].isspace() for t in (old, new))


def _borders_back(old: str, new: str, tail: int) -> bool:
    return all(len(t) == tail or t[len(t) - tail - 1].isspace() for t in (old, new))


def _trimmed(text: str, span: Span) -> Span:
    part = span.of(text)
    if not part.strip():
        return span
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, span.end - (len(part) - len(part.rstrip())))
