# SPDX-License-Identifier: Apache-2.0
"""The second stage of an analysis: better words for suggestions that the detectors have made."""

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.infill.engine import MOST_ALTERNATIVES, Filling, InfillEngine
from desktop_app.repair.infill.lost_words import LostWords
from desktop_app.repair.infill.told_losses import LOSSES, first_slip, lost_words
from desktop_app.repair.neural.masked_words import MaskedWords, model_in_folder, packaged_model
from desktop_app.repair.neural.onnx_model import ModelUnavailableError
from desktop_app.repair.pieces import LONG, pieces
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Source, Suggestion
from desktop_app.text.span import Span

SECTION = 8_000
"""Code points that are filled together, an article or two: what is in sight must not wait for long."""

AROUND = 12_000
"""Code points on each side that are read with a section, for what they prove."""

SAME_CONTEXT = "same-context"
"""The kind of evidence that shows where the text has the proposed words beside the same others."""

_BEGINNING = Span(0, 0)
_TEXTS_KEPT = 4
_NEVER_GUESSED = (Source.RULE, Source.REFERENCE, Source.EDITOR)

Filled = tuple[Filling, ...]


class InfillRefiner:
    """Fills splices and gaps with words; loads its model when first used, in whatever thread that is.

    Without onnxruntime, or without a model that fits, it works from the document and from counted
    neighbours alone; ``problem`` then says why in one sentence. Safe to share between threads.
    """

    def __init__(self, model_folder: Path | None = None, *, neural: bool = True) -> None:
        """``model_folder`` names a stronger masked-word model; ``neural`` false does without any."""
        self._folder = model_folder
        self._neural = neural
        self._engine: InfillEngine | None = None
        self._problem = ""
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, tuple[LostWords, ...]], Filled] = OrderedDict()

    @property
    def problem(self) -> str:
        """Why the wished model is not in use; empty when it is, or is not loaded yet."""
        return self._problem

    def load(self) -> InfillEngine:
        """Load the model unless that is done; takes up to a second, so call it from a worker thread."""
        with self._lock:
            if self._engine is None:
                self._engine = InfillEngine(self._model() if self._neural else None)
            return self._engine

    def _model(self) -> MaskedWords | None:
        if self._folder is not None:
            try:
                return model_in_folder(self._folder)
            except ModelUnavailableError as error:
                self._problem = str(error)
        try:
            return packaged_model()
        except ModelUnavailableError as error:
            self._problem = self._problem or str(error)
            return None

    def refine(
        self,
        text: str,
        suggestions: Sequence[Suggestion],
        cancel: CancelToken,
        progress: Progress,
        visible: Span = _BEGINNING,
    ) -> Iterator[Suggestion]:
        """Yield those that lost words with alternatives; ids and spans stay.

        ``suggestions`` are sorted by span. A long text is read section by section, first what is
        ``visible``: neither the time for a place nor the memory grows with the whole. Raises
        ``CancelledError`` soon after a cancel.
        """
        lost = _Losses(suggestions)
        if not lost.has_splices:
            return
        cancel.raise_if_cancelled()
        self.load().be_lean(len(text) > LONG)
        if len(text) <= LONG:
            filled = self._filled(text, lost.words(0, len(lost)), cancel, progress)
            for number, found in zip(lost.numbers, filled, strict=True):
                yield _with_words(text, suggestions[number], found)
            return
        parts = sorted(pieces(text, SECTION), key=lambda part: _distance(part, visible))
        for done, part in enumerate(parts):
            progress("finding lost words", done / len(parts))
            for number, found in self._filled_part(text, part, lost, cancel):
                yield _with_words(text, suggestions[number], found)
        progress("finding lost words", 1.0)

    def _filled_part(
        self, text: str, part: Span, lost: "_Losses", cancel: CancelToken
    ) -> Iterator[tuple[int, Filling]]:
        """Yield number and filling of the suggestions in ``part``; what stands around it is read too."""
        read = Span(max(0, part.start - AROUND), min(len(text), part.end + AROUND))
        low, high = bisect_left(lost.starts, read.start), bisect_right(lost.ends, read.end)
        first, last = bisect_left(lost.starts, part.start), min(bisect_left(lost.starts, part.end), high)
        if first >= last:
            return
        near = tuple(replace(loss, span=loss.span.shifted(-read.start)) for loss in lost.words(low, high))
        asked = range(first - low, last - low)
        filled = self.load().fill(read.of(text), near, among=asked, cancel=cancel)
        for number, found in zip(lost.numbers[first:last], filled, strict=True):
            proofs = tuple(span.shifted(read.start) for span in found.proofs)
            yield number, replace(found, proofs=proofs)

    def _filled(
        self, text: str, losses: tuple[LostWords, ...], cancel: CancelToken, progress: Progress
    ) -> Filled:
        key = (text, losses)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        filled = tuple(self.load().fill(text, losses, cancel=cancel, progress=progress))
        with self._lock:
            self._kept[key] = filled
            if len(self._kept) > _TEXTS_KEPT:
                self._kept.popitem(last=False)
        return filled


class _Losses:
    """The splices and gaps among all suggestions: where they stand, in few bytes each.

    What they lost is read when it is asked for: a long text has a hundred thousand of them.
    """

    def __init__(self, suggestions: Sequence[Suggestion]) -> None:
        self._suggestions = suggestions
        self.numbers, self.starts, self.ends = array("i"), array("i"), array("i")
        """Index of each among all suggestions, and its span in code points."""
        self.has_splices = False
        for number, suggestion in enumerate(suggestions):
            if suggestion.kind in LOSSES:
                self.numbers.append(number)
                self.starts.append(suggestion.span.start)
                self.ends.append(suggestion.span.end)
                self.has_splices = self.has_splices or suggestion.kind is DamageKind.SPLICE
        self._slip = first_slip(suggestions[number] for number in self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def words(self, low: int, high: int) -> tuple[LostWords, ...]:
        """Return what those from ``low`` to ``high``, their own indexes, have lost."""
        return lost_words((self._suggestions[number] for number in self.numbers[low:high]), self._slip)


def _distance(part: Span, visible: Span) -> int:
    return max(0, part.start - visible.end, visible.start - part.end)


def _with_words(text: str, suggestion: Suggestion, found: Filling) -> Suggestion:
    """Add the found alternatives to the detector's own, best first.

    The confidence that the words are right cannot be greater than that the place is damaged.
    """
    merged: dict[str, Alternative] = {}
    for one in found.alternatives:
        merged[one.text] = replace(one, confidence=one.confidence * suggestion.certainty)
    for one in suggestion.alternatives:
        # What the detector offered at once gives way to the ranking, unless a rule had decided it.
        if one.source in _NEVER_GUESSED and one.text not in merged:
            merged[one.text] = one
    if not found.alternatives:
        return suggestion
    ranked = sorted(merged.values(), key=lambda a: -a.confidence)[:MOST_ALTERNATIVES]
    evidence = tuple(e for e in suggestion.evidence if e.kind != SAME_CONTEXT)
    if found.proofs and ranked[0].text == found.alternatives[0].text:
        shown = " ".join(found.proofs[0].of(text).split())
        evidence = (*evidence, Evidence(SAME_CONTEXT, found.proofs, f"Elsewhere the text says “{shown}”."))
    return replace(suggestion, alternatives=tuple(ranked), evidence=evidence)
