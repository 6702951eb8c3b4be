# SPDX-License-Identifier: Apache-2.0
"""Names and phrases that a pipeline wrote over other words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.pieces import moved, pieces
from desktop_app.repair.splices.fitted import packaged_models
from desktop_app.repair.splices.search import find_copies
from desktop_app.repair.splices.suggestions import splice_suggestions
from desktop_app.repair.splices.tagger import packaged_tagger
from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.span import Span

LEAST_CERTAINTY = 0.5
"""What is likelier genuine than not is not suggested."""

LONG = 40_000
"""Code points from which on a text is taken for several articles."""

PIECE = 10_000
"""Code points that are then looked at together."""


@dataclass(frozen=True, slots=True)
class SpliceDetector:
    """Finds phrases that stand where other words stood, by the law of their drift."""

    neural: bool = True
    """Whether the copy tagger may be used, where it is there."""

    least_certainty: float = LEAST_CERTAINTY
    """Suggestions less sure than this are not made, 0..1."""

    name: str = field(default="splices", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield suggestions for ``text``; the words that were lost are for others to find.

        A text longer than any article is looked at in pieces: the pipeline ran once for each article, so
        the drift starts anew, and neither time nor memory may grow with the whole.
        """
        length = PIECE if len(text) > LONG else len(text)
        for piece in pieces(text, max(1, length)):
            cancel.raise_if_cancelled()

            def step(what: str, share: float, piece: Span = piece) -> None:
                progress(what, (piece.start + share * len(piece)) / len(text))

            for suggestion in self._in_one(piece.of(text), cancel, step):
                yield moved(suggestion, piece.start)

    def _in_one(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        tagger = packaged_tagger() if self.neural else None
        findings = find_copies(text, packaged_models(), tagger, self.least_certainty, cancel, progress)
        yield from splice_suggestions(findings, self.name)
