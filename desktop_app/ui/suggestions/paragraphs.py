# SPDX-License-Identifier: Apache-2.0
"""Paragraph numbers as the margins of the texts show them. Pure, no Qt.

Damaged articles often stand in one single line: the paragraph breaks that are proposed count too.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from desktop_app.repair.packed import pack
from desktop_app.repair.suggestion import DamageKind, Suggestion


class ParagraphNumbers:
    """Tells in which paragraph an offset of the original lies, from 1."""

    def __init__(self, text: str, suggestions: Iterable[Suggestion] = ()) -> None:
        packed = pack(suggestions)
        proposed = packed.ends[packed.are_of([DamageKind.PARAGRAPH])]
        starts = np.fromiter((0, *_after_breaks(text)), np.int32)
        self._starts = np.union1d(starts, proposed)

    def of(self, offset: int) -> int:
        """Return the number of the paragraph that holds an offset.

        >>> ParagraphNumbers("one" + chr(10) * 2 + "two").of(5)
        2
        """
        return int(np.searchsorted(self._starts, offset, side="right"))


def _after_breaks(text: str) -> Iterator[int]:
    """Yield where something stands behind a run of line breaks."""
    end = text.find("\n") + 1
    while 0 < end < len(text):
        if text[end] != "\n":
            yield end
        end = text.find("\n", end) + 1
