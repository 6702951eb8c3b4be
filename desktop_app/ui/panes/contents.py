# SPDX-License-Identifier: Apache-2.0
"""What one side of one row shows, piece by piece, and what typing there means for the result.

A pane may show what does not stand in the result: the wording proposed for an undecided suggestion, or
struck-through words. Each piece therefore knows both what it shows and what really stands there; the
caret moves over what is shown, and an edit is told in what stands.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.text.span import Span

_THIN_SPACE = "\u2004"
"""Keeps what goes and what comes apart."""


class Role(StrEnum):
    """What a piece is."""

    PLAIN = "plain"
    """Nobody doubts it."""

    OLD = "old"
    """What stands at the place of a suggestion in the original."""

    NEW = "new"
    """What is proposed, or was decided."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that is shown in one way."""

    text: str
    """What is shown."""

    stands: str
    """What stands there in the text of the pane."""

    original: Span
    """Its place in the original."""

    role: Role = Role.PLAIN
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """How a suggestion stands at the moment."""

    suggestion: Suggestion
    accepted: bool
    """Whether ``text`` stands in the result."""

    text: str
    """What the result shows: the decided wording, the proposal, or what the original says."""


class RowContent:
    """The pieces of one side of one row, and the offsets within."""

    __slots__ = ("_reals", "_starts", "pieces", "terminator", "text")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        body = list(pieces)
        terminator: list[Piece] = []
        while body and _ends_paragraph(body[-1]):
            terminator.insert(0, body.pop())
        if body and body[-1].role is Role.PLAIN and body[-1].text.endswith("\n"):
            last = body.pop()
            kept = last.text.rstrip("\n")
            if kept:
                middle = last.original.start + len(kept)
                body.append(Piece(kept, kept, Span(last.original.start, middle)))
                last = Piece(last.text[len(kept) :], last.text[len(kept) :], Span(middle, last.original.end))
            terminator.insert(0, last)
        self.pieces = tuple(body)
        self.terminator = tuple(terminator)
        """What ends the row: line breaks, or the spaces that took their place. It is not shown as text."""
        self.text = "".join(piece.text for piece in self.pieces)
        self._starts = list(accumulate((len(p.text) for p in self.pieces), initial=0))
        self._reals = list(accumulate((len(p.stands) for p in self.pieces), initial=0))

    @property
    def breaks(self) -> int:
        """How many line breaks end the row; a suspected paragraph break counts as two."""
        return sum(
            2 if piece.suggestion is not None and "\n" not in piece.text else piece.text.count("\n")
            for piece in self.terminator
        )

    def start_of(self, index: int) -> int:
        """Return the shown offset at which a piece begins."""
        return self._starts[index]

    def touching(self, low: int, high: int) -> range:
        """Return the numbers of the pieces that touch the shown offsets ``low..high``."""
        first = max(0, bisect_left(self._starts, low) - 1)
        return range(first, min(bisect_right(self._starts, high), len(self.pieces)))

    def find(self, suggestion_id: str, role: Role) -> Span | None:
        """Return where a suggestion is shown, in shown offsets."""
        for index, piece in enumerate(self.pieces):
            if piece.role is role and piece.suggestion is not None and piece.suggestion.id == suggestion_id:
                return Span(self._starts[index], self._starts[index + 1])
        return None

    def suggestion_at(self, offset: int) -> Suggestion | None:
        """Return the suggestion that is shown at or beside an offset; one that is shown comes first."""
        touching = None
        low = max(0, bisect_left(self._starts, offset) - 1)
        for index in range(low, len(self.pieces)):
            if self._starts[index] > offset:
                break
            piece = self.pieces[index]
            if piece.suggestion is None or self._starts[index + 1] < offset:
                continue
            if offset < self._starts[index + 1] or not piece.text:
                return piece.suggestion
            touching = touching or piece.suggestion
        return touching

    def to_original(self, offset: int) -> int:
        """Return the place in the original of a shown offset."""
        index = min(max(0, bisect_right(self._starts, offset) - 1), len(self.pieces) - 1)
        if index < 0:
            return self.terminator[0].original.start if self.terminator else 0
        piece = self.pieces[index]
        return min(piece.original.start + offset - self._starts[index], piece.original.end)

    def from_original(self, offset: int) -> int:
        """Return the shown offset of a place in the original, clipped to the row."""
        for index, piece in enumerate(self.pieces):
            if offset < piece.original.end or (
                offset == piece.original.end and index == len(self.pieces) - 1
            ):
                within = max(0, offset - piece.original.start)
                return min(self._starts[index] + within, self._starts[index + 1])
        return len(self.text)

    # Editing: real offsets count what stands, from the beginning of the row

    def to_real(self, offset: int, *, late: bool = False) -> int:
        """Return the real offset of a shown one; ``late`` is behind what is shown as nothing."""
        return (self.head(offset) if late else self.tail(offset))[0]

    def from_real(self, real: int) -> int:
        """Return the shown offset of a real one, clipped to the row."""
        index = bisect_right(self._reals, real) - 1
        if index >= len(self.pieces):
            return len(self.text)
        piece = self.pieces[index]
        within = real - self._reals[index]
        if piece.stands != piece.text:
            return self._starts[index + 1] if within else self._starts[index]
        return self._starts[index] + within

    def head(self, offset: int) -> tuple[int, str]:
        """Return where a change that begins at a shown offset begins, and what it keeps before it.

        Inside a proposal the change begins with the proposal and keeps its first words.
        """
        index = bisect_right(self._starts, offset) - 1
        if index >= len(self.pieces):
            return self._reals[-1], ""
        piece, within = self.pieces[index], offset - self._starts[index]
        if piece.stands == piece.text:
            return self._reals[index] + within, ""
        return self._reals[index], piece.text[:within]

    def tail(self, offset: int) -> tuple[int, str]:
        """Return where a change that ends at a shown offset ends, and what it keeps behind it."""
        index = bisect_left(self._starts, offset)
        if index == 0:
            return 0, ""
        index -= 1
        piece, within = self.pieces[index], offset - self._starts[index]
        if piece.stands == piece.text:
            return self._reals[index] + within, ""
        return self._reals[index + 1], piece.text[within:]

    def insertion(self, offset: int) -> tuple[int, int, str, str]:
        """Return the real range and the kept words before and behind for typing at a shown offset."""
        index = bisect_left(self._starts, offset)
        if 0 < index <= len(self.pieces):
            piece, within = self.pieces[index - 1], offset - self._starts[index - 1]
            if piece.stands != piece.text and within < len(piece.text):
                return self._reals[index - 1], self._reals[index], piece.text[:within], piece.text[within:]
        real = self.tail(offset)[0]
        return real, real, "", ""


def _ends_paragraph(piece: Piece) -> bool:
    if piece.suggestion is None:
        return bool(piece.text) and not piece.text.strip("\n")
    return piece.suggestion.kind is DamageKind.PARAGRAPH and not piece.text.strip()


def original_pieces(text: str, start: int, end: int, suggestions: Iterable[Suggestion]) -> Iterator[Piece]:
    """Yield the pieces of ``[start, end)`` of the original."""
    position = start
    for suggestion in suggestions:
        span = suggestion.span
        if span.start > position:
            plain = text[position : span.start]
            yield Piece(plain, plain, Span(position, span.start))
        yield Piece(suggestion.original, suggestion.original, span, Role.OLD, suggestion)
        position = span.end
    if end > position:
        plain = text[position:end]
        yield Piece(plain, plain, Span(position, end))


def result_pieces(text: str, start: int, end: int, wordings: Iterable[Wording]) -> Iterator[Piece]:
    """Yield the pieces of the result that ``[start, end)`` of the original became."""
    position = start
    for wording in wordings:
        span = wording.suggestion.span
        if span.start > position:
            plain = text[position : span.start]
            yield Piece(plain, plain, Span(position, span.start))
        stands = wording.text if wording.accepted else wording.suggestion.original
        yield Piece(wording.text, stands, span, Role.NEW, wording.suggestion)
        position = span.end
    if end > position:
        plain = text[position:end]
        yield Piece(plain, plain, Span(position, end))


def inline_pieces(
    text: str, start: int, end: int, wordings: Iterable[Wording], struck: frozenset[str]
) -> Iterator[Piece]:
    """Yield the pieces of a text that shows both: what goes for the ids in ``struck``, then what comes."""
    for piece in result_pieces(text, start, end, wordings):
        if piece.suggestion is not None and piece.suggestion.id in struck and piece.suggestion.original:
            yield Piece(piece.suggestion.original, piece.stands, piece.original, Role.OLD, piece.suggestion)
            behind = Span(piece.original.end, piece.original.end)
            yield Piece(_THIN_SPACE, "", behind)
            yield Piece(piece.text, "", behind, Role.NEW, piece.suggestion)
        else:
            yield piece
