# SPDX-License-Identifier: Apache-2.0
"""A project that goes to another place loses nothing on the way, and nobody waits for it."""

from pathlib import Path

import pytest

from desktop_app.repair.detector import CancelledError
from desktop_app.review.project_file import ProjectFile
from desktop_app.text.span import Span
from tests.review_window import Window
from tests.sessions import sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_save_as_goes_on_at_the_new_place(folder: Path, tmp_path: Path) -> None:
    window = Window(folder=folder)
    window.act()
    window.autosave.flush()
    target = tmp_path / "my own.palimpsest"
    window.save_as(target)
    assert window.autosave.named
    assert not list((folder / "autosave").glob("*.palimpsest"))
    window.act(1)
    window.save_as(target)
    other = tmp_path / "other.palimpsest"
    window.save_as(other)
    window.act(2)
    assert window.autosave.close()
    assert len(Window.on(target).history.acts) == 2
    assert Window.on(other).same_as(window)


def test_save_as_before_the_first_act(folder: Path, tmp_path: Path) -> None:
    window = Window(folder=folder)
    window.save_as(tmp_path / "new.palimpsest")
    window.autosave.close()
    assert Window.on(tmp_path / "new.palimpsest").session.suggestions == window.session.suggestions


def test_what_is_done_while_a_project_moves_comes_along(folder: Path, tmp_path: Path) -> None:
    window = Window(folder=folder)
    window.act()
    assert window.autosave.flush()
    contents = window.autosave.snapshot(window.session, window.history)
    done: list[float] = []

    def go_on(share: float) -> None:
        """Work while the new file is being written: decide, type, undo, look elsewhere."""
        if not done:
            assert window.autosave.moving
            window.act(1)
            change = window.session.type_over(Span(3, 3), "x")
            window.session.apply(change)
            window.history.push(change)
            window.autosave.record(window.session, window.history, view={"current": change.focus})
            window.undo()
        done.append(share)

    target = tmp_path / "my own.palimpsest"
    window.autosave.save_as(target, contents, go_on)
    assert done[0] == 0.0
    assert not window.autosave.moving
    assert window.autosave.close()
    again = Window.on(target)
    assert again.same_as(window)
    assert again.session.own_suggestions == window.session.own_suggestions
    assert again.autosave.contents.state["view"] == {"current": window.history.acts[2].focus}
    assert not list((folder / "autosave").glob("*.palimpsest"))
    again.autosave.close()


def test_findings_that_come_while_a_project_moves_are_in_it(folder: Path, tmp_path: Path) -> None:
    window = Window(folder=folder)
    window.act(2)
    assert window.autosave.flush()
    contents = window.autosave.snapshot(window.session, window.history)

    def find(share: float) -> None:
        del share
        window.session.update_suggestions(sample().suggestions[1:])
        window.autosave.record_suggestions(window.session)

    window.autosave.save_as(tmp_path / "p.palimpsest", contents, find)
    assert window.autosave.close()
    again = Window.on(tmp_path / "p.palimpsest")
    assert again.session.found_suggestions == window.session.found_suggestions
    again.autosave.close()


def test_a_move_that_is_stopped_leaves_the_project_where_it_was(folder: Path, tmp_path: Path) -> None:
    window = Window(folder=folder)
    window.act()
    contents = window.autosave.snapshot(window.session, window.history)

    def stop(share: float) -> None:
        del share
        raise CancelledError

    with pytest.raises(CancelledError):
        window.autosave.save_as(tmp_path / "p.palimpsest", contents, stop)
    assert not [path for path in tmp_path.iterdir() if path != folder]
    assert not window.autosave.moving
    window.act(1)
    assert Window.on(window.closed()).same_as(window)


def test_a_window_that_does_not_wait_leaves_two_whole_projects(folder: Path, tmp_path: Path) -> None:
    window = Window(folder=folder)
    window.act()
    assert window.autosave.flush()
    old = window.autosave.path
    contents = window.autosave.snapshot(window.session, window.history)

    def leave(share: float) -> None:
        if not share:
            window.act(1)
            assert window.autosave.close()

    window.autosave.save_as(tmp_path / "p.palimpsest", contents, leave)
    assert old
    assert Window.on(old).same_as(window)
    assert len(Window.on(tmp_path / "p.palimpsest").history.acts) == 1


def test_saving_again_does_not_write_all_suggestions_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(folder=folder)
    window.act()
    window.save_as(tmp_path / "p.palimpsest")
    assert window.autosave.flush()

    def never(*args: object) -> None:
        raise AssertionError("all were written before")

    monkeypatch.setattr(ProjectFile, "replace_suggestions", never)
    window.act(1)
    window.save_as(tmp_path / "p.palimpsest")
    assert window.autosave.close()
    assert Window.on(tmp_path / "p.palimpsest").same_as(window)
