# SPDX-License-Identifier: Apache-2.0
"""The copy tagger: a small neural network that says where a phrase was written over the text.

It was trained on simulated damage of healthy text (its card lies beside the model) and answers for
each element: does a copy begin here, does one go on, how many words stood here. The drift decoder takes
these odds as emissions. Everything works without it, less well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop_app.repair.detector import CancelToken, Progress, no_progress
from desktop_app.repair.neural.onnx_model import ModelUnavailableError, OnnxModel, load_tokenizer
from desktop_app.repair.splices.tagger_input import FEATURE_SIZES, Integers, element_features
from desktop_app.repair.splices.tagger_pieces import WINDOW, PieceEncoder, Pieces
from desktop_app.resources import resource
from desktop_app.text.tokens import Element

Floats = npt.NDArray[np.float32]

LABELS = 3
"""None, begins, goes on."""

LENGTHS = 6
"""Classes of the number of lost words: 0 to 4, and 5 or more."""

_STRIDE = (WINDOW - 2) // 2
"""Every element is read in two windows; two opinions are worth a point of precision."""

_FULL_TRUST = 40
"""Pieces from the edge of a window at which its answer counts in full."""


@dataclass(frozen=True, slots=True)
class TaggerScores:
    """The tagger's answers, one row per element of the document."""

    begins: Floats
    """Natural log odds that a copy begins at the element."""

    goes_on: Floats
    """Natural log odds that a copy that began before goes on through the element."""

    lengths: Floats
    """Log probabilities ``[elements, 6]`` of 0, 1, 2, 3, 4, and 5 or more lost words, if a copy begins."""

    def begin_probabilities(self) -> Floats:
        """Return the probability, 0..1, that a copy begins at each element."""
        return np.exp(-np.logaddexp(np.float32(0), -self.begins))


class CopyTagger:
    """A loaded model and its tokenizer; safe to share between threads."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        """Open both files. Raises ``ModelUnavailableError``."""
        self._model = OnnxModel(model, ("input_ids", "features", "attention_mask"), ("scores",), lean=True)
        self._encoder = PieceEncoder(load_tokenizer(tokenizer))

    def score(
        self,
        text: str,
        elements: Sequence[Element],
        cancel: CancelToken,
        progress: Progress = no_progress,
        among: range | None = None,
    ) -> TaggerScores:
        """Return the answers for ``elements``, which are those of ``text`` in order.

        With ``among``, a range of indexes, only those are asked for, and only they are answered; what
        repeats is still counted in the whole. The document is read in overlapping windows; where two
        show an element, the one that shows more of what stands around it counts more. Raises
        ``CancelledError`` soon after a cancel.
        """
        features = element_features(text, elements, cancel)
        if among is not None:
            elements, features = elements[among.start : among.stop], features[among.start : among.stop]
        scores = np.zeros((len(elements), LABELS + LENGTHS), np.float32)
        weights = np.zeros(len(elements), np.float32)
        windows = self._encoder.windows(text, elements, _STRIDE, cancel)
        for window in windows:
            # One window at a time: several would share one rounding to int8, and take 13 MB more.
            cancel.raise_if_cancelled()
            _add(window, self._run(window, features), scores, weights)
            progress("Judging repeated phrases", float(window.element_of[-2] + 1) / len(elements))
        scores /= np.maximum(weights, 1)[:, None]
        return _answers(scores)

    def rest(self) -> None:
        """Give back the model's memory until it is asked again."""
        self._model.rest()

    def _run(self, window: Pieces, features: Integers) -> Floats:
        inputs = np.zeros((1, len(window.ids), len(FEATURE_SIZES)), np.int64)
        inputs[0, 1:-1] = features[window.element_of[1:-1]]
        ids = np.asarray(window.ids, np.int64)[None]
        feeds = {"input_ids": ids, "features": inputs, "attention_mask": np.ones_like(ids)}
        found: Floats = self._model.run("scores", feeds)[0]
        return found


def _add(window: Pieces, found: Floats, scores: Floats, weights: Floats) -> None:
    places = np.flatnonzero(window.is_first)
    rows = window.element_of[places]
    trust = np.clip(np.minimum(places, len(window.ids) - places), 1, _FULL_TRUST).astype(np.float32)
    scores[rows] += found[places] * trust[:, None]
    weights[rows] += trust


def _answers(scores: Floats) -> TaggerScores:
    labels, lengths = scores[:, :LABELS], scores[:, LABELS:]
    return TaggerScores(
        labels[:, 1] - np.logaddexp(labels[:, 0], labels[:, 2]),
        labels[:, 2] - np.logaddexp(labels[:, 0], labels[:, 1]),
        lengths - np.logaddexp.reduce(lengths, axis=1, keepdims=True),
    )


@cache
def packaged_tagger() -> CopyTagger | None:
    """Return the tagger that comes with the program, or ``None`` where it or its library is missing.

    The files are opened at the first call only. The tokenizer is the masked-word model's.
    """
    try:
        return CopyTagger(
            resource("models", "tagger", "tagger-int8.onnx"), resource("models", "infill", "tokenizer.json")
        )
    except ModelUnavailableError:
        return None
