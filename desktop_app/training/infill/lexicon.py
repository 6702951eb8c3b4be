# SPDX-License-Identifier: Apache-2.0
"""Count words, their capitals, and runs of two and three, and pack the counts into a small file.

    python -m desktop_app.training.infill.lexicon TEXTS resources/models/infill/lexicon.npz

The product ranks with these counts where no neural model is at hand, asks them whether a word is a
name, and uses them as one feature of the ranking. GUM is held out, as everywhere in this recipe.
"""

import argparse
import lzma
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from desktop_app.repair.infill.lexicon import EDGE, SCALE, counted_form
from desktop_app.text.tokens import tokens

WEIGHTS = {
    "wikinews": 4,
    "masc": 3,
    "wikitext": 3,
    "ewt": 2,
    "textbooks": 2,
    "state_union": 2,
    "inaugural": 1,
    "novels": 1,
}
"""News-like prose counts for more: the statistics are for news."""

VOCABULARY = 24_000
LEAST_WORD = 6
LEAST_PAIR = 5
LEAST_TRIPLE = 5
_ENDS = (".", "!", "?", '"', ":", "(", "[")


def paragraphs(folder: Path) -> Iterator[tuple[list[str], int]]:
    """Yield the words and marks of each paragraph, as written, and its weight."""
    for name, weight in WEIGHTS.items():
        with lzma.open(folder / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
            for line in file:
                words = [token.of(line) for token in tokens(line.strip())]
                if words:
                    yield words, weight


def count(folder: Path) -> dict[str, np.ndarray]:
    """Return the arrays of the packed lexicon."""
    words: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    texts = []
    for written, weight in paragraphs(folder):
        forms = [counted_form(word) for word in written]
        words[EDGE] += weight
        opening = True
        for word, form in zip(written, forms, strict=True):
            words[form] += weight
            if not opening:
                inner[form] += weight
                capitals[form] += weight * word[0].isupper()
            opening = form in _ENDS
        texts.append((forms, weight))
    chosen = [
        w for w, n in words.most_common() if n >= LEAST_WORD and w != EDGE and not any(c.isdigit() for c in w)
    ]
    chosen = [EDGE, *chosen[: VOCABULARY - 1]]
    index = {word: k for k, word in enumerate(chosen)}
    pairs: Counter[int] = Counter()
    triples: Counter[int] = Counter()
    size = len(chosen)
    for forms, weight in texts:
        ids = [0, *(index.get(form, -1) for form in forms), 0]
        for k, (a, b) in enumerate(pairwise(ids)):
            if a >= 0 and b >= 0:
                pairs[a * size + b] += weight
                if k + 2 < len(ids) and ids[k + 2] >= 0:
                    # Keyed by the two outer words: the question is always what stood between them.
                    triples[(a * size + ids[k + 2]) * size + b] += weight
    kept_pairs = np.array(sorted(k for k, n in pairs.items() if n >= LEAST_PAIR), np.int64)
    kept_triples = np.array(sorted(k for k, n in triples.items() if n >= LEAST_TRIPLE), np.int64)
    shares = [capitals[w] / inner[w] if inner[w] else float(words[w] > 0 and w[0].isupper()) for w in chosen]
    return {
        "words": np.frombuffer("\n".join(chosen).encode("utf-8"), np.uint8),
        "counts": np.array([words[w] for w in chosen], np.int32),
        "capitals": np.array([round(100 * s) for s in shares], np.uint8),
        "pair_keys": np.diff(kept_pairs, prepend=0).astype(np.int32),
        "pair_counts": _packed([pairs[int(k)] for k in kept_pairs]),
        "triple_outer": np.diff(kept_triples // size, prepend=0).astype(np.int32),
        "triple_inner": (kept_triples % size).astype(np.uint16),
        "triple_counts": _packed([triples[int(k)] for k in kept_triples]),
    }


def _packed(counts: list[int]) -> np.ndarray:
    return np.minimum(255, np.round(np.log2(np.array(counts, np.float64)) * SCALE)).astype(np.uint8)


def main(arguments: list[str] | None = None) -> int:
    """Count from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, help="folder of <name>.txt.xz, one paragraph a line")
    parser.add_argument("target", type=Path)
    options = parser.parse_args(arguments)
    arrays = count(options.texts)
    np.savez_compressed(options.target, allow_pickle=False, **arrays)
    print({name: len(array) for name, array in arrays.items()}, options.target.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
