# SPDX-License-Identifier: Apache-2.0
"""Cut a document into overlapping windows of word pieces for the copy tagger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from desktop_app.repair.detector import CancelToken
from desktop_app.text.tokens import Element, ElementKind

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 256
"""Pieces in a window, the opening and the closing one included."""

_OPENING, _CLOSING = 101, 102
_GAP, _BREAK = 1, 2
"""Two pieces the vocabulary leaves unused stand for a dropped word and for a paragraph break."""

_PIECES_PER_ELEMENT = 4
"""A long rare word is told well enough by its first pieces."""

_ELEMENTS_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Pieces:
    """One window."""

    ids: npt.NDArray[np.int64]
    """Pieces, by their number in the vocabulary."""

    element_of: npt.NDArray[np.int64]
    """For each piece the index of its element in the document, -1 for the two marks at the ends."""

    is_first: npt.NDArray[np.bool_]
    """Whether the piece is the first of its element; answers are read there."""


class PieceEncoder:
    """Turns elements into word pieces."""

    def __init__(self, tokenizer: "Tokenizer") -> None:
        """``tokenizer`` is a WordPiece tokenizer with BERT's uncased English vocabulary."""
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer

    def windows(
        self, text: str, elements: Sequence[Element], stride: int, cancel: CancelToken | None = None
    ) -> Iterator[Pieces]:
        """Yield windows that together cover all elements, a new one every ``stride`` pieces.

        ``stride`` is at most ``WINDOW - 2``, what a window holds besides the two marks at its ends.
        The last window is moved back to be as full as the document allows. Raises ``CancelledError``
        soon after a cancel.
        """
        ids, owner = self._encode(text, elements, cancel)
        room = WINDOW - 2
        start = 0
        while start < len(ids):
            if start + room >= len(ids):
                start = max(0, len(ids) - room)
            chosen = owner[start : start + room]
            first = np.diff(chosen, prepend=owner[start - 1] if start else -1) != 0
            yield Pieces(
                np.concatenate(([_OPENING], ids[start : start + room], [_CLOSING])),
                np.concatenate(([-1], chosen, [-1])),
                np.concatenate(([False], first, [False])),
            )
            if start + room >= len(ids):
                return
            start += stride

    def _encode(
        self, text: str, elements: Sequence[Element], cancel: CancelToken | None
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        ids: list[int] = []
        owner: list[int] = []
        for start in range(0, len(elements), _ELEMENTS_AT_ONCE):
            if cancel is not None:
                cancel.raise_if_cancelled()
            part = elements[start : start + _ELEMENTS_AT_ONCE]
            strings = [_encodable(e.of(text)) for e in part if e.kind is ElementKind.TOKEN]
            places = [start + i for i, e in enumerate(part) if e.kind is ElementKind.TOKEN]
            encoded = self._tokenizer.encode(strings, is_pretokenized=True, add_special_tokens=False)
            pieces: dict[int, list[int]] = {}
            for word, piece in zip(encoded.word_ids, encoded.ids, strict=True):
                if word is not None:
                    pieces.setdefault(places[word], []).append(piece)
            for index, element in enumerate(part, start):
                if element.kind is ElementKind.TOKEN:
                    # A word of nothing but invisible characters has no piece; it still needs a place.
                    own = pieces.get(index, [100])[:_PIECES_PER_ELEMENT]
                else:
                    own = [_GAP if element.kind is ElementKind.GAP else _BREAK]
                ids += own
                owner += [index] * len(own)
        return np.array(ids, np.int64), np.array(owner, np.int64)


def _encodable(string: str) -> str:
    """Return ``string`` with lone surrogates replaced, which the tokenizer refuses."""
    return string if string.isascii() else string.encode("utf-8", "replace").decode("utf-8")
