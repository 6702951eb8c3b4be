# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.large [MEGABYTES ...]``: time and memory from a file to its suggestions.

1, 10 and 50 MB of the sample article, damaged, over and over with other numbers in it. Each size runs
in a process of its own, so that the peak of its memory is its own.
"""

import json
import resource as system
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from threading import Thread, Timer

from desktop_app.documents.loading import open_document
from desktop_app.repair.detector import CancelledError, CancelToken
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import Suggestion
from desktop_app.resources import resource
from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.history import History
from desktop_app.review.session import ReviewSession

LIMIT = 150.0
"""Seconds after which detection is cut off; what was found until then is what counts."""

ALLOWED = 300
"""Megabytes that may be used besides 20 times the text."""


def large_text(megabytes: float) -> str:
    """Return that much damaged text, no two articles of it the same."""
    random = Random(1)
    article = resource("samples", "article.txt").read_text("utf-8")
    words = article.split(" ")
    parts: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        changed = [
            f"{random.choice(words)}{random.randrange(100)}" if random.random() < 0.03 else w for w in words
        ]
        parts.append(" ".join(changed))
        size += len(parts[-1].encode()) + 1
    return "\n".join(parts)


def measure(path: Path) -> dict[str, float]:
    """Open, detect, decide, save; return seconds and megabytes."""
    figures: dict[str, float] = {}
    bare = _memory()
    started = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal started
        figures[name] = round(time.perf_counter() - started, 3)
        started = time.perf_counter()

    document = open_document(path)
    lap("open")
    suggestions, told = _detected(document.text)
    lap("detection")
    figures |= told
    figures["suggestions"] = len(suggestions)
    figures["peak after detection, MB"] = _memory()
    session, history = ReviewSession(document, suggestions), History()
    ids = [s.id for s in session.suggestions]
    started = time.perf_counter()
    change = session.decide(ids, Verdict.ACCEPTED)
    session.apply(change)
    history.push(change)
    lap("accept all")
    figures["result"] = len(session.result)
    lap("compute result")
    with tempfile.TemporaryDirectory() as folder:
        autosave = Autosave(document, folder=Path(folder))
        autosave.record(session, history)
        lap("record (in the window)")
        autosave.flush(600)
        lap("project on the disk")
        assert autosave.path
        figures["project, MB"] = round(autosave.path.stat().st_size / 1e6, 1)
        autosave.close()
    figures["cancel answers, ms"] = _cancelled(document.text)
    figures["peak, MB"] = _memory()
    figures["bare, MB"] = bare
    return figures


def _detected(text: str) -> tuple[tuple[Suggestion, ...], dict[str, float]]:
    """Return what was found within ``LIMIT``, and when the first mark and each detector's end came."""
    started = time.perf_counter()
    token = CancelToken()
    timer = Timer(LIMIT, token.cancel)
    timer.start()
    parts: list[tuple[Suggestion, ...]] = [()]
    told: dict[str, float] = {}
    steps: list[tuple[str, float]] = []

    def deliver(part: tuple[Suggestion, ...]) -> None:
        if "first marks" not in told:
            told["first marks"] = round(time.perf_counter() - started, 3)
        parts[:] = [part]

    def progress(what: str, share: float) -> None:
        if not steps or steps[-1][0] != what:
            steps.append((what, time.perf_counter() - started))

    try:
        found = find_suggestions(text, cancel=token, progress=progress, deliver=deliver).suggestions
    except CancelledError:
        found = parts[-1]
        told["cut off at, s"] = LIMIT
    timer.cancel()
    searching = [since for what, since in steps if what == "splices"]
    if searching:
        told["all but splices"] = round(searching[0], 3)
    return found, told


def _cancelled(text: str) -> float:
    """Return how long, at worst, cancelling takes to answer, in milliseconds."""
    worst = 0.0
    for delay in (0.1, 0.4, 1.0, 2.5):
        token = CancelToken()

        def run(token: CancelToken = token) -> None:
            try:
                find_suggestions(text, cancel=token)
            except CancelledError:
                return

        thread = Thread(target=run)
        thread.start()
        time.sleep(delay)
        token.cancel()
        before = time.perf_counter()
        thread.join()
        worst = max(worst, time.perf_counter() - before)
    return round(worst * 1000, 1)


def _memory() -> float:
    return round(system.getrusage(system.RUSAGE_SELF).ru_maxrss / 1024, 1)


def main(sizes: list[float]) -> None:
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "large.txt"
            path.write_text(large_text(size), encoding="utf-8")
            output = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.large", "--measure", str(path)],
                check=True,
                capture_output=True,
                text=True,
            )
        figures = json.loads(output.stdout)
        allowed = 20 * size + ALLOWED
        figures["allowed, MB"] = allowed
        rows.append((size, figures))
        print(f"{size:g} MB: {json.dumps(figures)}", flush=True)
    names = list(dict.fromkeys(name for _, figures in rows for name in figures))
    print("\n| | " + " | ".join(f"{size:g} MB" for size, _ in rows) + " |")
    print("|---|" + "---|" * len(rows))
    for name in names:
        print(f"| {name} | " + " | ".join(f"{figures.get(name, '–')}" for _, figures in rows) + " |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(Path(sys.argv[2]))))
    else:
        main([float(word) for word in sys.argv[1:]] or [1, 10, 50])
