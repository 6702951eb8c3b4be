# SPDX-License-Identifier: Apache-2.0
"""Healthy text for the simulator, with everything kept out that is used for measuring."""

import lzma
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

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
}
"""How often a document is drawn from each source: news and lives first, as the damaged archives are."""

_LENGTHS = {"wikinews": (150, 600), "gap": (60, 260)}
_SHINGLE = 8
_HELD_OUT_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Corpus:
    """Paragraphs by source."""

    paragraphs: dict[str, list[str]]

    def draw(self, rng: Random) -> str:
        """Return a random document: consecutive paragraphs of one source, 150 to 1,300 words.

        News and lives are short: longer runs would be about several things.
        """
        source = rng.choices(list(self.paragraphs), [WEIGHTS[name] for name in self.paragraphs])[0]
        paragraphs = self.paragraphs[source]
        wanted = rng.randint(*_LENGTHS.get(source, (150, 1300)))
        index = rng.randrange(len(paragraphs))
        chosen: list[str] = []
        words = 0
        while index < len(paragraphs) and words < wanted:
            chosen.append(paragraphs[index])
            words += paragraphs[index].count(" ") + 1
            index += 1
        return "\n\n".join(chosen)


def load_corpus(folder: Path, measured: Path) -> tuple[Corpus, Corpus]:
    """Return the paragraphs to train on and those held out, from the xz files in ``folder``.

    Paragraphs that share eight words in a row with a clean text of the benchmark in ``measured`` are
    dropped: some sources contain articles the benchmark is made of. The held-out part is the last
    twentieth of every source. Raises ``OSError`` when a file is missing.
    """
    forbidden = {s for path in measured.glob("*.clean.clean.txt") for s in _shingles(path.read_text("utf-8"))}
    train: dict[str, list[str]] = {}
    held_out: dict[str, list[str]] = {}
    for name in WEIGHTS:
        with lzma.open(folder / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
            paragraphs = [line.strip() for line in file if line.strip()]
        kept = _without(paragraphs, forbidden)
        cut = int(len(kept) * (1 - _HELD_OUT_SHARE))
        train[name], held_out[name] = kept[:cut], kept[cut:]
    return Corpus(train), Corpus(held_out)


def _shingles(text: str) -> Iterable[str]:
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def _without(paragraphs: list[str], forbidden: set[str]) -> list[str]:
    return [p for p in paragraphs if not any(shingle in forbidden for shingle in _shingles(p))]
