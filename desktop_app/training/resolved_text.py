# SPDX-License-Identifier: Apache-2.0
"""Healthy text in which people have marked what refers to the same thing."""

import json
import lzma
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop_app.text.span import Span

_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class ResolvedText:
    """A text and its clusters."""

    text: str
    """Paragraphs parted by blank lines."""

    clusters: tuple[tuple[Span, ...], ...] = ()
    """Mentions of one thing each, in code points of ``text``; they may nest. None are known where empty."""

    def passage(self, rng: Random, words: int) -> "ResolvedText":
        """Return a random run of whole paragraphs of at least ``words`` words, if there are so many."""
        paragraphs = self.text.split(_BREAK)
        starts = [0]
        for paragraph in paragraphs:
            starts.append(starts[-1] + len(paragraph) + len(_BREAK))
        first = last = rng.randrange(len(paragraphs))
        count = 0
        while last < len(paragraphs) and count < words:
            count += paragraphs[last].count(" ") + 1
            last += 1
        low, high = starts[first], starts[last] - len(_BREAK)
        inside = (
            tuple(
                Span(span.start - low, span.end - low)
                for span in cluster
                if low <= span.start and span.end <= high
            )
            for cluster in self.clusters
        )
        return ResolvedText(self.text[low:high], tuple(cluster for cluster in inside if len(cluster) > 1))


def write_resolved(texts: Iterable[ResolvedText], path: Path) -> None:
    """Write one text a line, as JSON, xz-packed."""
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for one in texts:
            clusters = [[[span.start, span.end] for span in cluster] for cluster in one.clusters]
            file.write(json.dumps({"text": one.text, "clusters": clusters}, ensure_ascii=False) + "\n")


def read_resolved(path: Path) -> tuple[ResolvedText, ...]:
    """Read what ``write_resolved`` wrote. Raises ``OSError``."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return tuple(
        ResolvedText(
            row["text"], tuple(tuple(Span(*span) for span in cluster) for cluster in row["clusters"])
        )
        for row in rows
    )
