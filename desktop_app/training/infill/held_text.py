# SPDX-License-Identifier: Apache-2.0
"""Documents that no model of this recipe was trained on: GUM without the articles of the benchmark."""

import lzma
import re
from pathlib import Path

_SHINGLE = 8
_LEAST_WORDS, _MOST_WORDS = 350, 1100
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?<![.!?\"”] )\b[A-Z]\w{3,}")


def held_documents(gum: Path, benchmark: Path) -> list[str]:
    """Return documents of the text at ``gum`` that share no eight words with an article of ``benchmark``.

    ``gum`` has one paragraph a line and no marks between documents: a new one is taken to begin where
    the names of the last paragraphs do not come back.
    """
    seen: set[tuple[str, ...]] = set()
    for path in sorted(benchmark.glob("*.clean.clean.txt")):
        seen |= _shingles(path.read_text(encoding="utf-8"))
    with lzma.open(gum, "rt", encoding="utf-8") as file:
        paragraphs = [line.strip() for line in file]
    kept = [p for p in paragraphs if p and not (_shingles(p) & seen)]
    documents: list[list[str]] = [[]]
    for number, paragraph in enumerate(kept):
        size = sum(len(p.split()) for p in documents[-1])
        names = set(_NAME.findall(" ".join(documents[-1][-8:])))
        coming = set(_NAME.findall(" ".join(kept[number : number + 4])))
        if size > _MOST_WORDS or (size > _LEAST_WORDS and len(names & coming) <= 1):
            documents.append([])
        documents[-1].append(paragraph)
    return ["\n\n".join(d) for d in documents if sum(len(p.split()) for p in d) >= _LEAST_WORDS]


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = [w.lower() for w in _WORD.findall(text)]
    return {tuple(words[k : k + _SHINGLE]) for k in range(len(words) - _SHINGLE + 1)}
