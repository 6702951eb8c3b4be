# SPDX-License-Identifier: Apache-2.0
"""How well a pronoun would stand in a candidate's place, by the masked-word model.

Where no index slips, most copies stand where a pronoun stood. The tagger has learnt how copies look; this
model has learnt how healthy text goes on, and knows places for `he` and `its` that the tagger does not.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.neural.masked_words import MaskedRow, MaskedWords, packaged_model
from desktop_app.repair.neural.onnx_model import ModelUnavailableError
from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.element_table import BREAK, GAP, ElementTable

_CONTEXT = 20
"""Pieces on each side; 40 and 80 told no more on the benchmark's articles and take longer."""

_PIECES_PER_ELEMENT = 4
_ROWS_AT_ONCE = 16
_PRONOUNS = (
    "he him his himself she her herself it its itself they them their themselves we us our i me my you your "
    "who"
).split()
_LINKS = (
    "of in to and for on with at by from as is was were are be been has have had will would that which but "
    "or not"
).split()
_MARKS = tuple(",.;:-'\"()")
_ASKED = {"pronoun": _PRONOUNS, "link": _LINKS, "mark": _MARKS}


class PronounFit:
    """A masked-word model that is asked about few words only; safe to share between threads."""

    def __init__(self, model: MaskedWords) -> None:
        self._model = model
        self._numbers = {
            name: np.array([model.numbers[word] for word in words if word in model.numbers])
            for name, words in _ASKED.items()
        }

    def features(
        self, table: ElementTable, candidates: Sequence[Candidate], cancel: CancelToken
    ) -> list[dict[str, float]]:
        """Return for each candidate natural log probabilities, at most 0, of what would stand there instead.

        ``fits pronoun``, ``fits link`` (a preposition, a conjunction, an auxiliary) and ``fits mark``, if one
        word stood in its place. Raises ``CancelledError`` soon after a cancel.
        """
        found: list[dict[str, float]] = []
        for first in range(0, len(candidates), _ROWS_AT_ONCE):
            cancel.raise_if_cancelled()
            rows = [self._row(table, candidate) for candidate in candidates[first : first + _ROWS_AT_ONCE]]
            found += [self._read(answer[0]) for answer in self._model.log_probabilities(rows)]
        return found

    def rest(self) -> None:
        """Give back the model's memory until it is asked again."""
        self._model.rest()

    def _row(self, table: ElementTable, candidate: Candidate) -> MaskedRow:
        left = self._pieces(table, range(max(0, candidate.start - _CONTEXT), candidate.start))[-_CONTEXT:]
        right = self._pieces(table, range(candidate.end, min(len(table), candidate.end + _CONTEXT)))
        return MaskedRow((*left, self._model.mask_id, *right[:_CONTEXT]), (len(left),))

    def _pieces(self, table: ElementTable, among: range) -> list[int]:
        words = (table.words[index] for index in among)
        return [
            piece
            for word in words
            if word not in (BREAK, GAP)
            for piece in self._model.pieces(word)[:_PIECES_PER_ELEMENT]
        ]

    def _read(self, log_probabilities: npt.NDArray[np.float32]) -> dict[str, float]:
        return {
            f"fits {name}": float(np.logaddexp.reduce(log_probabilities[numbers]))
            for name, numbers in self._numbers.items()
        }


@cache
def packaged_pronoun_fit() -> PronounFit | None:
    """Return the one that comes with the program, or ``None`` where its model or library is missing."""
    try:
        return PronounFit(packaged_model())
    except ModelUnavailableError:
        return None
