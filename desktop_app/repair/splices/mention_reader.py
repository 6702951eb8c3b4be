# SPDX-License-Identifier: Apache-2.0
"""Mentions of one text's candidates, read once and kept: the search asks for them again and again."""

from collections import defaultdict
from collections.abc import Sequence

from desktop_app.repair.splices.anomaly import Surroundings
from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.element_table import ElementTable
from desktop_app.repair.splices.mentions import MentionModel, MentionReading, PhraseForms, phrase_forms

_READINGS_KEPT = 100_000


class MentionReader:
    """Reads mentions in one text."""

    __slots__ = (
        "_aligned",
        "_candidates",
        "_forms",
        "_kinds",
        "_model",
        "_own",
        "_ratios",
        "_readings",
        "_table",
    )

    def __init__(self, table: ElementTable, candidates: Sequence[Candidate], model: MentionModel) -> None:
        self._table = table
        self._candidates = candidates
        self._model = model
        surroundings = Surroundings(table, ())
        self._kinds = [surroundings.phrase_kind(c) for c in candidates]
        self._forms: dict[str, PhraseForms] = {}
        self._ratios: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._readings: dict[tuple[str, int], MentionReading] = {}
        self._own = MentionReading("self", 0.0, model.lost.lengths)
        self._aligned = MentionReading("self", 0.0, ((1, 0.0),))

    @property
    def own(self) -> MentionReading:
        """The reading of a mention that the copy itself stands on."""
        return self._own

    def ratio(self, index: int, place: int | None, aligned: bool) -> float:
        """Return the log ratio of ``read`` without the lengths, which cost most of the time."""
        candidate = self._candidates[index]
        if aligned or place == candidate.start:
            return 0.0
        if place is None:
            return self._model.lost.log_ratio
        ratios = self._ratios[index]
        found = ratios.get(place)
        if found is None:
            forms = self._forms_of(candidate)
            found = ratios[place] = self._model.ratio(self._table, forms, place, self._kinds[index])
        return found

    def read(self, index: int, place: int | None, aligned: bool) -> MentionReading:
        """Return what stands at element ``place``, read as the mention of candidate ``index``.

        ``place`` None: it was overwritten. ``aligned``: names stand on their own mentions.
        """
        if aligned:
            return self._aligned
        if place is None:
            return self._model.lost
        candidate = self._candidates[index]
        if place == candidate.start:
            return self._own
        key = (candidate.key, place)
        found = self._readings.get(key)
        if found is None:
            if len(self._readings) > _READINGS_KEPT:
                self._readings.clear()
            forms = self._forms_of(candidate)
            found = self._model.read(self._table, forms, place, self._kinds[index])
            self._readings[key] = found
        return found

    def forget(self, indexes: Sequence[int]) -> None:
        """Drop the ratios of candidates that the search has passed."""
        for index in indexes:
            self._ratios.pop(index, None)

    def _forms_of(self, candidate: Candidate) -> PhraseForms:
        forms = self._forms.get(candidate.key)
        if forms is None:
            forms = self._forms[candidate.key] = phrase_forms(self._table, candidate.start, candidate.end)
        return forms
