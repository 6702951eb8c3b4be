# SPDX-License-Identifier: Apache-2.0
"""Several lost words at once: a beam over words, the surest place of each hypothesis filled first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.infill.masked_context import NARROW, WIDE, MaskedContext
from desktop_app.repair.neural.masked_words import MaskedRow, MaskedWords

Scores = dict[tuple[str, ...], float]
"""Word sequences (counted forms) with joint natural log probabilities."""

_Start = tuple[int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]
"""Number of the hole, fixed pieces before, masks, fixed pieces after."""

WIDTHS: Mapping[int, int] = {1: 8, 2: 6, 3: 4}
"""Hypotheses kept, by number of words; 2 for more, which are hardly ever right."""

_RESULTS = 24
_LONGEST_WITH_CLITIC = 3
_CLITIC_LEAST = -5.0
"""A clitic is tried where the model gives it at least this log probability."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Words of a hole, some of them still masked."""

    pieces: tuple[int, ...]
    """One piece id per word; the mask where nothing is chosen yet."""

    score: float


class WordBeam:
    """Fills holes with words that are single pieces of the model's vocabulary and pass a filter."""

    def __init__(self, model: MaskedWords, ids: NDArray[np.int64]) -> None:
        """``ids`` are the pieces that may be proposed as words."""
        self._model = model
        self.ids = ids
        self._apostrophe = model.pieces("'")
        self._s = model.pieces("s")

    def single(self, contexts: MaskedContext, places: Sequence[int]) -> list[NDArray[np.float32]]:
        """Return for each hole at unit ``places`` the log probability of every piece as its only word."""
        rows = [contexts.row(place, (self._model.mask_id,), WIDE) for place in places]
        return [found[0] for found in self._model.log_probabilities(rows)]

    def fill(self, contexts: MaskedContext, places: Sequence[int], length: int) -> list[Scores]:
        """Return likely sequences of ``length`` >= 2 words for each hole at unit ``places``.

        Holes are filled together.
        """
        mask = self._model.mask_id
        results: list[Scores] = [{} for _ in places]
        starts: list[_Start] = [(k, (), (mask,) * length, ()) for k in range(len(places))]
        self._search(contexts, places, starts, results)
        if length <= _LONGEST_WITH_CLITIC:
            self._search(contexts, places, list(self._with_clitic(contexts, places, length)), results)
        return [dict(sorted(r.items(), key=lambda item: -item[1])[:_RESULTS]) for r in results]

    def _with_clitic(self, contexts: MaskedContext, places: Sequence[int], length: int) -> Iterator[_Start]:
        """Yield openings for holes whose first or last word seems to be a possessive ``'s``."""
        mask = self._model.mask_id
        rows = [contexts.row(place, (mask,) * (length + 1), NARROW) for place in places]
        clitic = (*self._apostrophe, *self._s)
        for k, found in enumerate(self._model.log_probabilities(rows)):
            if found[-2, clitic[0]] + found[-1, clitic[1]] > _CLITIC_LEAST:
                yield k, (), (mask,) * (length - 1), clitic
            if found[0, clitic[0]] + found[1, clitic[1]] > _CLITIC_LEAST:
                yield k, clitic, (mask,) * (length - 1), ()

    def _search(
        self,
        contexts: MaskedContext,
        places: Sequence[int],
        starts: Sequence[_Start],
        results: list[Scores],
    ) -> None:
        if not starts:
            return
        length = len(starts[0][2])
        width = WIDTHS.get(length, 2)
        beams = [[Hypothesis(masks, 0.0)] for _, _, masks, _ in starts]
        for step in range(length):
            size = WIDE if step == 0 else NARROW
            rows: list[MaskedRow] = []
            for (k, before, _, after), beam in zip(starts, beams, strict=True):
                rows += [contexts.row(places[k], (*before, *h.pieces, *after), size) for h in beam]
            answers = iter(self._model.log_probabilities(rows))
            last = step == length - 1
            beams = [self._grown(beam, answers, _RESULTS if last else width) for beam in beams]
        for (k, before, _, after), beam in zip(starts, beams, strict=True):
            for hypothesis in beam:
                words = tuple(self._model.words[p] for p in hypothesis.pieces)
                words = (*(("'s",) if before else ()), *words, *(("'s",) if after else ()))
                results[k][words] = max(
                    results[k].get(words, -1e9), hypothesis.score - (1.0 if before or after else 0.0)
                )

    def _grown(
        self, beam: Sequence[Hypothesis], answers: Iterator[NDArray[np.float32]], width: int
    ) -> list[Hypothesis]:
        """Fill one more place of each hypothesis, the one the model is surest about."""
        mask, ids = self._model.mask_id, self.ids
        grown: dict[tuple[int, ...], float] = {}
        for hypothesis in beam:
            usable = next(answers)[:, ids]
            open_places = [k for k, piece in enumerate(hypothesis.pieces) if piece == mask]
            surest = int(usable.max(axis=1).argmax())
            best = (
                np.argpartition(usable[surest], -width)[-width:]
                if usable.shape[1] > width
                else np.arange(usable.shape[1])
            )
            for choice in best:
                pieces = list(hypothesis.pieces)
                pieces[open_places[surest]] = int(ids[choice])
                score = hypothesis.score + float(usable[surest, choice])
                key = tuple(pieces)
                grown[key] = max(grown.get(key, -1e9), score)
        ranked = sorted(grown.items(), key=lambda item: -item[1])[:width]
        return [Hypothesis(pieces, score) for pieces, score in ranked]

    def score(
        self, contexts: MaskedContext, places: Sequence[int], candidates: Sequence[Sequence[tuple[str, ...]]]
    ) -> list[Scores]:
        """Return log probabilities of given word sequences, however many pieces they have.

        One row per hole and number of pieces: each piece is scored with its companions masked, which
        costs no extra rows per candidate.
        """
        mask = self._model.mask_id
        wanted: dict[tuple[int, int], list[tuple[tuple[str, ...], tuple[int, ...]]]] = {}
        for k, sequences in enumerate(candidates):
            for words in sequences:
                pieces = tuple(p for word in words for p in self._model.pieces(word))
                if 0 < len(pieces) <= _MOST_PIECES:
                    wanted.setdefault((k, len(pieces)), []).append((words, pieces))
        keys = sorted(wanted)
        rows = [contexts.row(places[k], (mask,) * size, NARROW) for k, size in keys]
        results: list[Scores] = [{} for _ in places]
        for (k, size), found in zip(keys, self._model.log_probabilities(rows), strict=True):
            for words, pieces in wanted[k, size]:
                results[k][words] = float(found[np.arange(size), list(pieces)].sum())
        return results


_MOST_PIECES = 5
