# SPDX-License-Identifier: Apache-2.0
"""The neural models that look at a text beside the statistics; each may be missing."""

from collections.abc import Sequence
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


def packaged_networks() -> Networks | None:
    """Return those that come with the program, or ``None`` where the tagger or its library is missing."""
    tagger = packaged_tagger()
    return None if tagger is None else Networks(tagger, packaged_pronoun_fit())
