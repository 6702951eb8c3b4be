# SPDX-License-Identifier: Apache-2.0
"""Make ``litbank.jsonl.xz``, openings of novels with their coreference, from LitBank.

    python -m desktop_app.training.resolved_novels FOLDER litbank.jsonl.xz

FOLDER holds ``coref/conll/*.conll`` of https://github.com/dbamman/litbank (Bamman, Lewke and Mansoor 2020;
CC BY 4.0). The words come in tokens; they are joined as people write, by the program's own spacing rules.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from desktop_app.repair.detector import CancelToken, no_progress
from desktop_app.repair.detectors.spacing import SpacingDetector
from desktop_app.text.edits import Edit, apply_edits
from desktop_app.text.span import Span
from desktop_app.training.resolved_text import ResolvedText, write_resolved

_SENTENCES = 5
"""In a paragraph: where the novels have theirs is not told."""

_FORM = 3
_BREAK = "\n\n"


def resolved(lines: Iterable[str]) -> ResolvedText:
    """Return the text of one file in CoNLL 2012's columns, and its clusters of two and more mentions."""
    text = ""
    open_at: dict[str, list[int]] = defaultdict(list)
    clusters: dict[str, list[Span]] = defaultdict(list)
    sentences = 0
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) <= _FORM:
            if text and not line.startswith("#"):
                sentences += 1
                text = text[:-1] + (_BREAK if sentences % _SENTENCES == 0 else " ")
            continue
        start = len(text)
        text += columns[_FORM] + " "
        for mark in columns[-1].split("|"):
            name = mark.strip("()")
            if mark.startswith("("):
                open_at[name].append(start)
            if mark.endswith(")"):
                clusters[name].append(Span(open_at[name].pop(), len(text) - 1))
    return _as_written(text.rstrip(), clusters.values())


def _as_written(tokenised: str, clusters: Iterable[list[Span]]) -> ResolvedText:
    found = SpacingDetector().detect(tokenised, CancelToken(), no_progress)
    written, places = apply_edits(tokenised, [Edit(one.span, one.replacement) for one in found])
    return ResolvedText(
        written,
        tuple(
            tuple(Span(places.to_result(s.start), places.to_result(s.end)) for s in sorted(cluster))
            for cluster in clusters
            if len(cluster) > 1
        ),
    )


def main() -> None:
    """Write the texts, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    paths = sorted(options.folder.glob("coref/conll/*.conll"))
    write_resolved(
        (resolved(path.read_text(encoding="utf-8").splitlines()) for path in paths), options.target
    )


if __name__ == "__main__":
    main()
