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
    "wikinews": 0.26,
    "gap": 0.12,
    "gum": 0.06,
    "masc": 0.12,
    "wikitext": 0.09,
    "ewt": 0.05,
    "textbooks": 0.17,
    "novels": 0.09,
    "state_union": 0.03,
    "inaugural": 0.01,
    RESOLVED: 0.1,
}
"""How often a document is drawn from each source: news and lives first, as the damaged archives are."""

_LENGTHS = {"wikinews": (150, 600), "gap": (60, 260)}
_SHINGLE = 8
_HELD_OUT_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Corpus:
    """Paragraphs by source, and texts whose clusters are known."""

    paragraphs: dict[str, list[str]]
    resolved: tuple[ResolvedText, ...] = ()

    def draw(self, rng: Random) -> ResolvedText:
        """Return a random document: consecutive paragraphs of one source, 150 to 1,300 words.

        News and lives are short: longer runs would be about several things.
        """
        sources = [*self.paragraphs, *([RESOLVED] if self.resolved else [])]
        source = rng.choices(sources, [WEIGHTS[name] for name in sources])[0]
        wanted = rng.randint(*_LENGTHS.get(source, (150, 1300)))
        if source == RESOLVED:
            return rng.choice(self.resolved).passage(rng, wanted)
        paragraphs = self.paragraphs[source]
        index = rng.randrange(len(paragraphs))
        chosen: list[str] = []
        words = 0
        while index < len(paragraphs) and words < wanted:
            chosen.append(paragraphs[index])
            words += paragraphs[index].count(" ") + 1
            index += 1
        return ResolvedText("\n\n".join(chosen))


def load_corpus(folder: Path, measured: Path) -> tuple[Corpus, Corpus]:
    """Return the paragraphs to train on and those held out, from the xz files in ``folder``.

    Paragraphs that share eight words in a row with a clean text of the benchmark in ``measured`` are
    dropped: some sources contain articles the benchmark is made of. The held-out part is the last
    twentieth of every source. Raises ``OSError`` when a file is missing.
    """
    forbidden = {s for path in measured.glob("*.clean.clean.txt") for s in _shingles(path.read_text("utf-8"))}
    train: dict[str, list[str]] = {}
    held_out: dict[str, list[str]] = {}
    for name in [name for name in WEIGHTS if name != RESOLVED]:
        with lzma.open(folder / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
            paragraphs = [line.strip() for line in file if line.strip()]
        kept = _without(paragraphs, forbidden)
        cut = int(len(kept) * (1 - _HELD_OUT_SHARE))
        train[name], held_out[name] = kept[:cut], kept[cut:]
    texts = read_resolved(folder / f"{RESOLVED}.jsonl.xz")
    cut = int(len(texts) * (1 - _HELD_OUT_SHARE))
    return Corpus(train, texts[:cut]), Corpus(held_out, texts[cut:])


def _shingles(text: str) -> Iterable[str]:
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def _without(paragraphs: list[str], forbidden: set[str]) -> list[str]:
    return [p for p in paragraphs if not any(shingle in forbidden for shingle in _shingles(p))]
