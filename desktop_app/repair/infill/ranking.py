# SPDX-License-Identifier: Apache-2.0
"""One ranking over candidates from all sources; its weights are fitted, not chosen.

The probability of a candidate is the softmax of its score among all candidates and one more answer,
"none of these" (McFadden 1974, conditional logit). The score is log-linear with a small layer of hidden
units, because what a feature is worth depends on others. Fitting by maximum likelihood on held text
makes the probabilities calibrated; ``training/infill/fit_ranking.py`` does it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop_app.resources import resource

FEATURES = (
    "model",
    "model_share",
    "lead",
    "unscored",
    "pairs",
    "pair_left",
    "pair_right",
    "count",
    "after",
    "before",
    "both",
    "wide",
    "shared",
    "shared_both",
    "proven",
    "near",
    "rare",
    "copied",
    "mark",
    "function",
    "name",
    "unknown",
    "pieces",
    "ends_at_capital",
    "runs_into_capital",
    "ends_at_small",
    "balances",
    "unbalances",
    "repeats",
    "wrong_article",
    "pronoun",
    "pronoun_class",
    "pronoun_again",
    "told_class",
    "other_class",
    "class_share",
    "class_near",
    "name_class",
    "noun_class",
    "speaker_class",
    "number_fits",
    "quoted_speaker",
    "unquoted_speaker",
    "own_speech",
    "long_model",
    "slot",
    "place_fit",
    "opens",
    "opens_paragraph",
    "name_again",
    "stands",
    "salience",
    "apposed",
    "demonstrative",
    "first_part",
    "last_part",
    "inner_part",
    "whole_possessive",
    "with_article",
    "fuller",
    "longer",
    "overlap",
    "unrelated",
    "determiner",
    "pronoun_determiner",
    "possessive",
    "words_2",
    "words_3",
    "words_4",
    "share",
    "same",
    "deletion",
    "deletion_bond",
    "deletion_seen",
    "deletion_break",
    "deletion_start",
    "deletion_share",
    "none",
    "none_best",
    "none_second",
    "none_same",
    "none_long",
)
"""Names of the features, in the order of the columns; the last belong to "none of these"."""

INDEX = {name: k for k, name in enumerate(FEATURES)}
CASES = ("neural", "plain")
"""Weights differ by whether a neural model is at hand (``plain``: none is)."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """A sum of weighted features and of a few hidden units, which say what counts beside what."""

    linear: NDArray[np.float64]
    """Weights, by feature."""

    inputs: NDArray[np.float64]
    """Weights of the hidden units, [features, units]."""

    bias: NDArray[np.float64]
    """By hidden unit."""

    outputs: NDArray[np.float64]
    """By hidden unit."""

    def __call__(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the score of each row."""
        scores: NDArray[np.float64] = features @ self.linear
        return scores + np.tanh(features @ self.inputs + self.bias) @ self.outputs


class Ranking:
    """Fitted weights; immutable."""

    def __init__(self, scorers: Mapping[str, Scorer]) -> None:
        """``scorers`` holds one for each of ``CASES``."""
        self._scorers = dict(scorers)

    def probabilities(self, features: NDArray[np.float64], *, neural: bool) -> NDArray[np.float64]:
        """Return the probability of each row of ``features``; the last row is "none of these"."""
        scores = self._scorers["neural" if neural else "plain"](features)
        scores = np.exp(scores - scores.max())
        result: NDArray[np.float64] = scores / scores.sum()
        return result


def read_ranking(path: Path) -> Ranking:
    """Read fitted weights. Raises ``OSError`` or ``ValueError``."""
    stored = json.loads(path.read_text(encoding="utf-8"))["weights"]
    return Ranking({case: _scorer(stored[case]) for case in CASES})


def _scorer(stored: Mapping[str, Any]) -> Scorer:
    units = stored["units"]
    return Scorer(
        _by_feature(stored["linear"]),
        np.array([_by_feature(unit["inputs"]) for unit in units]).T.reshape(len(FEATURES), len(units)),
        np.array([unit["bias"] for unit in units], np.float64),
        np.array([unit["output"] for unit in units], np.float64),
    )


def _by_feature(weights: Mapping[str, float]) -> NDArray[np.float64]:
    return np.array([weights.get(name, 0.0) for name in FEATURES], np.float64)


@cache
def packaged_ranking() -> Ranking:
    """Return the ranking that comes with the program, read once."""
    return read_ranking(resource("models", "infill", "ranking.json"))
