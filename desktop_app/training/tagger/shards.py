# SPDX-License-Identifier: Apache-2.0
"""Write simulated damage to files, for a device that learns faster than one process can damage.

python -m desktop_app.training.tagger.shards --text TEXT --measured BENCHMARK --tokenizer TOKENIZER.json
    --folder SHARDS --processes 12 --minutes 6

Each file holds a few thousand windows, padded to the longest that there may be.
"""

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing import Process
from pathlib import Path
from random import Random
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from desktop_app.repair.splices.tagger_input import FEATURE_SIZES
from desktop_app.repair.splices.tagger_pieces import WINDOW, PieceEncoder
from desktop_app.training.tagger.corpus import Corpus, load_corpus
from desktop_app.training.tagger.examples import IGNORED, Example, examples

_WINDOWS = 2048
_SEED_STEP = 1000


class Windows(NamedTuple):
    """Windows side by side, as small numbers; 0 of the mask is padding."""

    ids: npt.NDArray[np.int16]
    features: npt.NDArray[np.uint8]
    mask: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.int8]
    lengths: npt.NDArray[np.int8]

    @classmethod
    def of(cls, batch: Sequence[Example], size: int) -> Self:
        """Return ``batch`` padded to ``size`` pieces."""
        shape = (len(batch), size)
        made = cls(
            np.zeros(shape, np.int16),
            np.zeros((*shape, len(FEATURE_SIZES)), np.uint8),
            np.zeros(shape, np.uint8),
            np.full(shape, IGNORED, np.int8),
            np.full(shape, IGNORED, np.int8),
        )
        for row, e in enumerate(batch):
            n = len(e.labels)
            made.ids[row, :n], made.features[row, :n], made.mask[row, :n] = e.pieces.ids, e.features, 1
            made.labels[row, :n], made.lengths[row, :n] = e.labels, e.lengths
        return made


def write_shards(corpus: Corpus, encoder: PieceEncoder, folder: Path, seed: int, minutes: float) -> None:
    """Write files named after ``seed`` to ``folder`` for so many minutes."""
    drawn = examples(corpus, encoder, Random(seed))
    end, number = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        path = folder / f"{seed}-{number}.npz"
        with path.with_suffix(".part").open("wb") as file:
            np.savez(file, **Windows.of(list(islice(drawn, _WINDOWS)), WINDOW)._asdict())
        path.with_suffix(".part").replace(path)
        number += 1


def read_shards(folder: Path) -> Iterator[Windows]:
    """Yield the files in ``folder``, in the order of their names."""
    for path in sorted(folder.glob("*.npz")):
        with np.load(path) as arrays:
            yield Windows(**arrays)


def main() -> None:
    """Write shards with several processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--measured", type=Path, required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    corpus, _ = load_corpus(options.text, options.measured)
    encoder = PieceEncoder(Tokenizer.from_file(options.tokenizer))
    seeds = [_SEED_STEP * options.seed + k for k in range(options.processes)]
    workers = [
        Process(target=write_shards, args=(corpus, encoder, options.folder, seed, options.minutes))
        for seed in seeds
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
