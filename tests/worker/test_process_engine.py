# SPDX-License-Identifier: Apache-2.0
"""The process that looks for damage: what it finds, how it stops, and what its death costs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, current_thread

import pytest

from desktop_app.repair.detector import CancelledError, CancelToken
from desktop_app.repair.diagnosis import Diagnosis, diagnose
from desktop_app.repair.infill import InfillRefiner
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import Suggestion
from desktop_app.resources import resource
from desktop_app.text.span import Span
from desktop_app.worker.changes import AT_ONCE
from desktop_app.worker.child_process import ChildDiedError, child_command, child_environment
from desktop_app.worker.engine import Job, Outcome, Reports
from desktop_app.worker.process_engine import LARGE, ProcessEngine
from tests.test_house import ROOT
from tests.worker.odd_children import command

Found = tuple[Suggestion, ...]


def nothing(found: Found) -> None:
    """Take a delivery."""
    del found


def look(engine: ProcessEngine, text: str, deliver: Callable[[Found], None] = nothing) -> Outcome:
    """Look through a text."""
    return engine.find(Job(text), CancelToken(), Reports(found=deliver))


@contextmanager
def odd(how: str) -> Iterator[ProcessEngine]:
    """Give an engine with a child of that kind."""
    engine = ProcessEngine(refine=False, command=command(how))
    try:
        yield engine
    finally:
        engine.close()


@pytest.fixture(scope="module")
def engine() -> Iterator[ProcessEngine]:
    """Give the engine the window has, with one child for all."""
    made = ProcessEngine()
    made.prepare()
    yield made
    made.close()


class Job1:
    """A job in a thread of its own."""

    def __init__(self, engine: ProcessEngine, text: str) -> None:
        self.token, self.found, self.outcome = CancelToken(), [()], None
        self.ended_with: BaseException | None = None

        def run() -> None:
            try:
                self.outcome = engine.find(Job(text), self.token, Reports(self._progress, self.found.append))
            except BaseException as error:
                self.ended_with = error

        self.began = False
        self._thread = Thread(target=run)
        self._thread.start()

    outcome: Outcome | None
    found: list[Found]

    def _progress(self, what: str, share: float) -> None:
        del what, share
        self.began = True

    def wait_until_it_works(self) -> None:
        until(lambda: self.began)

    def wait(self) -> None:
        self._thread.join(30)
        assert not self._thread.is_alive()


def until(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def runs(pid: int | None) -> bool:
    """Tell whether a process is there, as a zombie too."""
    assert pid
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# What it finds


def test_it_finds_what_the_pipeline_finds(engine: ProcessEngine) -> None:
    text = resource("samples", "article.txt").read_text("utf-8")
    deliveries: list[Found] = []
    diagnoses: list[Diagnosis] = []
    reports = Reports(found=deliveries.append, diagnosed=diagnoses.append)
    outcome = engine.find(Job(text), CancelToken(), reports)
    assert outcome.analysis == find_suggestions(text, refiner=InfillRefiner())
    assert outcome.problem == ""
    assert len(deliveries) > 2
    assert deliveries[-1] == outcome.analysis.suggestions
    assert 0 < len(deliveries[0]) < len(deliveries[-1])
    assert diagnoses[-1] == diagnose(text, outcome.analysis.suggestions)
    assert diagnoses[-1].drift


def test_the_child_is_kept_for_the_next_text(engine: ProcessEngine) -> None:
    look(engine, "One , two .\n")
    before = engine.pid
    assert look(engine, "Nobody moved , nobody spoke .\n").analysis.suggestions
    assert engine.pid == before


def test_halves_of_characters_and_rare_ones_pass(engine: ProcessEngine) -> None:
    text = "\ud83d alone , 😀 whole ,\u2028 \ufdd0 \U0010ffff and \ude00 .\r\n\x00 , \ud83d\ude00 .\n"
    assert look(engine, text).analysis == find_suggestions(text)
    assert look(engine, "").analysis.suggestions == ()


def test_many_come_in_order() -> None:
    with odd("plain") as engine:
        found = look(engine, "a, bc, " * 4_000).analysis.suggestions
    assert [s.span.start for s in found] == [at for n in range(4_000) for at in (7 * n + 1, 7 * n + 5)]


def test_whoever_asks_is_given_rests_while_many_come() -> None:
    threads: list[Thread] = []
    with odd("plain") as engine:
        reports = Reports(rest=lambda: threads.append(current_thread()))
        found = engine.find(Job("one, " * 4_000), CancelToken(), reports).analysis.suggestions
    assert len(threads) > len(found) / AT_ONCE
    assert set(threads) == {current_thread()}


def test_what_is_seen_comes_first() -> None:
    seen = Span(100_000, 101_000)
    deliveries: list[Found] = []
    with odd("plain") as engine:
        job = Job("one, " * 30_000, visible=seen)
        engine.find(job, CancelToken(), Reports(found=deliveries.append))
    first = deliveries[0]
    assert any(seen.covers(s.span) for s in first)
    assert first[0].span.start > 80_000
    assert len(deliveries[-1]) == 30_000


def test_a_wished_model_that_does_not_fit_is_told(engine: ProcessEngine, tmp_path: Path) -> None:
    text = resource("samples", "article.txt").read_text("utf-8")
    job = Job(text, str(tmp_path / "nothing"))
    outcome = engine.find(job, CancelToken(), Reports())
    assert "nothing" in outcome.problem
    assert look(engine, text).problem == ""


def test_a_detector_that_breaks_costs_its_suggestions_only() -> None:
    with odd("breaks") as engine:
        analysis = look(engine, "one, two, three").analysis
    assert [s.span.start for s in analysis.suggestions] == [3, 8]
    assert [f.detector for f in analysis.failures] == ["breaking"]
    assert "no such wheel" in analysis.failures[0].details


def test_what_a_library_prints_does_no_harm() -> None:
    with odd("prints") as engine:
        assert len(look(engine, "one, two").analysis.suggestions) == 1


# Stopping


def test_a_cancel_stops_the_job_and_keeps_the_child() -> None:
    with odd("waits") as engine:
        job = Job1(engine, "wait, wait")
        job.wait_until_it_works()
        before = engine.pid
        job.token.cancel()
        job.wait()
        assert isinstance(job.ended_with, CancelledError)
        assert len(look(engine, "go on, then").analysis.suggestions) == 1
        assert engine.pid == before


def test_a_child_that_does_not_stop_is_ended_and_another_comes() -> None:
    with odd("sleeps") as engine:
        job = Job1(engine, "sleep, sleep")
        job.wait_until_it_works()
        before = engine.pid
        job.token.cancel()
        job.wait()
        assert isinstance(job.ended_with, CancelledError)
        assert not runs(before)
        assert len(look(engine, "wake, now").analysis.suggestions) == 1


def test_a_job_cancelled_beforehand_never_begins() -> None:
    with odd("plain") as engine:
        token = CancelToken()
        token.cancel()
        with pytest.raises(CancelledError):
            engine.find(Job("one, two"), token, Reports())
        assert engine.pid is None


def test_a_cancel_that_comes_late_harms_no_later_job() -> None:
    with odd("plain") as engine:
        token = CancelToken()
        engine.find(Job("one, two"), token, Reports())
        before = engine.pid
        token.cancel()
        time.sleep(0.3)
        assert look(engine, "three, four").analysis.suggestions
        assert engine.pid == before


def test_a_newer_job_overtakes_an_older_one() -> None:
    with odd("waits") as engine:
        older = Job1(engine, "wait, wait")
        older.wait_until_it_works()
        older.token.cancel()
        older.wait()
        newer = Job1(engine, "go, on, now")
        newer.wait()
        assert older.found == [()]
        assert newer.outcome is not None
        assert [s.span.start for s in newer.outcome.analysis.suggestions] == [2, 6]


def test_closing_ends_the_child_in_the_middle_of_its_work() -> None:
    with odd("sleeps") as engine:
        job = Job1(engine, "sleep, sleep")
        job.wait_until_it_works()
        child = engine.pid
        job.token.cancel()
        engine.close()
        job.wait()
        assert not runs(child)
        assert engine.pid is None


def test_a_very_long_text_leaves_a_fresh_child() -> None:
    with odd("plain") as engine:
        engine.prepare()
        before = engine.pid
        text = f"one, two{' ' * LARGE}"
        assert len(look(engine, text).analysis.suggestions) == 1
        assert engine.pid not in (before, None)
        assert not runs(before)


# Dying


def test_a_child_that_dies_leaves_what_it_had_found_and_the_next_text_has_another() -> None:
    with odd("dies") as engine:
        deliveries: list[Found] = []
        with pytest.raises(ChildDiedError, match="SIGKILL") as caught:
            look(engine, "one, two", deliveries.append)
        assert [s.span.start for s in deliveries[-1]] == [3]
        assert "these are the last words" in "".join(caught.value.__notes__)
        assert look(engine, "live, then").analysis.suggestions


def test_a_child_killed_while_idle_is_replaced_unnoticed(engine: ProcessEngine) -> None:
    look(engine, "One , two .\n")
    killed = engine.pid
    assert killed
    os.kill(killed, signal.SIGKILL)
    assert look(engine, "One , two .\n").analysis.suggestions
    assert engine.pid != killed
    assert not runs(killed)


def test_no_child_no_harm() -> None:
    def no_command() -> list[str]:
        raise OSError("there is nothing to start")

    for engine in (
        ProcessEngine(refine=False, command=no_command),
        ProcessEngine(refine=False, command=lambda: [str(ROOT / "no such program")]),
        ProcessEngine(refine=False, command=command("stillborn")),
    ):
        engine.prepare()
        assert look(engine, "One , two .\n").analysis == find_suggestions("One , two .\n")
        engine.close()


def test_the_child_ends_when_its_parent_is_killed() -> None:
    code = (
        "from desktop_app.worker.process_engine import ProcessEngine\n"
        "from tests.worker.odd_children import command\n"
        "from tests.worker.test_process_engine import Job1\n"
        "engine = ProcessEngine(command=command('sleeps'))\n"
        "job = Job1(engine, 'sleep, sleep')\n"
        "job.wait_until_it_works()\n"
        "print(engine.pid, flush=True)\n"
        "job.wait()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert runs(child)
        parent.kill()
    until(lambda: not runs(child) or Path(f"/proc/{child}/stat").read_text().split()[2] == "Z")


# What it may not


def test_it_gets_no_network() -> None:
    with odd("calls out") as engine:
        analysis = look(engine, "one, two").analysis
    assert "PermissionError" in analysis.failures[0].details


def test_it_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_SERVICE_TOKEN", "secret")
    passed_on = child_environment({"API_KEY": "x", "Path": "y", "LC_ALL": "z"})
    assert {name for name in passed_on if not name.startswith("MALLOC_")} == {"Path", "LC_ALL"}
    with odd("environment") as engine:
        details = look(engine, "one, two").analysis.failures[0].details
    assert "PATH" in details
    assert "SOME_SERVICE_TOKEN" not in details


def test_it_imports_from_where_we_do_and_never_from_where_it_runs(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r});"
        "import subprocess; from desktop_app.worker.child_process import child_command;"
        "pipe = subprocess.PIPE;"
        "child = subprocess.Popen(child_command(), stdin=pipe, stdout=pipe, cwd=sys.argv[1]);"
        "print(child.stdout.read(11)); child.kill(); child.communicate()"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code, str(tmp_path)], capture_output=True, check=False)
    assert b"ready" in done.stdout, done.stderr


def test_a_frozen_program_is_its_own_child(monkeypatch: pytest.MonkeyPatch) -> None:
    import desktop_app.worker.child
    from desktop_app.__main__ import main

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    begun: list[str] = []
    monkeypatch.setattr(desktop_app.worker.child, "main", lambda: begun.append("child"))
    _, *words = child_command()
    assert main(words) == 0
    assert begun == ["child"]


def test_the_child_knows_no_window_and_the_engine_no_models() -> None:
    for module, strangers in (
        ("desktop_app.worker.child", ("PySide6", "onnxruntime", "lxml")),
        ("desktop_app.worker.process_engine", ("PySide6", "onnxruntime", "tokenizers", "ftfy")),
    ):
        code = f"import sys, {module}; print([m for m in {strangers!r} if m in sys.modules])"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True
        )
        assert done.stdout.strip() == "[]", module
