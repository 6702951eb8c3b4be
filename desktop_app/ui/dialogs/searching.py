# SPDX-License-Identifier: Apache-2.0
"""Finding words or patterns in a text. Pure, no Qt."""

import re
from dataclasses import dataclass

from desktop_app.text.span import Span

MOST_HITS = 5_000


class PatternError(ValueError):
    """A pattern that cannot be understood; one sentence."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found."""

    span: Span
    replacement: str
    """What would stand there; the place's own text if nothing is to be replaced."""


def find_hits(
    text: str, words: str, replacement: str | None = None, *, pattern: bool = False, match_case: bool = False
) -> list[Hit]:
    r"""Return the places where ``words`` stand, at most ``MOST_HITS``; empty places are none.

    With ``pattern``, ``words`` is a regular expression and ``replacement`` may use ``\1``. Raises
    ``PatternError``.

    >>> [hit.span.start for hit in find_hits("a b a", "A")]
    [0, 4]
    """
    if not words:
        return []
    flags = re.MULTILINE | (0 if match_case else re.IGNORECASE)
    try:
        compiled = re.compile(words if pattern else re.escape(words), flags)
        hits: list[Hit] = []
        for match in compiled.finditer(text):
            if match.start() == match.end():
                continue
            new = match.group()
            if replacement is not None:
                new = match.expand(replacement) if pattern else replacement
            hits.append(Hit(Span(match.start(), match.end()), new))
            if len(hits) >= MOST_HITS:
                break
    except (re.error, IndexError, OverflowError, RecursionError) as error:
        raise PatternError(f"The pattern cannot be understood: {error}.") from error
    return hits
