# SPDX-License-Identifier: Apache-2.0
"""Training text as streams of word pieces, and windows of it with masks and simulated damage.

Texts are ``<name>.txt.xz``, one paragraph a line. GUM is held out entirely: the ranking is fitted and
measured on it.
"""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CLS, SEP, MASK = 101, 102, 103
WINDOW = 128
MIX = {
    "textbooks": 0.27,
    "novels": 0.22,
    "wikinews": 0.20,
    "masc": 0.12,
    "gap": 0.07,
    "wikitext": 0.05,
    "state_union": 0.04,
    "ewt": 0.02,
    "inaugural": 0.01,
}
"""Share of the windows drawn from each text: news-like prose counts for more than its size."""

SPAN_LENGTHS = (0.52, 0.24, 0.13, 0.07, 0.04)
"""Shares of masked runs of 1, 2, 3, 4 and 5 words: what the drift law destroys."""

MASKED_SHARE = 0.16
"""Share of the words of a window that are masked."""

NOISY_SHARE = 0.2
"""Share of the windows that get names written over words and words dropped without a trace."""

_APOSTROPHE = "'"
_CLITICS = ("s", "re", "ve", "ll", "d", "m", "t")


@dataclass(frozen=True, slots=True)
class Stream:
    """One text as word pieces."""

    ids: NDArray[np.int32]
    """Piece ids."""

    starts: NDArray[np.bool_]
    """True where a word or mark begins; ``'s`` counts as one word, as treebanks split it."""

    capitals: NDArray[np.bool_]
    """True at pieces of capitalised words that do not open a sentence."""


def read_stream(path: Path, tokenizer: Tokenizer) -> Stream:
    """Return the pieces of the text at ``path``."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        paragraphs = [line.strip() for line in file]
    ids: list[int] = []
    starts: list[bool] = []
    capitals: list[bool] = []
    for first in range(0, len(paragraphs), 512):
        block = paragraphs[first : first + 512]
        for text, encoding in zip(
            block, tokenizer.encode_batch(block, add_special_tokens=False), strict=True
        ):
            pieces, offsets = encoding.tokens, encoding.offsets
            opening = True
            for k, piece in enumerate(pieces):
                inner = piece.startswith("##")
                clitic = (
                    piece in _CLITICS
                    and k > 0
                    and pieces[k - 1] == _APOSTROPHE
                    and offsets[k - 1][1] == offsets[k][0]
                    and (
                        k + 1 == len(pieces)
                        or offsets[k + 1][0] > offsets[k][1]
                        or not pieces[k + 1].isalpha()
                    )
                )
                capital = text[offsets[k][0]].isupper()
                if inner:
                    capitals.append(capitals[-1])
                else:
                    capitals.append(capital and not opening)
                    opening = piece in (".", "!", "?", '"', "”", "“")
                starts.append(not inner and not clitic)
                ids.append(encoding.ids[k])
    return Stream(np.array(ids, np.int32), np.array(starts), np.array(capitals))


class WindowSampler:
    """Draws training windows for ever, the same for the same seed."""

    def __init__(self, streams: dict[str, Stream], seed: int) -> None:
        self._streams = streams
        self._rng = np.random.default_rng(seed)
        self._names = [name for name in MIX if name in streams]
        shares = np.array([MIX[name] for name in self._names])
        self._shares = shares / shares.sum()
        self._orders: dict[str, Iterator[int]] = {name: self._epochs(name) for name in self._names}

    def _epochs(self, name: str) -> Iterator[int]:
        body = WINDOW - 2
        size = len(self._streams[name].ids)
        while True:
            shift = int(self._rng.integers(body))
            places = np.arange(shift, size - body, body)
            yield from map(int, self._rng.permutation(places))

    def draw(self) -> tuple[list[int], list[int], list[int]]:
        """Return piece ids (masked), masked positions and the pieces that stood there."""
        name = self._names[int(self._rng.choice(len(self._names), p=self._shares))]
        stream = self._streams[name]
        first = next(self._orders[name])
        size = WINDOW - 2
        ids = [int(i) for i in stream.ids[first : first + size]]
        starts = [int(k) for k in np.flatnonzero(stream.starts[first : first + size])]
        words = [ids[a:b] for a, b in zip(starts, [*starts[1:], len(ids)], strict=True)]
        if self._rng.random() < NOISY_SHARE:
            words = self._damaged(words, stream, first)
        return self._masked(words)

    def _damaged(self, words: list[list[int]], stream: Stream, first: int) -> list[list[int]]:
        rng = self._rng
        name = self._name(stream, first)
        words = list(words)
        for _ in range(int(rng.integers(1, 4))):
            if len(words) < 20:
                break
            at = int(rng.integers(1, len(words) - 6))
            words[at : at + int(rng.integers(1, 4))] = [name]
        if rng.random() < 0.5:
            del words[int(rng.integers(1, len(words)))]
        return words

    def _name(self, stream: Stream, first: int) -> list[int]:
        """Return a phrase from nearby to write over words: mostly a name, sometimes a few plain words."""
        low = max(0, first - 400)
        near = stream.capitals[low : first + WINDOW]
        places = np.flatnonzero(near)
        if len(places) and self._rng.random() < 0.8:
            at = low + int(self._rng.choice(places))
            begin, end = at, at + 1
            while begin > low and stream.capitals[begin - 1] and at - begin < 6:
                begin -= 1
            while end < len(stream.capitals) and stream.capitals[end] and end - at < 6:
                end += 1
            return [int(i) for i in stream.ids[begin:end]]
        starts = np.flatnonzero(stream.starts[low : first + WINDOW])
        at = int(self._rng.integers(len(starts) - 4))
        return [
            int(i) for i in stream.ids[low + starts[at] : low + starts[at + int(self._rng.integers(1, 4))]]
        ]

    def _masked(self, words: list[list[int]]) -> tuple[list[int], list[int], list[int]]:
        rng = self._rng
        hidden = [False] * len(words)
        budget = max(1, round(len(words) * MASKED_SHARE))
        while budget > 0:
            length = min(budget, 1 + int(rng.choice(len(SPAN_LENGTHS), p=SPAN_LENGTHS)))
            at = int(rng.integers(max(1, len(words) - length)))
            hidden[at : at + length] = [True] * len(hidden[at : at + length])
            budget -= length
        ids, positions, targets = [CLS], [], []
        for word, masked in zip(words, hidden, strict=True):
            for piece in word:
                if len(ids) == WINDOW - 1:
                    break
                if masked:
                    positions.append(len(ids))
                    targets.append(piece)
                ids.append(MASK if masked else piece)
        ids.append(SEP)
        return ids, positions, targets
