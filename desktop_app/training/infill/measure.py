# SPDX-License-Identifier: Apache-2.0
"""Measure a masked-word model alone: one lost word, whole-word exact match, no help from the document.

    python -m desktop_app.training.infill.measure MODEL.onnx TOKENIZER.json GUM.txt.xz BENCHMARK

Places are drawn with a fixed seed from the held documents and, apart from them, from the benchmark's
clean articles, so that two models are asked the very same questions. Words of several pieces count as
missed, because a single mask cannot name them.
"""

import argparse
import sys
from pathlib import Path
from random import Random

import numpy as np

from desktop_app.repair.infill.damaged_words import DamagedWords
from desktop_app.repair.infill.lost_words import LostWords
from desktop_app.repair.infill.masked_context import WIDE, MaskedContext
from desktop_app.repair.neural.masked_words import MaskedWords
from desktop_app.text.tokens import tokens
from desktop_app.training.infill.held_text import held_documents

_EVERY = 28
"""One word in so many is lost."""


def measure(model: MaskedWords, texts: list[str], seed: int) -> dict[str, float]:
    """Return top 1, 5 and 10 and the mean reciprocal rank over the lost words of ``texts``."""
    rng = Random(seed)
    ranks: list[float] = []
    for text in texts:
        words = tokens(text)
        lost = [words[k + rng.randrange(_EVERY)] for k in range(0, len(words) - _EVERY, _EVERY)]
        losses = [LostWords(token.span) for token in lost]
        document = DamagedWords(text, losses)
        contexts = MaskedContext(document, model, [1] * len(losses))
        rows = [contexts.row(document.holes[k], (model.mask_id,), WIDE) for k in range(len(losses))]
        for token, found in zip(lost, model.log_probabilities(rows), strict=True):
            pieces = model.pieces(token.of(text).replace("’", "'"))
            better = (found[0] > found[0][pieces[0]]).sum() if len(pieces) == 1 else np.inf
            ranks.append(1.0 + float(better))
    rank = np.array(ranks)
    tops = {f"top{n}": float((rank <= n).mean()) for n in (1, 5, 10)}
    return {"places": float(len(rank)), **tops, "mrr": float((1.0 / rank).mean())}


def main(arguments: list[str] | None = None) -> int:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("gum", type=Path)
    parser.add_argument("benchmark", type=Path)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args(arguments)
    model = MaskedWords(options.model, options.tokenizer)
    articles = [p.read_text(encoding="utf-8") for p in sorted(options.benchmark.glob("*.clean.clean.txt"))]
    for name, texts in (("held", held_documents(options.gum, options.benchmark)), ("articles", articles)):
        print(name, {k: round(v, 4) for k, v in measure(model, texts, options.seed).items()}, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
