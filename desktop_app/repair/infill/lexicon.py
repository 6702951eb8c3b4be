# SPDX-License-Identifier: Apache-2.0
"""Counts of words and of runs of two and three words, packed in a file of about two megabytes.

They answer three questions: is this word usually capitalised (a name, which nobody may invent), what
stands between these two words, and how likely is this word after that one.
"""

from functools import cache
from math import exp, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desktop_app.resources import resource

EDGE = "<s>"
"""Stands for the edge of a paragraph."""

SCALE = 12.0
"""Counts are stored as ``round(SCALE * log2(count))``: one byte, 3 % exact."""

_COUNTS = np.exp2(np.arange(256) / SCALE).astype(np.float32)
"""The count that each byte stands for."""

_NAME_SHARE = 50
_QUOTES = {"“": '"', "”": '"', "``": '"', "''": '"', "’": "'", "‘": "'", "`": "'"}


def counted_form(word: str) -> str:
    """Return the form under which a word is counted: lower case, plain quotes.

    >>> counted_form("’s"), counted_form("“"), counted_form("The")
    ("'s", '"', 'the')
    """
    if word in _QUOTES:
        return _QUOTES[word]
    return word.lower().replace("’", "'").replace("‘", "'")


class Lexicon:
    """Word statistics; what they say never changes, so threads may share it."""

    def __init__(self, path: Path) -> None:
        """Load the counts at ``path``. Raises ``OSError`` or ``ValueError`` when they cannot be read."""
        with np.load(path, allow_pickle=False) as arrays:
            self.words: list[str] = arrays["words"].tobytes().decode("utf-8").split("\n")
            counts = arrays["counts"].astype(np.float64)
            self._capitals = arrays["capitals"]
            # Narrow numbers: half a million entries, kept for as long as the program runs.
            pair_keys = np.cumsum(arrays["pair_keys"], dtype=np.int32)
            self._pair_counts = arrays["pair_counts"]
            self._triple_outer = np.cumsum(arrays["triple_outer"], dtype=np.int32)
            self._triple_inner = arrays["triple_inner"].astype(np.int16)
            self._triple_counts = arrays["triple_counts"]
        self._size = len(self.words)
        self._index = {word: k for k, word in enumerate(self.words)}
        self._total = float(counts.sum())
        self._counts = counts
        self._pair_keys = pair_keys
        by_right = np.argsort(pair_keys % self._size, kind="stable")
        self._rights = (pair_keys % self._size)[by_right].astype(np.int16)
        self._by_right = by_right.astype(np.int32)
        self._followers: dict[int, tuple[int, int, float, float]] = {}

    def __contains__(self, word: str) -> bool:
        return counted_form(word) in self._index

    def is_name(self, word: str) -> bool:
        """Tell whether the word is mostly capitalised inside sentences; unknown words are not."""
        k = self._index.get(counted_form(word))
        return k is not None and bool(self._capitals[k] >= _NAME_SHARE)

    def log_share(self, word: str) -> float:
        """Return the natural logarithm of the word's share of all text."""
        k = self._index.get(counted_form(word))
        return log((self._counts[k] if k is not None else 2.0) / self._total)

    def log_pair(self, left: str, right: str) -> float:
        """Return the natural log probability of ``right`` after ``left``, backing off to its share.

        Absolute discounting (Ney, Essen and Kneser 1994) with the discount at the cut-off of the table.
        """
        a, b = self._index.get(counted_form(left)), self._index.get(counted_form(right))
        share = exp(self.log_share(right))
        if a is None:
            return log(share)
        low, high, seen, total = self._after(a)
        found = 0.0
        if b is not None:
            at = low + int(self._pair_keys[low:high].searchsorted(np.int32(a * self._size + b)))
            if at < high and self._pair_keys[at] == a * self._size + b:
                found = float(_COUNTS[self._pair_counts[at]]) - _DISCOUNT
        return log(found / total + (1.0 - seen / total) * share)

    def _after(self, word: int) -> tuple[int, int, float, float]:
        """Return where the pairs of a word stand, and their discounted and whole counts."""
        known = self._followers.get(word)
        if known is None:
            low, high = _between(self._pair_keys, word * self._size, (word + 1) * self._size)
            seen = float(_COUNTS[self._pair_counts[low:high]].sum()) - _DISCOUNT * (high - low)
            known = low, high, seen, max(float(self._counts[word]), seen + 1.0)
            self._followers[word] = known
        return known

    def log_between(self, left: str, right: str) -> NDArray[np.float64]:
        """Return for each of ``words`` the natural log probability that it stands between two words.

        Interpolates what was seen between exactly these two with the product of both pairs.
        """
        a, c = self._index.get(counted_form(left)), self._index.get(counted_form(right))
        scores = self._pair_product(a, c)
        if a is not None and c is not None:
            key = a * self._size + c
            low, high = _between(self._triple_outer, key, key + 1)
            if high > low:
                counts = _COUNTS[self._triple_counts[low:high]]
                trust = counts.sum() / (counts.sum() + _TRIPLE_TRUST)
                scores *= 1.0 - trust
                scores[self._triple_inner[low:high]] += trust * counts / counts.sum()
        scores[0] = 0.0
        logs: NDArray[np.float64] = np.log(np.maximum(scores, 1e-12))
        return logs

    def index(self, word: str) -> int | None:
        """Return the place of a word in ``words``, ``None`` for one that is not counted."""
        return self._index.get(counted_form(word))

    def __len__(self) -> int:
        return self._size

    def _pair_product(self, a: int | None, c: int | None) -> NDArray[np.float64]:
        """Return P(word | both neighbours) for all words, from pairs alone."""
        shares = self._counts / self._total
        forward = shares * _BACK_OFF
        backward = shares * _BACK_OFF
        if a is not None:
            low, high = _between(self._pair_keys, a * self._size, (a + 1) * self._size)
            forward[self._pair_keys[low:high] % self._size] += (
                _COUNTS[self._pair_counts[low:high]] / self._counts[a]
            )
        else:
            forward += shares
        if c is not None:
            low, high = _between(self._rights, c, c + 1)
            rows = self._by_right[low:high]
            backward[self._pair_keys[rows] // self._size] += (
                _COUNTS[self._pair_counts[rows]] / self._counts[c]
            )
        else:
            backward += shares
        product: NDArray[np.float64] = forward * backward / np.maximum(shares, 1e-9)
        product /= product.sum()
        return product


def _between(keys: NDArray[np.integer], low: int, high: int) -> tuple[int, int]:
    """Return where the sorted ``keys`` from ``low`` to before ``high`` begin and end."""
    # Asked in the type of the keys: otherwise all of them would be widened for each question.
    ends = keys.searchsorted(np.array((low, high), keys.dtype))
    return int(ends[0]), int(ends[1])


_DISCOUNT = 4.0
_BACK_OFF = 0.1
_TRIPLE_TRUST = 40.0


@cache
def lexicon() -> Lexicon:
    """Return the packaged lexicon, loaded once."""
    return Lexicon(resource("models", "infill", "lexicon.npz"))
