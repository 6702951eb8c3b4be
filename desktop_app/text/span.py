# SPDX-License-Identifier: Apache-2.0
"""Span: a half-open range of code points in one text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points.

    Raises ``ValueError`` when ``start`` is negative or lies behind ``end``.

    >>> Span(2, 5).of("palimpsest")
    'lim'
    """

    start: int
    """First code point, >= 0."""

    end: int
    """One past the last code point, >= start. Equal to start: a place between two characters."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span runs from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the part of ``text`` that lies in the span."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        """Return the span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both share a code point, or one is a place strictly inside the other.

        Two insertions at the same place overlap too: their order would be anybody's guess.

        >>> Span(0, 3).overlaps(Span(3, 5)), Span(4, 4).overlaps(Span(3, 5)), Span(4, 4).overlaps(Span(4, 4))
        (False, True, True)
        """
        if self == other:
            return True
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
