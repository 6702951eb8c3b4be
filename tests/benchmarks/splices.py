# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.splices [FOLDER] [--no-model] [--time]``: the drift decoder against gold.

FOLDER holds ``NAME.STYLE.damaged.txt`` and ``.gold.json``; by default the benchmark that may lie beside
the checkout. Printed are, per style, recall and precision at several certainties, how many lost words
and shifts were right, how well certainties are calibrated, and the time it took.
"""

import json
import sys
import tracemalloc
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from desktop_app.repair.detector import CancelToken, no_progress
from desktop_app.repair.detectors.splices import LEAST_CERTAINTY, SpliceDetector
from desktop_app.repair.splices.fitted import packaged_models
from desktop_app.repair.splices.networks import packaged_networks
from desktop_app.repair.splices.search import Findings, find_copies

FOLDER = Path(__file__).parents[3] / "shared" / "bench" / "dev"
LEAST_SHOWN = 0.05
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
SIZES = (5_000, 20_000, 100_000)


@dataclass(frozen=True, slots=True)
class Copy:
    """A write in the gold."""

    start: int
    end: int
    changed: bool
    lost: int
    drift: int
    stands: bool
    """Whether its mention still stands."""


def gold_copies(path: Path, text: str) -> list[Copy]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    whole = {k for e in gold["elements"] if e["kind"] == "tok" for k in e["orig"]}
    return [
        Copy(
            e["start"],
            e["end"],
            " ".join(gold["words"][k] for k in e["orig"]) != text[e["start"] : e["end"]],
            len(e["source"].split()),
            e["drift"],
            e["source_token"] in whole,
        )
        for e in gold["elements"]
        if e["kind"] == "splice"
    ]


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    copies: list[Copy]
    findings: Findings

    def spans(self, least: float) -> list[tuple[int, int, float]]:
        found = []
        for judgement in self.findings.judgements:
            if judgement.certainty >= least:
                candidate = self.findings.candidates[judgement.candidate]
                span = self.findings.table.span(candidate.start, candidate.end)
                found.append((span.start, span.end, judgement.certainty))
        return found


def overlap(a: tuple[int, int, float], copies: list[Copy]) -> bool:
    return any(a[0] < c.end and a[1] > c.start for c in copies)


def print_styles(styles: dict[str, list[Case]]) -> None:
    print("recall / precision / false per 1,000 words at least this certain")
    print("style".ljust(9) + "".join(f"{step:>21}" for step in STEPS))
    for style, cases in sorted(styles.items()):
        line = style.ljust(9)
        words = sum(len(case.text.split()) for case in cases)
        changed = sum(c.changed for case in cases for c in case.copies)
        for step in STEPS:
            spans = [(case, case.spans(step)) for case in cases]
            right = sum(overlap(s, case.copies) for case, found in spans for s in found)
            total = sum(len(found) for _, found in spans)
            hit = sum(
                any(s[0] < c.end and s[1] > c.start for s in found)
                for case, found in spans
                for c in case.copies
                if c.changed
            )
            recall = hit / changed if changed else 0.0
            precision = right / total if total else 0.0
            line += f"   {recall:5.3f} {precision:5.3f} {1000 * (total - right) / words:5.2f}"
        print(line)


def print_law(styles: dict[str, list[Case]]) -> None:
    print("\nof the copies found exactly: shift right, lost words right where the mention still stands")
    for style, cases in sorted(styles.items()):
        if style in ("clean", "aligned"):
            continue
        shift, lost = Counter[bool](), Counter[bool]()
        for case in cases:
            gold = {(c.start, c.end): c for c in case.copies}
            for judgement in case.findings.judgements:
                candidate = case.findings.candidates[judgement.candidate]
                span = case.findings.table.span(candidate.start, candidate.end)
                copy = gold.get((span.start, span.end))
                if copy is None or judgement.certainty < LEAST_CERTAINTY:
                    continue
                shift[copy.drift == judgement.drift] += 1
                if copy.stands:
                    chosen = max(judgement.lost, key=lambda n: judgement.lost[n])
                    lost[copy.lost == chosen] += 1
        print(f"{style.ljust(9)} {shift[True] / shift.total():.3f} {lost[True] / lost.total():.3f}")


def print_calibration(styles: dict[str, list[Case]]) -> None:
    print("\ncertainty shown, places, share right")
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for cases in styles.values():
        for case in cases:
            for span in case.spans(LEAST_SHOWN):
                bins[min(9, int(10 * span[2]))].append((span[2], overlap(span, case.copies)))
    for number, found in sorted(bins.items()):
        shown = sum(c for c, _ in found) / len(found)
        print(f"{number / 10:.1f}  {shown:.2f}  {len(found):5}  {sum(r for _, r in found) / len(found):.2f}")


def print_time(texts: list[str], *, neural: bool) -> None:
    print("\nwords, words per second, peak memory of Python objects for a quarter of them in MB")
    detector = SpliceDetector(neural=neural)
    whole = "\n\n".join(texts)
    while len(whole.split()) < max(SIZES):
        whole += "\n\n" + whole
    for size in SIZES:
        text = whole[: next(i for i in range(size * 5, len(whole)) if whole[i] == " ")]
        words = len(text.split())
        started = perf_counter()
        list(detector.detect(text, CancelToken(), no_progress))
        took = perf_counter() - started
        tracemalloc.start()
        list(SpliceDetector(neural=False).detect(text[: len(text) // 4], CancelToken(), no_progress))
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"{words:7,} {words / took:8,.0f} {peak:8.0f}")


def main(folder: Path, *, neural: bool, timed: bool) -> None:
    if not folder.is_dir():
        print(f"There is no benchmark in {folder}; name its folder.")
        return
    networks = packaged_networks() if neural else None
    print("with the neural models" if networks else "without a neural model")
    styles: dict[str, list[Case]] = defaultdict(list)
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = (folder / f"{name}.damaged.txt").read_text(encoding="utf-8")
        findings = find_copies(text, packaged_models(), networks, LEAST_SHOWN, CancelToken())
        styles[name.rsplit(".", 1)[1]].append(Case(text, gold_copies(path, text), findings))
    print_styles(styles)
    print_law(styles)
    print_calibration(styles)
    if timed:
        print_time([case.text for case in styles.get("prose", ())], neural=neural)


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    main(
        Path(arguments[0]) if arguments else FOLDER,
        neural="--no-model" not in sys.argv,
        timed="--time" in sys.argv,
    )
