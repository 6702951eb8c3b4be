# SPDX-License-Identifier: Apache-2.0
"""Fit the ranking of lost words on held text with simulated damage.

    python -m desktop_app.training.infill.fit_ranking GUM.txt.xz BENCHMARK ranking.json

The benchmark's articles are only read to keep them out of the held text. The damage is found by the
program itself. Every fifth document is left out of the fit and used to report top 1, top 5 and
calibration. Takes about ten minutes on two cores for each pass.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from desktop_app.repair.infill.document_evidence import Words
from desktop_app.repair.infill.ranking import CASES, FEATURES
from desktop_app.repair.neural.masked_words import packaged_model
from desktop_app.training.infill.found_losses import STYLES, Example, examples, found_losses
from desktop_app.training.infill.held_text import held_documents

UNITS = 12
EPOCHS = 10
FITS = 3
"""Scorers from different beginnings, whose scores are averaged: a little better than any of them."""

RATE = 1e-2
DECAY = 0.01
_BATCH = 64
_CHECKED = 5
_LEAST_SPREAD = 1e-3


class Scorer(torch.nn.Module):
    """The score of a row of features: see ``repair.infill.ranking.Scorer``."""

    def __init__(self, spread: torch.Tensor, units: int) -> None:
        """``spread`` is the standard deviation of each feature; inputs are divided by it."""
        super().__init__()
        self.spread = spread
        self.linear = torch.nn.Parameter(torch.zeros(len(FEATURES)))
        self.inputs = torch.nn.Parameter(0.15 * torch.randn(len(FEATURES), units))
        self.bias = torch.nn.Parameter(torch.zeros(units))
        self.outputs = torch.nn.Parameter(torch.zeros(units))

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Return the score of each row."""
        x = features / self.spread
        hidden: torch.Tensor = torch.tanh(x @ self.inputs + self.bias) @ self.outputs
        return x @ self.linear + hidden

    def weights(self) -> dict[str, Any]:
        """Return what ``ranking.json`` holds."""
        linear = (self.linear / self.spread).detach().numpy()
        inputs = (self.inputs / self.spread[:, None]).detach().numpy()
        return {
            "linear": _named(linear),
            "units": [
                {
                    "bias": round(float(self.bias[k]), 4),
                    "output": round(float(self.outputs[k]), 4),
                    "inputs": _named(inputs[:, k]),
                }
                for k in range(inputs.shape[1])
            ],
        }


def average(scorers: Sequence[Scorer]) -> Scorer:
    """Return one scorer whose scores are the mean of those of ``scorers``."""
    result = Scorer(scorers[0].spread, sum(len(s.bias) for s in scorers))
    with torch.no_grad():
        result.linear.copy_(torch.stack([s.linear for s in scorers]).mean(0))
        result.inputs.copy_(torch.cat([s.inputs for s in scorers], 1))
        result.bias.copy_(torch.cat([s.bias for s in scorers]))
        result.outputs.copy_(torch.cat([s.outputs for s in scorers]) / len(scorers))
    return result


def _named(weights: NDArray[np.float32]) -> dict[str, float]:
    return {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True) if abs(w) >= 5e-5}


class Places:
    """Examples laid one behind the other, so that a batch is one matrix."""

    def __init__(self, found: Sequence[Example]) -> None:
        self.found = found
        self._sizes = np.array([len(e.features) for e in found])
        self._starts = np.concatenate([[0], np.cumsum(self._sizes)])
        self.features = torch.from_numpy(np.concatenate([e.features for e in found]))
        self._right = torch.from_numpy(np.concatenate([_right(e) for e in found]))

    def loss(self, scorer: Scorer, chosen: NDArray[np.int64]) -> torch.Tensor:
        """Return minus the mean log probability of the right rows of the ``chosen`` places."""
        rows = np.concatenate([np.arange(self._starts[k], self._starts[k + 1]) for k in chosen])
        places = torch.from_numpy(np.repeat(np.arange(len(chosen)), self._sizes[chosen]))
        scores = scorer(self.features[rows])
        right = scores.masked_fill(~self._right[rows], -1e9)
        return (_log_sum(scores, places, len(chosen)) - _log_sum(right, places, len(chosen))).mean()

    def shares(self, scorer: Scorer) -> list[NDArray[np.float32]]:
        """Return the probabilities of each place's rows."""
        with torch.no_grad():
            scores = scorer(self.features).numpy()
        found = []
        for start, size in zip(self._starts, self._sizes, strict=False):
            part = np.exp(scores[start : start + size] - scores[start : start + size].max())
            found.append(part / part.sum())
        return found


def _right(example: Example) -> NDArray[np.bool_]:
    rows = np.array([*(words == example.answer for words in example.words), False])
    rows[-1] = not rows.any()
    return rows


def _log_sum(scores: torch.Tensor, places: torch.Tensor, count: int) -> torch.Tensor:
    highest = torch.full((count,), -1e9).scatter_reduce(0, places, scores.detach(), "amax")
    sums = torch.zeros(count).index_add(0, places, torch.exp(scores - highest[places]))
    return highest + torch.log(sums)


def fit(found: Sequence[Example], units: int, seed: int) -> Scorer:
    """Return the scorer that makes the answers of ``found`` likeliest, lightly shrunk."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    places = Places(found)
    scorer = Scorer(places.features.std(0).clamp_min(_LEAST_SPREAD), units)
    hidden = [scorer.inputs, scorer.bias, scorer.outputs]
    groups = [{"params": [scorer.linear], "weight_decay": 0.0}, {"params": hidden, "weight_decay": DECAY}]
    optimiser = torch.optim.AdamW(groups, lr=RATE)
    steps = EPOCHS * (len(found) // _BATCH + 1)
    rate = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(found))
        for first in range(0, len(found), _BATCH):
            optimiser.zero_grad()
            places.loss(scorer, shuffled[first : first + _BATCH]).backward()
            optimiser.step()
            rate.step()
    return scorer


def report(case: str, found: Sequence[Example], scorer: Scorer) -> dict[str, dict[str, float]]:
    """Return top 1, top 5 and calibration error by style; ``found`` was left out of the fit."""
    figures = {}
    ranked = [_ranked(e.words, shares) for e, shares in zip(found, Places(found).shares(scorer), strict=True)]
    for style in sorted({e.style for e in found}):
        part = [(e.answer, r) for e, r in zip(found, ranked, strict=True) if e.style == style]
        first = np.array([answer == r[0][0] for answer, r in part], np.float64)
        chances = np.array([r[0][1] for _, r in part])
        figures[style] = {
            "places": len(part),
            "top1": round(float(first.mean()), 4),
            "top5": round(float(np.mean([answer in [w for w, _ in r[:5]] for answer, r in part])), 4),
            "ece": round(calibration_error(chances, first), 4),
        }
        print(case, style, figures[style], flush=True)
    return figures


def _ranked(words: Sequence[Words], shares: NDArray[np.float32]) -> list[tuple[Words, float]]:
    sums: dict[Words, float] = {}
    for candidate, share in zip(words, shares, strict=False):
        sums[candidate] = sums.get(candidate, 0.0) + float(share)
    return sorted(sums.items(), key=lambda item: -item[1])


def calibration_error(chances: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Return the expected calibration error over ten equal bins (Naeini et al. 2015)."""
    bins = np.minimum((chances * 10).astype(int), 9)
    return float(
        sum(abs(chances[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    )


def draw(documents: Sequence[str], passes: int, seed: int) -> dict[str, list[Example]]:
    """Return examples with and without the model, from all documents in all styles."""
    model = packaged_model()
    drawn: dict[str, list[Example]] = {case: [] for case in CASES}
    for number, text in enumerate(documents):
        checked = number % _CHECKED == 0
        for turn in range(passes):
            for style, draws in STYLES.items():
                for again in range(turn * draws, (turn + 1) * draws):
                    found = found_losses(text, style, seed + 1000 * again + number)
                    if found is not None:
                        drawn["neural"] += examples(found, model, checked=checked)
                        drawn["plain"] += examples(found, None, checked=checked)
        print(f"{number + 1} of {len(documents)}: {len(drawn['neural'])} places", flush=True)
    return drawn


def main(arguments: list[str] | None = None) -> int:
    """Fit from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gum", type=Path)
    parser.add_argument("benchmark", type=Path, help="folder of *.clean.txt to keep out")
    parser.add_argument("target", type=Path)
    parser.add_argument("--passes", type=int, default=1, help="times that each document is damaged")
    parser.add_argument("--every", type=int, default=1, help="use each n-th document only")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    documents = held_documents(options.gum, options.benchmark)[:: options.every]
    print(f"{len(documents)} documents", flush=True)
    drawn = draw(documents, options.passes, options.seed)
    weights, figures = {}, {}
    for case, found in drawn.items():
        fitted = [e for e in found if not e.checked]
        scorer = average([fit(fitted, UNITS, options.seed + k) for k in range(FITS)])
        weights[case] = scorer.weights()
        figures[case] = report(case, [e for e in found if e.checked], scorer)
    content = json.dumps({"weights": weights, "held_out": figures}, indent=1)
    options.target.write_text(content + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
