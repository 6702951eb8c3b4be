# SPDX-License-Identifier: Apache-2.0
"""Make ``wikipedia.txt.xz``, the prose of English Wikipedia articles, one paragraph a line.

    python -m desktop_app.training.wikipedia_articles FOLDER BENCHMARK GUM.txt.xz wikipedia.txt.xz

FOLDER holds ``Page/*.md`` and ``Abstract/*.md`` of https://github.com/chinapedia/wikipedia.abstract.en
(some 70,000 articles of July 2019 as plain text; CC BY-SA 3.0). Lists, tables, headings, notes and their
marks are left out, and so are articles with little prose, and paragraphs that share eight words in a row
with an article of BENCHMARK or with GUM, on which models are measured. A blank line ends an article.
"""

import argparse
import lzma
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

from desktop_app.training.tagger.corpus import forbidden_shingles, shingles, without, write_articles

_LEAST_WORDS = 12
"""A shorter line is a heading, a caption or an item."""

_LEAST_PROSE = 220
"""Words of prose of an article that is worth keeping: shorter ones are mostly made from tables."""

_MARK = re.compile(r"\[(?:\d+|[a-z]|note \d+|nb \d+|citation needed)\]")
_FILE = re.compile(r"\S+\.(?:jpe?g|png|svg|gif|tiff?|ogg)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"^(?:[-*|#:>]|\d+\.\s|\s{2,}|\[|\w+, [A-Z]\.)"
    r"|[|{}<>\\]|\]\]|\[\[|https?:|www\.|\bCategory:|\bISBN\b|\bpp?\. ?\d"
)
_SHOUTED = re.compile(r"\b[A-ZÀ-Þ]{2,}(?:['’.-]?[A-ZÀ-Þ]+)*\b")
_SENTENCE = re.compile(r"[\w\"“'].*[.!?][\"”’')]*")


def prose(page: str) -> list[str]:
    """Return the paragraphs of running text on a page, tidied."""
    found = []
    for number, line in enumerate(page.split("\n")):
        if _OTHER.search(line):
            continue
        text = re.sub(r"\s+", " ", _FILE.sub("", _MARK.sub("", line)).replace("_", "")).strip()
        if number == 0:
            text = _title_in_small(text)
        if text.count(" ") + 1 >= _LEAST_WORDS and _SENTENCE.fullmatch(text):
            found.append(text)
    return found


def _title_in_small(opening: str) -> str:
    """Return an article's opening with the title, which the source writes in capitals, in plain letters.

    Short words stay: they may be abbreviations.
    """
    end = re.search(r"\b(?:is|was|are|were|refers)\b", opening)
    cut = end.start() if end else 0
    head = _SHOUTED.sub(lambda m: m[0].capitalize() if len(m[0]) > 3 else m[0], opening[:cut])
    return head + opening[cut:]


def _read(path: Path, forbidden: set[str]) -> list[str]:
    kept = without(prose(path.read_text(encoding="utf-8", errors="replace")), forbidden)
    return kept if sum(text.count(" ") + 1 for text in kept) >= _LEAST_PROSE else []


def articles(folder: Path, forbidden: set[str]) -> Iterator[list[str]]:
    """Yield the paragraphs of each article, in an order that depends on nothing but the names."""
    paths = sorted([*folder.glob("Page/*.md"), *folder.glob("Abstract/*.md")])
    Random(0).shuffle(paths)
    with ProcessPoolExecutor() as pool:
        found = pool.map(partial(_read, forbidden=forbidden), paths, chunksize=200)
        yield from (paragraphs for paragraphs in found if paragraphs)


def main() -> None:
    """Write the articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("benchmark", type=Path)
    parser.add_argument("gum", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    with lzma.open(options.gum, "rt", encoding="utf-8") as file:
        forbidden = forbidden_shingles(options.benchmark) | set(shingles(file.read()))
    write_articles(options.target, articles(options.folder, forbidden))


if __name__ == "__main__":
    main()
