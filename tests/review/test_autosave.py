# SPDX-License-Identifier: Apache-2.0
"""What was acknowledged is on the disk, whatever happens around it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread, current_thread
from time import sleep

import pytest

from desktop_app.documents.document import pasted
from desktop_app.review import autosave as autosave_module
from desktop_app.review import project_inserts, recovery
from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_inserts import GivingWay
from desktop_app.review.project_schema import ProjectError
from desktop_app.text.span import Span
from tests.review_window import Window, crash
from tests.sessions import sample, suggestion


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_a_document_nobody_acted_on_leaves_no_trace(folder: Path) -> None:
    window = Window(folder=folder)
    window.autosave.record_suggestions(window.session)
    window.autosave.put({"view": {"zoom": 2}})
    assert window.autosave.flush()
    assert window.autosave.close()
    assert not folder.exists()


def test_work_is_found_again_after_a_crash_at_the_place_it_was(folder: Path) -> None:
    window = Window(folder=folder)
    for number in range(5):
        window.act(number)
    window.undo()
    window.autosave.put({"view": {"current": window.session.suggestions[3].id}})
    assert window.autosave.flush()
    assert window.saved[-1] == 5
    assert recovery.find_unfinished(folder) == [], "a living window's work is not offered"
    crash(window.autosave)
    [left] = recovery.find_unfinished(folder)
    assert (left.title, left.acts, left.damaged) == ("walk.txt", 5, False)
    again = Window.on(left.project, folder)
    assert again.same_as(window)
    assert again.autosave.contents.state["view"] == {"current": window.session.suggestions[3].id}
    assert not again.autosave.named
    again.undo()
    again.act(2)
    assert again.autosave.close()
    assert recovery.find_unfinished(folder) == []
    kept = recovery.kept_work(window.session.document, folder)
    assert kept == left.project
    assert Window.on(kept, folder).same_as(again)


def test_earlier_work_is_never_overwritten(folder: Path) -> None:
    first = Window(folder=folder)
    first.act()
    first.autosave.close()
    second = Window(folder=folder)  # the user did not want to go on with it
    second.act(1)
    third = Window(folder=folder)  # and another window has the same document
    third.act(2)
    assert second.autosave.close()
    assert third.autosave.close()
    assert len(list((folder / "autosave").glob("*.palimpsest"))) == 3


def test_decisions_from_before_the_first_act_are_kept(folder: Path) -> None:
    window = Window(folder=folder)
    window.session = sample()
    window.act(1)
    window.undo()
    path = window.closed()
    back = Window.on(path)
    assert back.session.result == window.session.result != back.session.document.text


def test_typing_and_new_findings_are_kept(folder: Path) -> None:
    window = Window(folder=folder)
    window.act()
    assert window.autosave.flush()
    for letter in "So: ":
        at = (
            window.session.offsets.to_result(0)
            + len(window.session.result)
            - len(window.session.document.text)
        )
        change = window.session.type_over(Span(at, at), letter)
        window.session.apply(change)
        window.history.push(change)
        window.autosave.record(window.session, window.history)
    assert window.autosave.flush()
    window.session.update_suggestions(window.session.found_suggestions[1:3])
    window.autosave.record_suggestions(window.session)
    back = Window.on(window.closed())
    assert back.same_as(window)
    assert back.session.suggestions == window.session.suggestions


def test_others_come_first_while_much_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_inserts, "STEP", 0.0)
    resting: list[Thread] = []
    saved: list[int] = []
    document = pasted("one, " * 400)
    autosave = Autosave(
        document, on_saved=saved.append, rest=lambda: resting.append(current_thread()), folder=folder
    )
    window = Window(autosave)
    window.session.update_suggestions(
        [suggestion(document.text, at, at + 3, "two") for at in range(0, 2_000, 5)]
    )
    window.act()
    while not saved:
        sleep(0.001)
    assert len(resting) > 400 / 10
    assert {thread.name for thread in resting} == {"autosave"}
    assert autosave.close()


def test_nobody_comes_before_somebody_who_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project_inserts, "STEP", 0.0)
    rests: list[str] = []
    report = GivingWay(lambda: rests.append("rest"))
    report(0.1)
    report.awaited = True
    report(0.2)
    report.awaited = False
    report(0.3)
    assert len(rests) == 2


def test_the_second_window_is_told_and_can_save_elsewhere(folder: Path, tmp_path: Path) -> None:
    first = Window(folder=folder)
    first.save_as(tmp_path / "p.palimpsest")
    first.act()
    first.autosave.flush()
    troubles: list[str] = []
    project = ProjectFile.open(tmp_path / "p.palimpsest")
    there = project.read()
    second = Window(
        Autosave(there.document, on_trouble=troubles.append, folder=folder, project=project, contents=there)
    )
    assert second.autosave.read_only
    second.act(1)
    second.act(2)
    assert troubles == ["p.palimpsest can only be read here; save under another name to keep what you do."]
    second.save_as(tmp_path / "q.palimpsest")
    assert troubles[-1] == ""
    second.act(3)
    assert Window.on(second.closed()).same_as(second)
    assert Window.on(first.closed()).same_as(first)


@contextmanager
def _failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> Iterator[None]:
    def fail(*args: object, **words: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(ProjectFile, "append", fail)
        patch.setattr(ProjectFile, "create", fail)
        yield


def test_what_could_not_be_saved_is_kept_and_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_module, "RETRY", 0.02)
    window = Window(folder=folder)
    window.act()
    assert window.autosave.flush()
    with _failing(monkeypatch, ProjectError("The disk is full.")):
        window.act(1)
        assert not window.autosave.flush()
        window.act(2)
        window.undo()
        assert not window.autosave.flush()
        assert window.autosave.pending
        assert not window.autosave.close(), "the window asks before it throws work away"
    assert window.autosave.flush()
    assert window.troubles == ["The disk is full.", ""]
    assert Window.on(window.closed()).same_as(window)


def test_a_disk_that_is_really_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave_module, "RETRY", 0.02)
    window = Window(folder=folder)
    window.act()
    assert window.autosave.flush()
    project = window.autosave._project
    assert project
    pages = project._connection.execute("PRAGMA page_count").fetchone()[0]
    project._connection.execute(f"PRAGMA max_page_count={pages}")
    for number in range(40):
        window.act(number)
    assert not window.autosave.flush()
    assert "The disk is full" in window.troubles[-1]
    project._connection.execute("PRAGMA max_page_count=100000")
    assert window.autosave.flush()
    assert window.troubles[-1] == ""
    assert Window.on(window.closed()).same_as(window)


def test_what_nobody_foresaw_costs_nothing_either(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave_module, "RETRY", 0.02)
    window = Window(folder=folder)
    window.act()
    assert window.autosave.flush()
    with _failing(monkeypatch, ZeroDivisionError("nobody foresaw this")):
        window.act(1)
        assert not window.autosave.flush()
        assert window.troubles[-1].startswith("Saving broke")
    assert window.autosave.flush()
    assert Window.on(window.closed()).same_as(window)


def test_the_first_save_is_tried_again_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave_module, "RETRY", 0.02)
    window = Window(folder=folder)
    with _failing(monkeypatch, ProjectError("No room.")):
        window.act(1)
        assert not window.autosave.flush()
    window.act(2)
    assert window.autosave.flush()
    assert Window.on(window.closed()).same_as(window)


def test_a_project_that_vanishes_is_rescued(folder: Path, tmp_path: Path) -> None:
    window = Window(folder=folder)
    window.save_as(tmp_path / "sub.palimpsest")
    window.act()
    assert window.autosave.flush()
    (tmp_path / "sub.palimpsest").unlink()
    window.act(1)
    window.autosave.flush()
    assert window.autosave.flush()
    assert not window.autosave.named
    assert "moved, removed or replaced" in window.troubles[-1]
    assert Window.on(window.closed()).same_as(window)


def test_a_folder_that_vanishes(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    window = Window(folder=folder)
    window.save_as(place / "p.palimpsest")
    window.act()
    assert window.autosave.flush()
    place.rename(tmp_path / "elsewhere")
    window.act(1)
    window.autosave.flush()
    assert window.autosave.flush()
    assert Window.on(window.closed()).same_as(window)
    with pytest.raises(ProjectError, match=r"The folder of p\.palimpsest does not exist"):
        Window(folder=folder).save_as(place / "p.palimpsest")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("SQLITE_FULL", "disk is full"),
        ("SQLITE_READONLY", "may not be written"),
        ("SQLITE_IOERR", "disk failed"),
    ],
)
def test_the_databases_complaints_become_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, said: str
) -> None:
    window = Window(folder=tmp_path)
    window.act()
    window.autosave.flush()
    project = window.autosave._project
    assert project
    error = sqlite3.OperationalError("no")
    error.sqlite_errorname = code  # type: ignore[misc]

    def fail(change: object) -> str:
        raise error

    monkeypatch.setattr("desktop_app.review.project_file._put", lambda *a: fail(a))
    with pytest.raises(ProjectError, match=said):
        project.append(2, (), 0)
    window.autosave.abandon()


def test_the_state_folder_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    window = Window(folder=tmp_path / "file")
    window.act()
    assert not window.autosave.flush()
    assert "save the project under a name of your own" in window.troubles[-1]
    assert recovery.find_unfinished(tmp_path / "file") == []
    window.save_as(tmp_path / "p.palimpsest")
    assert Window.on(window.closed()).same_as(window)


def test_notes_that_are_none_are_swept_away(folder: Path) -> None:
    (folder / "open").mkdir(parents=True)
    for name, body in (
        ("a", b"[]"),
        ("b", b"\xff"),
        ("c", b'{"project": 7}'),
        ("d", b'{"project": "/no/where"}'),
    ):
        (folder / "open" / f"{name}.json").write_bytes(body)
    assert recovery.find_unfinished(folder) == []
    assert not list((folder / "open").iterdir())


def test_a_clock_set_back_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    window = Window(folder=folder)
    for when in (datetime(2030, 1, 1, tzinfo=UTC), datetime(1971, 1, 1, tzinfo=UTC)):
        change = window.session.decide([window.session.suggestions[0].id], Verdict.LATER, when=when)
        window.session.apply(change)
        window.history.push(change)
        window.autosave.record(window.session, window.history)
    back = Window.on(window.closed())
    assert [act.when.year for act in back.history.acts] == [2030, 1971]
    assert back.same_as(window)
