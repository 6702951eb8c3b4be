# SPDX-License-Identifier: Apache-2.0
"""What stands between white space, and where a text has been through a tokeniser."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from desktop_app.text.scanning import never_cancelled, scan

LONGEST_WORD = 256
"""Code points; longer runs without white space are cut, they are data and not words."""


class Word(NamedTuple):
    """A run of characters without white space."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    form: str
    """What stands there, never empty."""


_WORD = re.compile(rf"\S{{1,{LONGEST_WORD}}}")
_MARK = re.compile(
    r"""(?P<apart>(?<=\s)(?:[,.;:?!)\]”]|[nN]['’`][tT]|['’`](?:s|re|ve|ll|d|m))(?=\s|\Z)|(?<=\s)[(\[“](?=\s))"""
    r"""|(?P<attached>(?<=[^\W_])[,.;:?!)\]”](?=["'”’)\]]?(?:\s|\Z))|(?<=[^\W_])['’](?:s|re|ve|ll|d|m|t)\b"""
    r"""|[(\[“](?=[^\W_]))"""
)
_NEAR = 12
_FEW = 3


def words(text: str, look: Callable[[], None] = never_cancelled) -> Iterator[Word]:
    """Yield the words of ``text``; ``look`` is called now and then and may raise to stop.

    >>> [word.form for word in words(" call , ")]
    ['call', ',']
    """
    for match in scan(_WORD, text, look):
        yield Word(match.start(), match.end(), match[0])


class TokenisedRegions:
    """Where marks stand apart from words (``call ,``), as tokenisers leave them, and where they do not.

    Decided from the marks themselves: those within a dozen on either side of a place vote, so that a
    tokenised passage inside a natural text is seen, and one stray space does not condemn a text.
    """

    __slots__ = ("_apart", "_positions", "apart", "attached")

    def __init__(self, text: str, look: Callable[[], None] = never_cancelled) -> None:
        # Four bytes for each number, not forty: a long text has millions of marks.
        self._positions = array("i")
        self._apart = array("i", [0])
        for match in scan(_MARK, text, look):
            self._positions.append(match.start())
            self._apart.append(self._apart[-1] + (match.lastgroup == "apart"))
        self.apart = self._apart[-1]
        """Marks that stand apart."""
        self.attached = len(self._positions) - self.apart
        """Marks that stand where people write them."""

    @property
    def mostly(self) -> bool:
        """Whether the text as a whole has been tokenised."""
        return self.apart > self.attached

    def share(self, position: int) -> float:
        """Return the share of the marks near ``position`` that stand apart, 0..1; 0 without marks."""
        middle = bisect_left(self._positions, position)
        low, high = max(0, middle - _NEAR), min(len(self._positions), middle + _NEAR)
        if high == low:
            return 0.0
        share = (self._apart[high] - self._apart[low]) / (high - low)
        if high - low < _FEW:  # one or two marks prove little
            return share * 0.8
        return share
