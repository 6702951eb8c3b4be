# SPDX-License-Identifier: Apache-2.0
"""Paragraph numbers as the margins of the texts show them. Pure, no Qt.

Damaged articles often stand in one single line: the paragraph breaks that are proposed count too.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.packed import pack
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.steps import Steps

_AT_ONCE = 1_000_000
"""Code points that are looked through between two yields."""

Starts = NDArray[np.intp]
"""Offsets of the original, ascending."""


class LineStarts:
    """Where lines begin in the text that was asked about last: found bit by bit, and once."""

    def __init__(self) -> None:
        self._text = ""
        self._starts = np.zeros(1, np.intp)

    def of(self, text: str) -> Steps[Starts]:
        """Return where something stands behind a run of line breaks, and 0, with a yield now and then."""
        if text is not self._text:
            parts = [np.zeros(1, np.intp)]
            for start in range(0, len(text), _AT_ONCE):
                is_break = _characters(text[start : start + _AT_ONCE + 1]) == ord("\n")
                parts.append(start + 1 + np.flatnonzero(is_break[:-1] & ~is_break[1:]))
                yield
            self._text, self._starts = text, np.concatenate(parts)
        return self._starts

    def at_once(self, text: str) -> Starts:
        """Return the same without a pause."""
        for _ in self.of(text):
            pass
        return self._starts


def _characters(text: str) -> NDArray[np.unsignedinteger]:
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


class ParagraphNumbers:
    """Tells in which paragraph an offset of the original lies, from 1."""

    def __init__(
        self, text: str, suggestions: Iterable[Suggestion] = (), lines: Starts | None = None
    ) -> None:
        """Take the ``lines`` of the text where somebody knows them."""
        starts = lines if lines is not None else LineStarts().at_once(text)
        packed = pack(suggestions)
        self._starts = np.union1d(starts, packed.ends[packed.are_of([DamageKind.PARAGRAPH])])

    def of(self, offset: int) -> int:
        """Return the number of the paragraph that holds an offset.

        >>> ParagraphNumbers("one" + chr(10) * 2 + "two").of(5)
        2
        """
        return int(np.searchsorted(self._starts, offset, side="right"))
