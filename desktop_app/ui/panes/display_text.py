# SPDX-License-Identifier: Apache-2.0
"""A stretch of text as Qt can show it, and the way between both countings.

The core counts code points, Qt counts UTF-16 units; and Qt swallows or changes some characters (carriage
returns, lone surrogates, two noncharacters, a leading byte order mark). Each of those is shown by a
stand-in of one unit, so that offsets stay true and nothing that is in the text is out of sight.
"""

import re
from bisect import bisect_left

LINE_SEPARATOR = "\u2028"
"""What breaks a line inside a laid out row."""

REPLACEMENT = "\ufffd"
CHIP = "\u25af"
"""Stands for a character without width where invisible ones are to be seen; a chip is painted over it."""

_CHANGED_BY_QT: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x0A: LINE_SEPARATOR,
    0x7F: "\u2421",
    0x85: "\u2424",
    0x2029: LINE_SEPARATOR,
    0xFDD0: REPLACEMENT,
    0xFDD1: REPLACEMENT,
    0xFEFF: "\u2060",
}

INVISIBLE: dict[str, str] = {
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
"""Characters that take no room on the page, and what they are called."""

_SPECIAL = re.compile("[\x00-\x08\x0a-\x1f\x7f\x85\u2029\ud800-\udfff\ufdd0\ufdd1\ufeff]")
_WITHOUT_WIDTH = re.compile(f"[{''.join(INVISIBLE)}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def _stand_in(match: re.Match[str]) -> str:
    return _CHANGED_BY_QT.get(ord(match[0]), REPLACEMENT)


class DisplayText:
    """A text, its form for Qt, and the map of offsets between them."""

    __slots__ = ("_astral", "_pairs", "chips", "length", "qt")

    def __init__(self, text: str, *, show_invisible: bool = False) -> None:
        self.length = len(text)
        self.chips: tuple[tuple[int, str], ...] = ()
        if text.isascii() and text.isprintable():
            self.qt = text
            self._astral: list[int] = []
            self._pairs: list[int] = []
            return
        shown = text
        if show_invisible:
            self.chips = tuple((m.start(), INVISIBLE[m[0]]) for m in _WITHOUT_WIDTH.finditer(text))
            shown = _WITHOUT_WIDTH.sub(CHIP, shown)
        self.qt = _SPECIAL.sub(_stand_in, shown)
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._pairs = [offset + index for index, offset in enumerate(self._astral)]

    def to_qt(self, offset: int) -> int:
        """Return the UTF-16 position of a code point offset, 0..length."""
        return offset + bisect_left(self._astral, offset)

    def to_text(self, position: int) -> int:
        """Return the code point offset of a UTF-16 position; inside a pair, that of the pair."""
        return position - bisect_left(self._pairs, position)
