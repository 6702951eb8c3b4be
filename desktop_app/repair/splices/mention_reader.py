# SPDX-License-Identifier: Apache-2.0
"""Mentions of one text's candidates, read once and kept: the search asks for them again and again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.repair.splices.anomaly import Surroundings
from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.element_table import ElementTable
from desktop_app.repair.splices.mention_kinds import MentionKinds, PhraseForms, phrase_forms
from desktop_app.repair.splices.mentions import Lengths, MentionModel, MentionReading, matched_end

Floats = npt.NDArray[np.float64]

OVERWRITTEN = -1
"""Stands for the element of a mention that was itself written over."""

_Phrase = tuple[str, str]
"""A phrase in lower case, and of which kind it is."""

_READINGS_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class _Ratios:
    """The log ratios of one phrase."""

    usual: list[float]
    """At each element, by what stands there whatever the phrase."""
    by_element: Floats
    """The same, and behind it that of a mention that was written over."""
    own: dict[int, float]
    """At the elements where words of the phrase stand."""


class MentionReader:
    """Reads mentions in one text."""

    __slots__ = (
        "_aligned",
        "_candidates",
        "_forms",
        "_lengths",
        "_model",
        "_of_phrase",
        "_own",
        "_phrases",
        "_ratios",
        "_readings",
        "_usual",
        "kinds",
    )

    def __init__(self, table: ElementTable, candidates: Sequence[Candidate], model: MentionModel) -> None:
        self.kinds = MentionKinds(table)
        self._candidates = candidates
        self._model = model
        surroundings = Surroundings(table, ())
        # The kind tells `US` from `us`, whose keys are the same.
        self._phrases = [(c.key, surroundings.phrase_kind(c)) for c in candidates]
        self._forms: dict[_Phrase, PhraseForms] = {}
        self._ratios: list[_Ratios | None] = [None] * len(candidates)
        self._of_phrase: dict[_Phrase, _Ratios] = {}
        self._usual: dict[str, tuple[list[float], Floats]] = {}
        self._readings: dict[tuple[_Phrase, int], MentionReading] = {}
        self._lengths: dict[tuple[str, int, int], Lengths] = {}
        self._own = MentionReading("self", 0.0, model.lost.lengths)
        self._aligned = MentionReading("self", 0.0, ((1, 0.0),))

    @property
    def own(self) -> MentionReading:
        """The reading of a mention that the copy itself stands on."""
        return self._own

    def ratio(self, index: int, place: int | None, aligned: bool) -> float:
        """Return the log ratio of ``read`` without the lengths, which cost most of the time."""
        if aligned or place == self._candidates[index].start:
            return 0.0
        if place is None:
            return self._model.lost.log_ratio
        ratios = self._ratios[index] or self._ratios_of(index)
        found = ratios.own.get(place)
        return ratios.usual[place] if found is None else found

    def ratios(self, index: int, places: npt.NDArray[np.intp]) -> Floats:
        """Return ``ratio`` at each of ``places`` left of candidate ``index``, some ``OVERWRITTEN``."""
        ratios = self._ratios[index] or self._ratios_of(index)
        by_element = ratios.by_element.copy()
        for place, ratio in ratios.own.items():
            by_element[place] = ratio
        return by_element[places]

    def read(self, index: int, place: int | None, aligned: bool) -> MentionReading:
        """Return what stands at element ``place``, read as the mention of candidate ``index``.

        ``place`` None: it was overwritten. ``aligned``: names stand on their own mentions.
        """
        if aligned:
            return self._aligned
        if place is None:
            return self._model.lost
        if place == self._candidates[index].start:
            return self._own
        key = (self._phrases[index], place)
        found = self._readings.get(key)
        if found is None:
            if len(self._readings) > _READINGS_KEPT:
                self._readings.clear()
                self._lengths.clear()
            found = self._readings[key] = self._read(index, place)
        return found

    def _read(self, index: int, place: int) -> MentionReading:
        table, forms = self.kinds.table, self._forms_of(index)
        kind = self.kinds.of(forms, place)
        # Most phrases share no word with what stands there: the lengths are then the same for all.
        key = (kind, place, matched_end(table, forms, place))
        lengths = self._lengths.get(key)
        if lengths is None:
            lengths = self._lengths[key] = self._model.lengths(table, place, kind, key[2])
        return MentionReading(kind, self._model.ratio(kind, self._phrases[index][1]), lengths)

    def _ratios_of(self, index: int) -> _Ratios:
        phrase = self._phrases[index]
        found = self._of_phrase.get(phrase)
        if found is None:
            usual, by_element = self._usual_ratios(phrase[1])
            forms = self._forms_of(index)
            own = {
                at: self._model.ratio(self.kinds.of(forms, at), phrase[1])
                for at in self.kinds.touched_by(forms)
            }
            found = self._of_phrase[phrase] = _Ratios(usual, by_element, own)
        self._ratios[index] = found
        return found

    def _usual_ratios(self, phrase_kind: str) -> tuple[list[float], Floats]:
        """Return what all phrases of a kind share: the ratios by element, for one question and for many."""
        found = self._usual.get(phrase_kind)
        if found is None:
            by_kind = {kind: self._model.ratio(kind, phrase_kind) for kind in set(self.kinds.alone)}
            usual = [by_kind[kind] for kind in self.kinds.alone]
            found = self._usual[phrase_kind] = usual, np.array([*usual, self._model.lost.log_ratio])
        return found

    def _forms_of(self, index: int) -> PhraseForms:
        phrase, candidate = self._phrases[index], self._candidates[index]
        forms = self._forms.get(phrase)
        if forms is None:
            forms = self._forms[phrase] = phrase_forms(self.kinds.table, candidate.start, candidate.end)
        return forms
