# SPDX-License-Identifier: Apache-2.0
"""Training text as streams of word pieces, some of it damaged as the texts are where the model is used.

Texts are ``<name>.txt.xz``, one paragraph a line. GUM is held out entirely: the ranking is fitted and
measured on it.
"""

import lzma
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MIX = {
    "wikipedia": 0.655,
    "novels": 0.10,
    "openstax": 0.08,
    "textbooks": 0.055,
    "masc": 0.03,
    "wikinews": 0.025,
    "gap": 0.018,
    "state_union": 0.012,
    "ewt": 0.012,
    "wikitext": 0.007,
    "inaugural": 0.006,
}
"""Share of the windows drawn from each text: small ones as often as can be without learning them by heart."""

STRETCH = 126
"""Pieces within which a text is damaged; about what the model sees at once."""

NOISY_SHARE = 0.2
"""Share of the stretches that get names written over words and words dropped without a trace."""

_APOSTROPHE = "'"
_CLITICS = ("s", "re", "ve", "ll", "d", "m", "t")
_PARAGRAPHS = 4_000
"""Paragraphs that one process reads at a time."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One text as word pieces."""

    ids: NDArray[np.uint16]
    """Piece ids."""

    starts: NDArray[np.bool_]
    """True where a word or mark begins; ``'s`` counts as one word, as treebanks split it."""

    capitals: NDArray[np.bool_]
    """True at pieces of capitalised words that do not open a sentence."""


def read_streams(folder: Path, tokenizer: Path, seed: int) -> dict[str, Stream]:
    """Return the texts of ``MIX`` in ``folder`` as pieces, a share of their stretches damaged."""
    return {name: read_stream(folder / f"{name}.txt.xz", tokenizer, seed) for name in MIX}


def read_stream(path: Path, tokenizer: Path, seed: int) -> Stream:
    """Return the text at ``path`` as pieces, a share of its stretches damaged, the same for the same seed."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        paragraphs = [line.strip() for line in file]
    blocks = [paragraphs[k : k + _PARAGRAPHS] for k in range(0, len(paragraphs), _PARAGRAPHS)]
    with ProcessPoolExecutor() as pool:
        parts = list(pool.map(partial(_read_block, tokenizer=tokenizer, seed=seed), blocks))
    return _joined(parts)


def _read_block(paragraphs: Sequence[str], tokenizer: Path, seed: int) -> Stream:
    reader = Tokenizer.from_file(str(tokenizer))
    reader.no_truncation()
    reader.no_padding()
    stream = pieces_of(paragraphs, reader)
    return damaged(stream, np.random.default_rng([seed, len(stream.ids)]))


def _joined(parts: Sequence[Stream]) -> Stream:
    return Stream(
        np.concatenate([part.ids for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.capitals for part in parts]),
    )


def pieces_of(paragraphs: Iterable[str], tokenizer: Tokenizer) -> Stream:
    """Return ``paragraphs`` as pieces, one after the other."""
    texts = list(paragraphs)
    ids: list[int] = []
    starts: list[bool] = []
    capitals: list[bool] = []
    for text, encoding in zip(texts, tokenizer.encode_batch(texts, add_special_tokens=False), strict=True):
        pieces, offsets = encoding.tokens, encoding.offsets
        opening = True
        for k, piece in enumerate(pieces):
            inner = piece.startswith("##")
            clitic = (
                piece in _CLITICS
                and k > 0
                and pieces[k - 1] == _APOSTROPHE
                and offsets[k - 1][1] == offsets[k][0]
                and (k + 1 == len(pieces) or offsets[k + 1][0] > offsets[k][1] or not pieces[k + 1].isalpha())
            )
            capital = text[offsets[k][0]].isupper()
            if inner:
                capitals.append(capitals[-1])
            else:
                capitals.append(capital and not opening)
                opening = piece in (".", "!", "?", '"', "”", "“")
            starts.append(not inner and not clitic)
            ids.append(encoding.ids[k])
    return Stream(np.array(ids, np.uint16), np.array(starts, np.bool_), np.array(capitals, np.bool_))


def damaged(stream: Stream, rng: np.random.Generator) -> Stream:
    """Return ``stream`` with names written over words, and words lost, in some of its stretches."""
    parts: list[Stream] = []
    for first in range(0, len(stream.ids), STRETCH):
        part = _cut(stream, first, first + STRETCH)
        parts.append(_damaged_stretch(part, stream, first, rng) if rng.random() < NOISY_SHARE else part)
    return _joined(parts) if parts else stream


def _cut(stream: Stream, first: int, last: int) -> Stream:
    return Stream(stream.ids[first:last], stream.starts[first:last], stream.capitals[first:last])


def _damaged_stretch(part: Stream, stream: Stream, first: int, rng: np.random.Generator) -> Stream:
    words = _words(part)
    if len(words) < 20:
        return part
    name = _name(stream, first, rng)
    for _ in range(int(rng.integers(1, 4))):
        if len(words) < 20:
            break
        at = int(rng.integers(1, len(words) - 6))
        words[at : at + int(rng.integers(1, 4))] = [name]
    if rng.random() < 0.5:
        del words[int(rng.integers(1, len(words)))]
    return _joined(words)


def _words(part: Stream) -> list[Stream]:
    starts = [int(k) for k in np.flatnonzero(part.starts)]
    ends = [*starts[1:], len(part.ids)]
    head = [_cut(part, 0, starts[0])] if starts and starts[0] else []
    return head + [_cut(part, a, b) for a, b in zip(starts, ends, strict=True)]


def _name(stream: Stream, first: int, rng: np.random.Generator) -> Stream:
    """Return a phrase from nearby to write over words: mostly a name, sometimes a few plain words."""
    low = max(0, first - 400)
    near = stream.capitals[low : first + STRETCH]
    places = np.flatnonzero(near)
    if len(places) and rng.random() < 0.8:
        begin = low + int(rng.choice(places))
        end = begin + 1
        at = begin
        while begin > low and stream.capitals[begin - 1] and at - begin < 6:
            begin -= 1
        while end < len(stream.capitals) and stream.capitals[end] and end - at < 6:
            end += 1
        return _cut(stream, begin, end)
    starts = np.flatnonzero(stream.starts[low : first + STRETCH])
    k = int(rng.integers(len(starts) - 4))
    return _cut(stream, low + int(starts[k]), low + int(starts[k + int(rng.integers(1, 4))]))
