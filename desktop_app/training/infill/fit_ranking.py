# SPDX-License-Identifier: Apache-2.0
"""Fit the weights of the ranking on held text with simulated damage.

    python -m desktop_app.training.infill.fit_ranking GUM.txt.xz BENCHMARK ranking.json

The benchmark's articles are only read to keep them out of the held text. Every fifth document is left
out of the fit and used to report calibration.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.hole_search import Hole, HoleSearch
from desktop_app.repair.infill.lexicon import counted_form, lexicon
from desktop_app.repair.infill.lost_words import MENTION_LENGTHS, LostWords
from desktop_app.repair.infill.ranking import CASES, FEATURES, case_of
from desktop_app.repair.neural.masked_words import MaskedWords, packaged_model
from desktop_app.text.span import Span
from desktop_app.text.tokens import tokens
from desktop_app.training.infill.held_text import held_documents
from desktop_app.training.infill.same_entity import overwrite_mentions
from desktop_app.training.simulator import DamagedText, damage

STYLES = ("seed", "prose", "lines")
DENSITY = 0.05
PENALTY = 0.3
_CHECKED = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One hole: features of its candidates, and which of them stood there."""

    features: NDArray[np.float32]
    answer: int
    """Row of the right one; the last row where none is."""

    checked: bool
    """Left out of the fit."""


def examples(
    documents: list[str], model: MaskedWords | None, passes: int, seed: int
) -> dict[str, list[Example]]:
    """Return examples by case of the ranking."""
    found: dict[str, list[Example]] = defaultdict(list)
    for number, text in enumerate(documents):
        for turn in range(passes):
            for style in STYLES:
                damaged = damage(text, style, seed + 1000 * turn + number, density=DENSITY)
                for case, example in _of_document(damaged, model, number % _CHECKED == 0):
                    found[case].append(example)
            linked = overwrite_mentions(text, seed + 1000 * turn + number)
            answers = [tuple(map(counted_form, words)) for words in linked.originals]
            for case, example in _of_text(
                linked.text, linked.spans, answers, True, model, number % _CHECKED == 0
            ):
                found[case].append(example)
        print(f"{number + 1} of {len(documents)}: { ({c: len(e) for c, e in found.items()}) }", flush=True)
    return found


def _of_document(damaged: DamagedText, model: MaskedWords | None, checked: bool) -> list[tuple[str, Example]]:
    copies = damaged.copies
    spans = [Span(copy.start, copy.end) for copy in copies]
    answers = [tuple(counted_form(damaged.words[k]) for k in copy.orig) for copy in copies]
    return _of_text(damaged.text, spans, answers, damaged.style == "aligned", model, checked)


def _of_text(
    text: str,
    spans: Sequence[Span],
    answers: Sequence[tuple[str, ...]],
    same: bool,
    model: MaskedWords | None,
    checked: bool,
) -> list[tuple[str, Example]]:
    losses = [
        LostWords(span, MENTION_LENGTHS if same else ((len(words), 1.0),))
        for span, words in zip(spans, answers, strict=True)
    ]
    document = DamagedWords(text, losses)
    search = HoleSearch(document, [1 if same else len(words) for words in answers], lexicon(), model)
    holes, rights, cases = [], [], []
    for number, (span, words) in enumerate(zip(spans, answers, strict=True)):
        if not words:
            continue
        place = document.holes[number]
        if same:
            phrase = span.of(text)
            reference = tuple(counted_form(t.of(phrase)) for t in tokens(phrase))
            holes.append(Hole(place, 1, reference))
            cases.append("same" if model else "same_plain")
        else:
            holes.append(Hole(place, len(words)))
            cases.append(case_of(len(words), neural=model is not None))
        rights.append(words)
    result = []
    for case, words, found in zip(cases, rights, search.find(holes, CancelToken()), strict=True):
        answer = found.words.index(words) if words in found.words else len(found.words)
        result.append((case, Example(found.features.astype(np.float32), answer, checked)))
    return result


def fit(found: list[Example]) -> dict[str, float]:
    """Return the weights of the conditional logit that make the answers likeliest, lightly shrunk."""
    chosen = [e for e in found if not e.checked]
    most = max(len(e.features) for e in chosen)
    x = torch.zeros(len(chosen), most, len(FEATURES))
    hidden = torch.ones(len(chosen), most, dtype=torch.bool)
    for k, example in enumerate(chosen):
        x[k, : len(example.features)] = torch.from_numpy(example.features)
        hidden[k, : len(example.features)] = False
    answers = torch.tensor([e.answer for e in chosen])
    weights = torch.zeros(len(FEATURES), requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        scores = (x @ weights).masked_fill(hidden, -1e9)
        value = torch.nn.functional.cross_entropy(scores, answers)
        value = value + PENALTY * (weights**2).sum() / len(chosen)
        value.backward()
        return value

    optimiser.step(loss)
    return {n: round(float(w), 4) for n, w in zip(FEATURES, weights.detach(), strict=True) if abs(w) > 1e-4}


def tempered(found: list[Example], weights: dict[str, float]) -> dict[str, float]:
    """Return the weights scaled so that the examples left out are likeliest: a fit is always too sure."""
    w = np.array([weights.get(name, 0.0) for name in FEATURES])
    checked = [(e.features @ w, e.answer) for e in found if e.checked]
    losses = {}
    for scale in np.arange(0.6, 1.16, 0.05):
        scaled = [(scores * scale, answer) for scores, answer in checked]
        losses[float(scale)] = sum(float(np.logaddexp.reduce(x) - x[answer]) for x, answer in scaled)
    best = min(losses, key=lambda scale: losses[scale])
    return {name: round(weight * best, 4) for name, weight in weights.items()}


def report(case: str, found: list[Example], weights: dict[str, float]) -> dict[str, float]:
    """Return top 1, top 5 and calibration error on the examples left out."""
    w = np.array([weights.get(name, 0.0) for name in FEATURES])
    first, five, chances = [], [], []
    for example in found:
        if not example.checked:
            continue
        scores = example.features @ w
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        order = np.argsort(-shares[:-1])
        right = example.answer if example.answer < len(scores) - 1 else -1
        first.append(bool(len(order)) and order[0] == right)
        five.append(right in order[:5])
        chances.append(float(shares[order[0]]) if len(order) else 0.0)
    error = calibration_error(np.array(chances), np.array(first, np.float64))
    figures = {
        "places": len(first),
        "top1": float(np.mean(first)),
        "top5": float(np.mean(five)),
        "ece": error,
    }
    print(case, {k: round(v, 3) for k, v in figures.items()}, flush=True)
    return figures


def calibration_error(chances: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Return the expected calibration error over ten equal bins (Naeini et al. 2015)."""
    bins = np.minimum((chances * 10).astype(int), 9)
    return float(
        sum(abs(chances[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    )


def main(arguments: list[str] | None = None) -> int:
    """Fit from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gum", type=Path)
    parser.add_argument("benchmark", type=Path, help="folder of *.clean.txt to keep out")
    parser.add_argument("target", type=Path)
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument(
        "--keep-plain", action="store_true", help="a new model only: keep the weights used without one"
    )
    parser.add_argument("--every", type=int, default=1, help="use each n-th document only")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    documents = held_documents(options.gum, options.benchmark)[:: options.every]
    print(f"{len(documents)} documents", flush=True)
    found = examples(documents, packaged_model(), options.passes, options.seed)
    if not options.keep_plain:
        found.update(examples(documents, None, 1, options.seed))
    kept = json.loads(options.target.read_text(encoding="utf-8")) if options.keep_plain else {}
    weights = {
        case: tempered(found[case], fit(found[case])) if found[case] else kept["weights"][case]
        for case in CASES
    }
    figures = {
        case: report(case, found[case], weights[case]) if found[case] else kept["held_out"][case]
        for case in CASES
    }
    content = json.dumps({"weights": weights, "held_out": figures}, indent=1)
    options.target.write_text(content + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
