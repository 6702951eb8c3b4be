# SPDX-License-Identifier: Apache-2.0
"""A project from a stranger, or a broken one: nothing in it is run, believed, or read without end."""

import sqlite3
from pathlib import Path

import pytest

from desktop_app.review import project_contents, project_schema
from desktop_app.review.history import History
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_schema import (
    LARGEST_PROJECT,
    LARGEST_VALUE,
    DamagedProjectError,
    ProjectError,
    connect,
)
from desktop_app.review.salvage import salvage
from desktop_app.review.session import ReviewSession
from tests.review.test_project_file import acted, contents_of
from tests.sessions import sample


def _strangers_file(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def _read_after(folder: Path, session: ReviewSession, history: History, statement: str) -> Contents:
    """Return what is read of a review that another program has changed."""
    path = folder / "p.palimpsest"
    ProjectFile.create(path, contents_of(session, history.acts)).close()
    _strangers_file(path, statement)
    project = ProjectFile.open(path)
    back = project.read()
    project.close()
    return back


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON acts BEGIN DELETE FROM acts; END",
        "CREATE VIEW v AS SELECT * FROM acts",
        "CREATE TABLE more (a)",
        "CREATE VIRTUAL TABLE v USING fts4(a)",
        "CREATE INDEX i ON acts (body)",
    ],
)
def test_a_schema_with_anything_more_is_refused(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "p.palimpsest"
    ProjectFile.create(path, contents_of(sample())).close()
    _strangers_file(path, statement)
    with pytest.raises(DamagedProjectError, match="changed by another program"):
        ProjectFile.open(path)


def test_a_database_is_opened_with_every_door_shut(tmp_path: Path) -> None:
    path = tmp_path / "p.palimpsest"
    ProjectFile.create(path, contents_of(sample())).close()
    connection = connect(path, "rw")
    facts = {
        pragma: connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        for pragma in ("trusted_schema", "cell_size_check", "mmap_size")
    }
    assert facts == {"trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0}
    assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == LARGEST_VALUE
    with pytest.raises(sqlite3.Error, match="too many attached"):
        connection.execute("ATTACH ? AS other", (str(tmp_path / "other.db"),))
    with pytest.raises(sqlite3.Error):
        connection.execute("SELECT load_extension('evil')")
    connection.close()
    assert not (tmp_path / "other.db").exists()


def test_a_broken_page_is_found_before_anything_is_read(tmp_path: Path) -> None:
    session, history = acted()
    path = tmp_path / "p.palimpsest"
    ProjectFile.create(path, contents_of(session, history.acts)).close()
    data = bytearray(path.read_bytes())
    page = 4096 * (len(data) // 4096 - 2)
    data[page : page + 8] = b"\xff" * 8
    path.write_bytes(data)
    with pytest.raises(DamagedProjectError, match="let it be salvaged"):
        ProjectFile.open(path)


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, history = acted()
    path = tmp_path / "p.palimpsest"
    ProjectFile.create(path, contents_of(session, history.acts)).close()
    _strangers_file(path, "UPDATE acts SET body=zeroblob(300000) WHERE number=2")
    monkeypatch.setattr(project_schema, "_LIMITS", ((sqlite3.SQLITE_LIMIT_LENGTH, 200_000),))
    project = ProjectFile.open(path)
    back = project.read()
    project.close()
    assert back.document == session.document
    assert "Part of the history could not be read." in back.losses
    monkeypatch.setattr(project_contents, "LARGEST_TEXT", 10)
    with pytest.raises(ProjectError, match="Nothing in"):
        salvage(path)
    with path.open("r+b") as file:
        file.truncate(LARGEST_PROJECT + 1)
    for way in (ProjectFile.open, salvage):
        with pytest.raises(ProjectError, match="larger than 4 GB"):
            way(path)


def test_other_files_are_refused_with_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "p.palimpsest"
    with pytest.raises(ProjectError, match="does not exist"):
        ProjectFile.open(path)
    path.write_bytes(b"%PDF-1.7 and so on" * 1000)
    with pytest.raises(ProjectError, match="no Palimpsest project"):
        ProjectFile.open(path)
    path.unlink()
    _strangers_file(path, "CREATE TABLE a (b)")
    with pytest.raises(ProjectError, match="no Palimpsest project"):
        ProjectFile.open(path)
    path.unlink()
    path.touch()
    with pytest.raises(ProjectError, match="damaged; let it be salvaged"):
        ProjectFile.open(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE acts SET body='[]' WHERE number=2",
        "UPDATE acts SET body=zeroblob(9) WHERE number=2",
        "UPDATE acts SET body=replace(body, 'later', 'never') WHERE number=2",
        "UPDATE acts SET body=replace(body, '+00:00', '') WHERE number=2",
        "UPDATE acts SET body=char(91,0) WHERE number=2",
        f"UPDATE acts SET body='{'[' * 90000}' WHERE number=2",
    ],
)
def test_an_act_that_is_none_costs_itself(tmp_path: Path, statement: str) -> None:
    session, history = acted()
    back = _read_after(tmp_path, session, history, statement)
    assert back.acts == history.acts[:1] + history.acts[2:]
    assert back.position == len(history.acts) - 1
    assert back.losses == ("Act 2 of the history could not be read.",)


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE suggestions SET body=replace(body, '"certainty":1.0', '"certainty":7') WHERE rowid=1""",
        """UPDATE suggestions SET body=replace(body, '"certainty":1.0', '"certainty":NaN') WHERE rowid=1""",
        "UPDATE suggestions SET body=replace(body, '\"span\":[', '\"span\":[1') WHERE rowid=1",
        "UPDATE suggestions SET role='boss' WHERE rowid=1",
        "UPDATE suggestions SET body='7' WHERE rowid=1",
        "DELETE FROM suggestions WHERE rowid=1",
    ],
)
def test_a_suggestion_that_is_none_costs_itself(tmp_path: Path, statement: str) -> None:
    session, history = acted()
    back = _read_after(tmp_path, session, history, statement)
    assert back.losses
    assert all(key in {s.id for s in (*back.found, *back.own)} for act in back.acts for key in act.after)
    walk = back.history()
    reviewed = back.session()
    while change := walk.undo():
        reviewed.apply(change)
    assert reviewed.result == session.document.text
