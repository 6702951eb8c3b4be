# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.large [MEGABYTES ...] [--no-window]``: what large texts cost.

1, 10 and 50 MB of damaged articles: time and memory from a file to its suggestions and, in the real
window, how long the event loop was not served while damage is looked for, the editor scrolls and decides;
besides the wall clock the same less the waits for a core, where the system tells them, and the processor
time of the window's own thread, which a busy machine distorts less. Each size runs in processes of its own,
so that the peak of memory is its own: for the window, what it and the process that looks for damage take
together. ``--served FILE [SECONDS]`` watches the window only, by default for a minute.
"""

import json
import os
import resource as system
import subprocess
import sys
import tempfile
import time
from collections import Counter
from math import ceil
from pathlib import Path
from random import Random
from threading import Thread, Timer

from desktop_app.documents.loading import open_document
from desktop_app.repair.detector import CancelledError, CancelToken
from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.repair.pipeline import find_packed
from desktop_app.resources import resource
from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.history import History
from desktop_app.review.session import ReviewSession
from desktop_app.worker.allocator import give_back_freed_memory
from tests.retold import retold

LIMIT = 150.0
"""Seconds after which detection is cut off; what was found until then is what counts."""

TELLINGS = 50
"""Articles until one comes again, with other numbers in it."""

WINDOW_LIMIT = 60.0
"""Seconds for which the window is watched, unless everything is found sooner."""

_WAITS = Path(f"/proc/self/task/{os.getpid()}/schedstat")
"""Linux: time on a core and time waited for one, nanoseconds."""

_WATCHED = "--watched"

_SAMPLE = 0.5
"""Seconds between two looks at the memory of a process and its children."""

ACT_EVERY = 0.3
"""Seconds between two acts of the editor, a decision and a scroll of one line each."""

ALLOWED = 300
"""Megabytes that may be used besides 20 times the text."""


def large_text(megabytes: float) -> str:
    """Return that much damaged text: the sample article about other people and things, over and over."""
    random = Random(1)
    article = resource("samples", "article.txt").read_text("utf-8")
    tellings = [retold(seed, other_people=True, text=article).split(" ") for seed in range(TELLINGS)]
    parts: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        words = tellings[len(parts) % TELLINGS]
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


def _detected(text: str) -> tuple[PackedSuggestions, dict[str, float]]:
    """Return what was found within ``LIMIT``, and when the first mark and each detector's end came."""
    started = time.perf_counter()
    token = CancelToken()
    timer = Timer(LIMIT, token.cancel)
    timer.start()
    parts = [pack(())]
    told: dict[str, float] = {}
    steps: list[tuple[str, float]] = []

    def deliver(part: PackedSuggestions) -> None:
        if "first marks" not in told:
            told["first marks"] = round(time.perf_counter() - started, 3)
        parts[:] = [part]

    def progress(what: str, share: float) -> None:
        if not steps or steps[-1][0] != what:
            steps.append((what, time.perf_counter() - started))

    try:
        found, _ = find_packed(text, cancel=token, progress=progress, deliver=deliver)
    except CancelledError:
        found = parts[-1]
        told["cut off at, s"] = LIMIT
    timer.cancel()
    searching = [since for what, since in steps if what == "splices"]
    if searching:
        told["all but splices"] = round(searching[0], 3)
    return found, told


def served(path: Path, seconds: float = WINDOW_LIMIT) -> dict[str, float]:
    """Review a file in the window for a while; return how well the event loop was served, milliseconds."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.desk import fresh_desktop

    give_back_freed_memory()  # as the program does when it starts
    application = QApplication([])
    desktop = fresh_desktop(application, models=True)
    names = ("window", "window less waits for a core", "window's own time")
    gaps = [_Gaps() for _ in names]
    last = _clocks()

    def turn() -> None:
        nonlocal last
        now = _clocks()
        wall, waited, own = (1000 * (after - before) for after, before in zip(now, last, strict=True))
        for told, took in zip(gaps, (wall, max(own, wall - waited), own), strict=True):
            told.add(took)
        last = now

    first, acts = 0.0, 0

    def act() -> None:
        nonlocal first, acts
        now = time.perf_counter() - begin
        if not first and desktop.window.controller.order:
            first = now
        if first and now > first + ACT_EVERY * acts:
            acts += 1
            desktop.window.actions_[("accept", "next", "keep")[acts % 3]].trigger()
            bar = desktop.window.desk.view.scroll_bar
            bar.setValue(bar.value() + bar.singleStep())
        if now > seconds or (first and not desktop.detection.busy):
            application.quit()

    # In a loop of its own only, not in one of ours, does Qt delete what was told to be deleted later.
    timer, editor = QTimer(interval=1), QTimer(interval=1)
    timer.timeout.connect(turn)
    editor.timeout.connect(act)
    begin = time.perf_counter()
    desktop.file_acts.open_paths([path])
    last = _clocks()
    timer.start()
    editor.start()
    application.exec()
    now = time.perf_counter() - begin
    timer.stop()
    editor.stop()
    figures = {"window: first marks": round(first, 3), "window: acts": float(acts)}
    for name, told in zip(names, gaps, strict=True):
        figures[f"{name}: 95 %, ms"] = told.percentile(0.95)
        figures[f"{name}: worst, ms"] = told.worst
    figures["window: peak of the window alone, MB"] = _memory()
    figures["window: suggestions"] = len(desktop.findings.found)
    figures["window: all found after, s"] = 0.0 if desktop.detection.busy else round(now, 1)
    desktop.window.close()
    return figures


class _Gaps:
    """Milliseconds, counted in tenths: a list of each turn of an hour would be larger than the window."""

    def __init__(self) -> None:
        self._counts = Counter[int]()

    def add(self, took: float) -> None:
        self._counts[ceil(10 * took)] += 1

    @property
    def worst(self) -> float:
        return max(self._counts, default=0) / 10

    def percentile(self, share: float) -> float:
        left = share * self._counts.total()
        for tenths, count in sorted(self._counts.items()):
            left -= count
            if left <= 0:
                return tenths / 10
        return 0.0


def _clocks() -> tuple[float, float, float]:
    """Return the time, how long the main thread has waited for a core, and its own time, in seconds."""
    try:
        waited = int(_WAITS.read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        waited = 0.0
    return time.perf_counter(), waited, time.thread_time()


def _cancelled(text: str) -> float:
    """Return how long, at worst, cancelling takes to answer, in milliseconds."""
    worst = 0.0
    for delay in (0.1, 0.4, 1.0, 2.5):
        token = CancelToken()

        def run(token: CancelToken = token) -> None:
            try:
                find_packed(text, cancel=token)
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


def _in_a_process(what: str, *told: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.large", what, *told]
    peak = 0.0
    with tempfile.TemporaryFile("w+") as output, subprocess.Popen(command, stdout=output) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_share, _family(process.pid))))
            time.sleep(_SAMPLE)
        output.seek(0)
        figures = dict(json.loads(output.read().splitlines()[-1]))
    if what == _WATCHED and peak:
        figures["window: peak with the child, MB"] = round(peak, 1)
    return figures


def _family(pid: int) -> list[int]:
    """Return a process and its children, and theirs."""
    try:
        lists = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [pid, *(one for told in lists for child in told.split() for one in _family(int(child)))]


def _share(pid: int) -> float:
    """Return the megabytes of a process, what it shares with others divided among them."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("Pss:")), 0.0)


def main(sizes: list[float], *, window: bool) -> None:
    """Print a table of all figures against the size."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "large.txt"
            path.write_text(large_text(size), encoding="utf-8")
            figures = _in_a_process("--measure", str(path))
            if window:
                figures |= _in_a_process(_WATCHED, str(path))
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
    elif sys.argv[1:2] == ["--served"]:
        print(json.dumps(_in_a_process(_WATCHED, *sys.argv[2:]), indent=1))
    elif sys.argv[1:2] == [_WATCHED]:
        print(json.dumps(served(Path(sys.argv[2]), *map(float, sys.argv[3:]))), flush=True)
        os._exit(0)  # a detector at work on 50 MB need not be waited for
    else:
        numbers = [float(word) for word in sys.argv[1:] if not word.startswith("--")]
        main(numbers or [1, 10, 50], window="--no-window" not in sys.argv)
