# SPDX-License-Identifier: Apache-2.0
"""How good the suggestions are: ``python -m tests.benchmarks.repair [--only DETECTOR,...] [--words]``.

Runs the pipeline over the damaged articles beside the checkout and prints the scorer's figures, then
how often suggestions are right against how sure they said they were: by kind, by lane, and for spacing
by series. Confidences are set from these tables. ``--words`` lets the infill stage find words too.
Last it compares ten damaged articles with their originals: accepting all must give the original.
"""

import argparse
import importlib.util
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from desktop_app.repair.comparison import compare_texts
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.infill import InfillRefiner
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.policy import lane
from desktop_app.text.edits import Edit, apply_edits

BENCH = Path(__file__).parents[3] / "shared" / "bench"
SPACES = (DamageKind.SPACING, DamageKind.PARAGRAPH)


@dataclass(slots=True)
class Tally:
    """Suggestions of one sort."""

    count: int = 0
    right: int = 0
    confidence: float = 0.0

    def add(self, suggestion: Suggestion, right: bool) -> None:
        self.count += 1
        self.right += right
        self.confidence += suggestion.confidence


def main() -> int:
    """Print the tables; return 1 where the benchmark is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="names of detectors, with commas")
    parser.add_argument("--words", action="store_true", help="find words for what was lost, too")
    arguments = parser.parse_args()
    if not (BENCH / "score.py").exists():
        print(f"The benchmark is not at {BENCH}; nothing was measured.", file=sys.stderr)
        return 1
    scorer = load_scorer()
    names = set(filter(None, arguments.only.split(",")))
    refiner = InfillRefiner() if arguments.words else None
    detectors = [d for d in DETECTORS if not names or d.name in names]
    totals: dict[str, dict[str, Any]] = {}
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    began = time.perf_counter()
    for gold_path in sorted((BENCH / "dev").glob("*.gold.json")):
        base = gold_path.with_name(gold_path.name.removesuffix(".gold.json"))
        text = Path(f"{base}.damaged.txt").read_text(encoding="utf-8")
        analysis = find_suggestions(text, detectors=detectors, refiner=refiner)
        for failure in analysis.failures:
            print(f"{base.name}: {failure.detector} failed\n{failure.details}", file=sys.stderr)
        result = scorer.score_case(base, [record(s) for s in analysis.suggestions])
        style = base.name.rsplit(".", 1)[1]
        for name in (style, "ALL"):
            scorer.add(totals.setdefault(name, {}), result)
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        for suggestion, right in judged(text, gold, analysis.suggestions, scorer):
            for key in keys(suggestion):
                tallies[key].add(suggestion, right)
    print_scores(scorer, totals)
    print_tallies(tallies)
    print(f"\n{time.perf_counter() - began:.1f} s")
    print_comparisons()
    return 0


def print_comparisons() -> None:
    """Print how many of ten originals come back when every difference is accepted."""
    cases = sorted((BENCH / "dev").glob("*.seed.damaged.txt"))[:10]
    exact = count = 0
    began = time.perf_counter()
    for case in cases:
        damaged = case.read_text(encoding="utf-8")
        clean = case.with_name(case.name.replace(".damaged.", ".clean.")).read_text(encoding="utf-8")
        differences = compare_texts(damaged, clean)
        result, _ = apply_edits(damaged, [Edit(s.span, s.replacement) for s in differences])
        exact += result == clean
        count += len(differences)
    seconds = time.perf_counter() - began
    print(f"compare: {exact} of {len(cases)} originals exactly, {count} differences, {seconds:.2f} s")


def load_scorer() -> ModuleType:
    """Import the benchmark's own scorer."""
    spec = importlib.util.spec_from_file_location("benchmark_scorer", BENCH / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(suggestion: Suggestion) -> dict[str, Any]:
    """Return what the scorer reads."""
    return {
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "replacement": suggestion.replacement,
        "alternatives": [{"text": a.text} for a in suggestion.alternatives],
    }


def keys(suggestion: Suggestion) -> Iterable[tuple[str, str]]:
    """Yield the rows of the tables in which a suggestion counts."""
    yield "kind", suggestion.kind.value
    yield "lane", f"{lane(suggestion).value}: {suggestion.kind.value}"
    yield "lane", f"{lane(suggestion).value}: all"
    if suggestion.kind in SPACES:
        yield "series", suggestion.series


def judged(
    text: str, gold: dict[str, Any], suggestions: Iterable[Suggestion], scorer: ModuleType
) -> Iterable[tuple[Suggestion, bool]]:
    """Yield the suggestions that the gold data can judge, and whether each is right by itself.

    White space is right where the boundary is as in the original; words are right where the elements
    that the suggestion touches become what stood there.
    """
    elements = gold["elements"]
    spaced = {
        left["end"]: bool(gold["spaces"][left["orig"][0]])
        for left, right in pairwise(elements)
        if left["kind"] == right["kind"] == "tok" and right["orig"][0] == left["orig"][0] + 1
    }
    breaks = {
        position for e in elements if e["kind"] == "par" for position in range(e["start"] - 1, e["end"] + 1)
    }
    for suggestion in suggestions:
        start, end = suggestion.span.start, suggestion.span.end
        if suggestion.kind is DamageKind.PARAGRAPH:
            yield suggestion, start in breaks or start + 1 in breaks
        elif suggestion.kind is DamageKind.SPACING:
            if start in spaced:
                yield suggestion, (suggestion.replacement != "") == spaced[start]
        elif suggestion.alternatives:
            touched = [e for e in elements if e["start"] < end and e["end"] > start and e["kind"] != "par"]
            if touched:
                low, high = min(start, touched[0]["start"]), max(end, touched[-1]["end"])
                want = scorer.gold_string(gold, [k for e in touched for k in e["orig"]])
                made = text[low:start] + suggestion.replacement + text[end:high]
                yield suggestion, scorer.norm(made) == scorer.norm(want)


def print_scores(scorer: ModuleType, totals: dict[str, dict[str, Any]]) -> None:
    """Print the scorer's table."""
    columns = ["recall", "precision", "top1", "top5", "gaps", "spacing", "false1k", "undone", "bad"]
    print("style".ljust(9) + "".join(column.rjust(10) for column in columns))
    for style, total in sorted(totals.items()):
        figures = scorer.figures(total)
        print(style.ljust(9) + "".join(str(figures[column]).rjust(10) for column in columns))


def print_tallies(tallies: dict[tuple[str, str], Tally]) -> None:
    """Print how often suggestions are right against how sure they said they were."""
    for table in ("kind", "lane", "series"):
        print(f"\n{table.ljust(44)}{'count':>8}{'right':>8}{'said':>8}")
        for (of, name), tally in sorted(tallies.items()):
            if of == table:
                right, said = tally.right / tally.count, tally.confidence / tally.count
                print(f"{name.ljust(44)}{tally.count:>8}{right:>8.3f}{said:>8.3f}")


if __name__ == "__main__":
    sys.exit(main())
