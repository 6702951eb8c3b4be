# SPDX-License-Identifier: Apache-2.0
"""The pieces around a hole, as a masked-word model reads them."""

from collections.abc import Sequence

from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.lexicon import EDGE
from desktop_app.repair.neural.masked_words import MaskedRow, MaskedWords

WIDE = 94
"""Pieces of the row that decides, the marks at the ends not counted."""

NARROW = 62
"""Pieces of the rows that refine it."""

_MOST_MASKS_FOR_NEIGHBOUR = 3


class MaskedContext:
    """Cuts rows around holes; other holes stay masks, so that no damage is read as text."""

    def __init__(self, document: DamagedWords, model: MaskedWords, lengths: Sequence[int]) -> None:
        """``lengths`` are the likeliest numbers of words of all holes, by number."""
        self._mask = model.mask_id
        self._pieces: list[tuple[int, ...]] = []
        units = document.units
        for k, unit in enumerate(units):
            if unit.hole >= 0:
                count = min(lengths[unit.hole], _MOST_MASKS_FOR_NEIGHBOUR)
                self._pieces.append((self._mask,) * count)
            elif unit.word == EDGE:
                self._pieces.append(())
            elif unit.form == "n't" and k and units[k - 1].hole < 0 and self._pieces[-1]:
                # People write "didn't", and the pieces of that are not those of "did" and "n't".
                self._pieces[-1] = model.pieces(units[k - 1].word.replace("’", "'") + "n't")
                self._pieces.append(())
            else:
                self._pieces.append(model.pieces(_plain(unit.word, unit.form)))

    def row(self, place: int, filling: Sequence[int], size: int) -> MaskedRow:
        """Return a row of at most ``size`` pieces with ``filling`` in the hole at unit ``place``.

        The masks of ``filling`` are those asked for; it has at least one.
        """
        room = max(0, size - len(filling))
        left: list[int] = []
        right: list[int] = []
        i, j = place - 1, place + 1
        while len(left) < room // 2 and i >= 0:
            left[:0] = self._pieces[i]
            i -= 1
        while len(right) < room - len(left) and j < len(self._pieces):
            right += self._pieces[j]
            j += 1
        while len(left) < room - len(right) and i >= 0:
            left[:0] = self._pieces[i]
            i -= 1
        left = left[max(0, len(left) - (room - min(len(right), room // 2))) :]
        right = right[: room - len(left)]
        masks = tuple(len(left) + k for k, piece in enumerate(filling) if piece == self._mask)
        return MaskedRow((*left, *filling, *right), masks)


def _plain(word: str, form: str) -> str:
    """Return the word with the quotation marks that the model has mostly read."""
    return form if form in ('"', "'", "'s") else word.replace("’", "'")
