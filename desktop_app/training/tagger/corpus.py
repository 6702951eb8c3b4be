# SPDX-License-Identifier: Apache-2.0
"""Healthy text for the simulator, with everything kept out that is used for measuring."""

import lzma
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop_app.training.resolved_text import ResolvedText, read_resolved

RESOLVED = "litbank"
"""The source in which people have marked what refers to the same thing."""

WEIGHTS = {
    "wikipedia": 0.48,
    "novels": 0.1,
    "textbooks": 0.08,
    "openstax": 0.08,
    "wikinews": 0.05,
    "masc": 0.05,
    "gap": 0.04,
    "state_union": 0.03,
    "ewt": 0.015,
    "gum": 0.01,
    "wikitext": 0.01,
    "inaugural": 0.005,
    RESOLVED: 0.05,
}
"""How often a document is drawn from each source; small ones not so often that they are learnt by heart."""

CLEARED = frozenset(("wikipedia", "openstax"))
"""Sources that were made without what the benchmark holds."""

_LENGTHS = {"wikinews": (150, 600), "gap": (60, 260)}
_FROM_THE_BEGINNING = 0.6
_LONGEST_ARTICLE = 60
_SHINGLE = 8
_HELD_OUT_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Corpus:
    """Paragraphs by source, an empty one where an article ends, and texts whose clusters are known."""

    paragraphs: dict[str, list[str]]
    resolved: tuple[ResolvedText, ...] = ()

    def draw(self, rng: Random) -> ResolvedText:
        """Return a random document: consecutive paragraphs of one article, 150 to 1,300 words.

        Where a source does not say where its articles end, runs of news and lives are short: longer ones
        would be about several things. Other articles are mostly read from their beginning.
        """
        sources = [*self.paragraphs, *([RESOLVED] if self.resolved else [])]
        source = rng.choices(sources, [WEIGHTS[name] for name in sources])[0]
        wanted = rng.randint(*_LENGTHS.get(source, (150, 1300)))
        if source == RESOLVED:
            return rng.choice(self.resolved).passage(rng, wanted)
        paragraphs = self.paragraphs[source]
        index = rng.randrange(len(paragraphs))
        if rng.random() < _FROM_THE_BEGINNING:
            earlier = range(index - 1, max(-1, index - _LONGEST_ARTICLE), -1)
            index = next((k + 1 for k in earlier if not paragraphs[k]), index)
        chosen: list[str] = []
        words = 0
        while index < len(paragraphs) and words < wanted and (paragraphs[index] or not chosen):
            chosen.append(paragraphs[index])
            words += paragraphs[index].count(" ") + 1
            index += 1
        return ResolvedText("\n\n".join(filter(None, chosen)))


def load_corpus(folder: Path, measured: Path) -> tuple[Corpus, Corpus]:
    """Return the paragraphs to train on and those held out, from the xz files in ``folder``.

    Paragraphs that share eight words in a row with a clean text of the benchmark in ``measured`` are
    dropped: some sources contain articles the benchmark is made of. The held-out part is the last
    twentieth of every source. Raises ``OSError`` when a file is missing.
    """
    forbidden = forbidden_shingles(measured)
    train: dict[str, list[str]] = {}
    held_out: dict[str, list[str]] = {}
    for name in [name for name in WEIGHTS if name != RESOLVED]:
        with lzma.open(folder / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
            paragraphs = [line.strip() for line in file]
        kept = paragraphs if name in CLEARED else without(list(filter(None, paragraphs)), forbidden)
        cut = int(len(kept) * (1 - _HELD_OUT_SHARE))
        train[name], held_out[name] = kept[:cut], kept[cut:]
    texts = read_resolved(folder / f"{RESOLVED}.jsonl.xz")
    cut = int(len(texts) * (1 - _HELD_OUT_SHARE))
    return Corpus(train, texts[:cut]), Corpus(held_out, texts[cut:])


def write_articles(target: Path, articles: Iterable[list[str]]) -> None:
    """Write the paragraphs of ``articles`` to an xz file, one a line, a blank line after each article."""
    with lzma.open(target, "wt", encoding="utf-8") as file:
        for paragraphs in articles:
            file.writelines(f"{text}\n" for text in [*paragraphs, ""])


def forbidden_shingles(measured: Path) -> set[str]:
    """Return every eight words in a row of the clean articles of the benchmark in ``measured``."""
    return {s for path in measured.glob("*.clean.clean.txt") for s in shingles(path.read_text("utf-8"))}


def without(paragraphs: list[str], forbidden: set[str]) -> list[str]:
    """Return the paragraphs that hold none of the ``forbidden`` runs of words."""
    return [p for p in paragraphs if not any(shingle in forbidden for shingle in shingles(p))]


def shingles(text: str) -> Iterable[str]:
    """Yield every eight words in a row, in small letters."""
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))
