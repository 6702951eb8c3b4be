# SPDX-License-Identifier: Apache-2.0
"""Turn simulated damage into windows of word pieces with labels."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

from desktop_app.repair.splices.tagger_input import FEATURE_SIZES, element_features
from desktop_app.repair.splices.tagger_pieces import WINDOW, PieceEncoder, Pieces
from desktop_app.text.tokens import Element, elements
from desktop_app.training.simulator import DamagedText, damage
from desktop_app.training.tagger.corpus import Corpus
from desktop_app.training.tagger.repetition import repeat_phrases

IGNORED = -100
"""The label of a piece that is not the first of its element; torch's losses skip it."""

NONE, BEGINS, GOES_ON = range(3)
LENGTHS = 6
"""Classes of the number of lost words: 0 to 4, and 5 or more."""

_STYLES = {"seed": 0.23, "lines": 0.14, "prose": 0.17, "aligned": 0.37, "clean": 0.09}
_UNDAMAGED = 0.07
_REPETITIVE = 0.45
_REPEATED_LINE = 0.1
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Example:
    """One window."""

    pieces: Pieces
    features: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    """Per piece: none, begins, goes on; ``IGNORED`` where nothing is asked."""

    lengths: npt.NDArray[np.int64]
    """Per piece: lost words where a copy begins, else ``IGNORED``."""


def element_labels(damaged: DamagedText, found: tuple[Element, ...]) -> tuple[list[int], list[int]]:
    """Return for each element of the damaged text, as the repair side counts them, label and lost words."""
    labels, lengths = [NONE] * len(found), [IGNORED] * len(found)
    ends = [e.end for e in found]
    starts = [e.start for e in found]
    for copy in damaged.copies:
        first, last = bisect_right(ends, copy.start), bisect_left(starts, copy.end)
        for index in range(first, last):
            labels[index] = BEGINS if index == first else GOES_ON
        if first < last:
            lengths[first] = min(len(copy.orig), LENGTHS - 1)
    return labels, lengths


def draw_damaged(corpus: Corpus, rng: Random) -> DamagedText:
    """Return a random document, damaged in a random style; some are left healthy."""
    drawn = corpus.draw(rng)
    text = drawn.text
    if rng.random() < 0.5:
        text = text.translate(_QUOTES)
    if not drawn.clusters and rng.random() < _REPETITIVE:
        text = repeat_phrases(text, rng)
    if not drawn.clusters and rng.random() < _REPEATED_LINE:
        # Refrains and boilerplate: repetition that is no damage.
        paragraphs = text.split("\n\n")
        again = rng.choice(paragraphs)
        again = again[: again.find(". ") + 1] or again
        for _ in range(rng.randint(1, 3)):
            paragraphs.insert(rng.randrange(len(paragraphs) + 1), again)
        text = "\n\n".join(paragraphs)
    style = rng.choices(list(_STYLES), list(_STYLES.values()))[0]
    density = 0 if rng.random() < _UNDAMAGED else None
    return damage(text, style, rng.getrandbits(32), density=density, clusters=drawn.clusters)


def examples(corpus: Corpus, encoder: PieceEncoder, rng: Random) -> Iterator[Example]:
    """Yield windows of random damaged documents without end."""
    while True:
        damaged = draw_damaged(corpus, rng)
        found = elements(damaged.text)
        labels, lengths = element_labels(damaged, found)
        features = element_features(damaged.text, found)
        for window in encoder.windows(damaged.text, found, stride=WINDOW - 2):
            rows, is_first = window.element_of, window.is_first
            inside = rows >= 0
            feature = np.zeros((len(rows), len(FEATURE_SIZES)), np.int64)
            feature[inside] = features[rows[inside]]
            yield Example(
                window,
                feature,
                np.where(is_first, np.array(labels)[rows], IGNORED),
                np.where(is_first, np.array(lengths)[rows], IGNORED),
            )
