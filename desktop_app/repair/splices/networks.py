# SPDX-License-Identifier: Apache-2.0
"""The neural models that look at a text beside the statistics; each may be missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.repair.detector import CancelToken, Progress, no_progress
from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.element_table import ElementTable
from desktop_app.repair.splices.pronoun_fit import packaged_pronoun_fit
from desktop_app.repair.splices.tagger import TaggerScores, packaged_tagger
from desktop_app.text.tokens import Element


class Tagger(Protocol):
    """Says where copies begin and go on; ``CopyTagger`` is one."""

    def score(
        self,
        text: str,
        elements: Sequence[Element],
        cancel: CancelToken,
        progress: Progress = no_progress,
        among: range | None = None,
    ) -> TaggerScores:
        """Return the answers for ``elements`` of ``text``, or for those at the indexes ``among``."""

    def rest(self) -> None:
        """Give back memory until the next question."""


class StandIns(Protocol):
    """Says what might stand in a candidate's place; ``PronounFit`` is one."""

    def features(
        self, table: ElementTable, candidates: Sequence[Candidate], cancel: CancelToken
    ) -> Sequence[dict[str, float]]:
        """Return named numbers for each of ``candidates``."""

    def rest(self) -> None:
        """Give back memory until the next question."""


@dataclass(frozen=True, slots=True)
class Networks:
    """What there is."""

    tagger: Tagger
    stand_ins: StandIns | None = None

    def rest(self) -> None:
        """Let them give back their memory until they are asked again."""
        self.tagger.rest()
        if self.stand_ins is not None:
            self.stand_ins.rest()


class OpenedWhenAsked:
    """Stand-ins whose model is opened at the first question: a text that slips never asks one."""

    def __init__(self, source: Callable[[], StandIns | None]) -> None:
        """``source`` opens the model, or gives None where it is missing: nothing is known then."""
        self._source = source
        self._opened: StandIns | None = None

    def features(
        self, table: ElementTable, candidates: Sequence[Candidate], cancel: CancelToken
    ) -> Sequence[dict[str, float]]:
        """Return named numbers for each of ``candidates``, none where the model is missing."""
        opened = self._opened = self._opened or self._source()
        return opened.features(table, candidates, cancel) if opened else [{} for _ in candidates]

    def rest(self) -> None:
        """Give back memory until the next question."""
        if self._opened is not None:
            self._opened.rest()


def packaged_networks() -> Networks | None:
    """Return those that come with the program, or ``None`` where the tagger or its library is missing."""
    tagger = packaged_tagger()
    return None if tagger is None else Networks(tagger, OpenedWhenAsked(packaged_pronoun_fit))
