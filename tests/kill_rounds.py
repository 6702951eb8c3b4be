# SPDX-License-Identifier: Apache-2.0
"""A review in a process of its own that is killed at a random moment, and what must be left of it.

``python -m tests.kill_rounds FOLDER SEED PAGES`` is that process: for each line on its standard input
it does the next act of a script and, once that is saved, prints how many acts are done. ``killed``
plays one round from outside. PAGES is after how many pages SQLite moves its log into the file, so
that kills fall into that moment too.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from desktop_app.documents.document import pasted
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review import recovery
from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.history import History
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from tests.sessions import suggestion

DECISIONS = 200
ROOT = Path(__file__).parent.parent
LINES, FIRST_LINES = 100, 30
TEXT = "".join(f"In the year {1000 + line} nothing happened , they said .\n" for line in range(LINES))
LINE = len(TEXT) // LINES


class Script:
    """Decisions, undos, typing and whole series while ever more is found, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._now = datetime(2026, 3, 1, tzinfo=UTC)
        self._lines = FIRST_LINES
        self.session = ReviewSession(pasted(TEXT), self._found())
        self.history = History()

    def _found(self) -> list[Suggestion]:
        """Return what is found by now; about some places it is sometimes seen another way."""
        found = []
        for line in range(0, self._lines * LINE, LINE):
            for mark in (" ,", " ."):
                at = TEXT.index(mark, line)
                before = self._random.choice([0, 0, 0, len("happened" if mark == " ," else "said")])
                found.append(suggestion(TEXT, at - before, at + 2, TEXT[at - before : at] + mark[1]))
        return found

    def step(self) -> None:
        """Do the next act, and perhaps find more before."""
        if self._random.random() < 0.1:
            self._lines = min(LINES, self._lines + self._random.randrange(15))
            self.session.update_suggestions(self._found())
        choice = self._random.random()
        self._now += timedelta(seconds=1)
        if choice < 0.15 and (back := self.history.undo()):
            self.session.apply(back)
            return
        suggestions = self.session.found_suggestions
        if choice < 0.25:
            at = self._random.randrange(len(self.session.result))
            change = self.session.type_over(Span(at, at), "x" * self._random.randrange(1, 2000))
        else:
            many = 1 if choice < 0.9 else 50
            ids = [s.id for s in self._random.sample(suggestions, many)]
            verdict = self._random.choice([Verdict.ACCEPTED, Verdict.KEPT, Verdict.LATER])
            change = self.session.decide(ids, verdict, who="Ada", when=self._now)
        self.session.apply(change)
        self.history.push(change)

    def state(self) -> tuple[int, int, str]:
        """Return what a saved review is compared by."""
        return len(self.history.acts), self.history.position, self.session.result


@dataclass(frozen=True, slots=True)
class Round:
    """What one kill left."""

    acknowledged: int
    """Steps whose saving was told before the kill."""
    recovered: int
    """Steps that the file holds after it."""
    seconds: float
    """How long opening and reading took."""


def killed(folder: Path, seed: int) -> Round:
    """Play one round; raise ``AssertionError`` where anything acknowledged is missing."""
    random = Random(seed)
    last = random.randrange(DECISIONS)
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.kill_rounds",
            str(folder),
            str(seed),
            str(random.choice([5, 40, 1000])),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert process.stdin
    assert process.stdout
    acknowledged = 0
    process.stdin.write("\n" * DECISIONS)
    process.stdin.flush()
    while acknowledged < last:
        acknowledged = int(process.stdout.readline())
    time.sleep(random.random() * random.choice([0.002, 0.02]))
    os.kill(process.pid, signal.SIGKILL)
    # What stood in the pipe when the process died had been acknowledged too.
    for line in process.stdout.read().splitlines():
        acknowledged = max(acknowledged, int(line))
    process.stdin.close()
    process.stdout.close()
    process.wait()
    return _recovered(folder, seed, acknowledged)


def _recovered(folder: Path, seed: int, acknowledged: int) -> Round:
    started = time.perf_counter()
    left = recovery.find_unfinished(folder)
    if not left:
        assert acknowledged == 0, f"seed {seed}: {acknowledged} acts were saved and none is found"
        return Round(0, 0, time.perf_counter() - started)
    project = ProjectFile.open(left[0].project)
    contents = project.read()
    seconds = time.perf_counter() - started
    project.close()
    assert not contents.losses, f"seed {seed}: {contents.losses}"
    state = (len(contents.acts), contents.position, contents.session().result)
    script = Script(seed)
    for step in range(1, DECISIONS + 1):
        script.step()
        if step >= acknowledged and script.state() == state:
            return Round(acknowledged, step, seconds)
    raise AssertionError(f"seed {seed}: after {acknowledged} acknowledged acts the file holds another state")


def _review(folder: Path, seed: int, pages: int) -> None:
    script = Script(seed)
    autosave = Autosave(script.session.document, folder=folder)
    for number, _ in enumerate(sys.stdin, 1):
        script.step()
        autosave.record(script.session, script.history)
        if not autosave.flush():
            raise SystemExit("not saved")
        if number == 1 and autosave._project:
            autosave._project._connection.execute(f"PRAGMA wal_autocheckpoint={pages}")
        print(number, flush=True)


if __name__ == "__main__":
    _review(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
