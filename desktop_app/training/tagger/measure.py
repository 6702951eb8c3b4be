# SPDX-License-Identifier: Apache-2.0
"""Measure an exported tagger alone, without the drift decoder, on the benchmark's articles.

python -m desktop_app.training.tagger.measure MODEL.onnx TOKENIZER.json ../shared/bench/dev
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.tagger import LENGTHS, CopyTagger
from desktop_app.text.tokens import Element, elements

THRESHOLDS = (0.3, 0.5, 0.7, 0.9)


@dataclass(slots=True)
class Tally:
    """What was asked and answered in one style."""

    odds: list[npt.NDArray[np.float32]] = field(default_factory=list)
    truth: list[npt.NDArray[np.bool_]] = field(default_factory=list)
    lengths_right: int = 0
    words: int = 0
    seconds: float = 0.0

    def line(self) -> str:
        """Return recall/precision per threshold, area under the curve, length accuracy and speed."""
        odds, truth = np.concatenate(self.odds), np.concatenate(self.truth)
        probability = 1 / (1 + np.exp(-odds))
        parts = []
        for threshold in THRESHOLDS:
            said = probability > threshold
            hits, copies, all_said = int((said & truth).sum()), int(truth.sum()), int(said.sum())
            if copies:
                parts.append(f"{hits / copies:.3f}/{hits / max(1, all_said):.3f}")
            else:
                parts.append(f"{1000 * all_said / self.words:.2f} per 1k")
        if truth.any():
            parts += [
                f"AUC {roc_auc_score(truth, odds):.4f}",
                f"lengths {self.lengths_right / truth.sum():.3f}",
            ]
        return "  ".join([*parts, f"{self.words / self.seconds:.0f} words/s"])


def gold_copies(gold: dict[str, object], text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and number of lost words of every visible copy of a benchmark case."""
    words: list[str] = gold["words"]  # type: ignore[assignment]
    for element in gold["elements"]:  # type: ignore[attr-defined]
        stood = "".join(words[k] for k in element["orig"])
        if element["kind"] == "splice" and stood != text[element["start"] : element["end"]].replace(" ", ""):
            yield element["start"], element["end"], len(element["orig"])


def starts_at(found: tuple[Element, ...], position: int) -> int | None:
    """Return the index of the element that holds the code point ``position``."""
    return next((i for i, e in enumerate(found) if e.start <= position < e.end), None)


def measure(tagger: CopyTagger, folder: Path) -> dict[str, Tally]:
    """Return one tally per style."""
    tallies: dict[str, Tally] = {}
    for path in sorted(folder.glob("*.gold.json")):
        stem = path.name.removesuffix(".gold.json")
        text = (folder / f"{stem}.damaged.txt").read_text("utf-8")
        gold = json.loads(path.read_text("utf-8"))
        tally = tallies.setdefault(stem.rsplit(".", 1)[1], Tally())
        began = time.perf_counter()
        found = elements(text)
        scores = tagger.score(text, found, CancelToken())
        tally.seconds += time.perf_counter() - began
        tally.words += len(gold["words"])
        truth = np.zeros(len(found), np.bool_)
        for start, _, lost in gold_copies(gold, text):
            index = starts_at(found, start)
            if index is not None:
                truth[index] = True
                tally.lengths_right += int(scores.lengths[index].argmax()) == min(lost, LENGTHS - 1)
        tally.odds.append(scores.begins)
        tally.truth.append(truth)
    return tallies


def calibration(tallies: dict[str, Tally]) -> Iterator[str]:
    """Yield for each tenth of probability how many were said and how many of these were copies."""
    odds = np.concatenate([o for t in tallies.values() for o in t.odds])
    truth = np.concatenate([g for t in tallies.values() for g in t.truth])
    probability = 1 / (1 + np.exp(-odds))
    for low in np.arange(0, 1, 0.1):
        inside = (probability >= low) & (probability < low + 0.1)
        if inside.any():
            yield (
                f"{low:.1f}-{low + 0.1:.1f}: {int(inside.sum()):6d} said, "
                f"mean {probability[inside].mean():.3f}, true {truth[inside].mean():.3f}"
            )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("cases", type=Path)
    options = parser.parse_args()
    tallies = measure(CopyTagger(options.model, options.tokenizer), options.cases)
    print("recall/precision at", *THRESHOLDS)
    for style, tally in sorted(tallies.items()):
        print(f"{style:8}", tally.line())
    print("calibration over all styles:", *calibration(tallies), sep="\n  ")


if __name__ == "__main__":
    main()
