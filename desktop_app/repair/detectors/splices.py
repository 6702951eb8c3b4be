# SPDX-License-Identifier: Apache-2.0
"""Names and phrases that a pipeline wrote over other words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.pieces import LONG, moved
from desktop_app.repair.splices.fitted import packaged_models
from desktop_app.repair.splices.long_texts import find_in_sections
from desktop_app.repair.splices.networks import packaged_networks
from desktop_app.repair.splices.search import find_copies
from desktop_app.repair.splices.suggestions import splice_suggestions
from desktop_app.repair.suggestion import Suggestion

LEAST_CERTAINTY = 0.52
"""What is hardly likelier a copy than genuine is not suggested."""


@dataclass(frozen=True, slots=True)
class SpliceDetector:
    """Finds phrases that stand where other words stood, by the law of their drift."""

    neural: bool = True
    """Whether the neural models may be used, where they are there."""

    least_certainty: float = LEAST_CERTAINTY
    """Suggestions less sure than this are not made, 0..1."""

    name: str = field(default="splices", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield suggestions for ``text``; the words that were lost are for others to find.

        Those of a text longer than most articles come section by section, and neither the time per word
        nor the memory grows with the whole.
        """
        networks = packaged_networks() if self.neural else None
        models, least = packaged_models(), self.least_certainty
        if len(text) <= LONG:
            yield from splice_suggestions(
                find_copies(text, models, networks, least, cancel, progress), self.name
            )
            return
        # What is not asked while a long text is searched, or afterwards, is not to take room beside it.
        if networks is not None:
            networks.rest()
        end = 0
        for part, findings in find_in_sections(text, models, networks, least, cancel, progress):
            for suggestion in splice_suggestions(findings, self.name):
                found = moved(suggestion, part.start)
                if found.span.start >= end:
                    end = found.span.end
                    yield found
        if networks is not None:
            networks.rest()
