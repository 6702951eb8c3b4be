# SPDX-License-Identifier: Apache-2.0
"""A review goes into a project file and comes out the same."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.document import Document
from desktop_app.documents.loading import read_document
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review import project_contents, project_schema
from desktop_app.review.decision import DecisionChange, Verdict
from desktop_app.review.history import History
from desktop_app.review.project_contents import PIECE, Contents
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_schema import (
    LARGEST_PROJECT,
    LARGEST_VALUE,
    VERSIONS,
    BusyProjectError,
    DamagedProjectError,
    ProjectError,
    SchemaVersion,
    VanishedProjectError,
    check,
    connect,
    migrate,
)
from desktop_app.review.salvage import salvage
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from tests.sessions import encoded_files, reviews, sample


def contents_of(session: ReviewSession, acts: Sequence[DecisionChange] = ()) -> Contents:
    """Return what a project of this session holds; ``acts`` are all in force."""
    return Contents(
        document=session.document,
        found=session.found_suggestions,
        own=session.own_suggestions,
        former=session.former_suggestions,
        acts=acts,
        position=len(acts),
    )


def acted(count: int = 3) -> tuple[ReviewSession, History]:
    """Return a review with some acts on it, the last one undone, and an own change."""
    done, history = sample(), History()
    session = ReviewSession(done.document, done.suggestions)
    ids = [s.id for s in session.suggestions]
    for number in range(count):
        change = session.decide([ids[number % len(ids)]], Verdict.LATER, who="Ada", label=f"Act {number}")
        session.apply(change)
        history.push(change)
    typed = session.type_over(Span(0, 0), "So: ", who="Ada")
    session.apply(typed)
    history.push(typed)
    session.apply(history.undo())  # type: ignore[arg-type]
    return session, history


def test_everything_comes_back(tmp_path: Path) -> None:
    session, history = acted()
    contents = Contents(
        document=session.document,
        found=session.found_suggestions,
        own=session.own_suggestions,
        acts=history.acts,
        position=history.position,
        state={"view": {"current": "abc", "zoom": 1.5}, "bookmarks": [[12, "here"]]},
    )
    project = ProjectFile.create(tmp_path / "walk.palimpsest", contents)
    project.close()
    assert [p.name for p in tmp_path.iterdir()] == ["walk.palimpsest"]
    again = ProjectFile.open(tmp_path / "walk.palimpsest")
    assert not again.read_only
    assert again.read() == contents
    assert again.summary() == ("walk.txt", len(history.acts))
    again.close()


@given(reviews(), st.lists(st.sampled_from(Verdict), max_size=4), st.data())
def test_any_review_comes_back(session: ReviewSession, verdicts: list[Verdict], data: st.DataObject) -> None:
    path = _fresh("any")
    history = History()
    fresh = ReviewSession(session.document, session.suggestions)
    for verdict in verdicts:
        ids = (
            data.draw(st.sets(st.sampled_from([s.id for s in fresh.suggestions])))
            if fresh.suggestions
            else ()
        )
        change = fresh.decide(
            ids, verdict, who=data.draw(st.text(max_size=3)), label=data.draw(st.text(max_size=5))
        )
        fresh.apply(change)
        history.push(change)
    project = ProjectFile.create(path, contents_of(fresh, history.acts))
    try:
        back = project.read()
        assert not back.losses
        assert back.document == fresh.document
        assert back.session().decisions == fresh.decisions
        assert back.session().result == fresh.result
        assert back.history().acts == history.acts
    finally:
        project.close()


@given(encoded_files())
def test_any_source_comes_back_byte_for_byte(document: Document) -> None:
    project = ProjectFile.create(_fresh("bytes"), Contents(document=document))
    try:
        back = project.read().document
        assert back == document
        assert back.to_bytes() == document.source.data
    finally:
        project.close()


_numbers = iter(range(10**9))


def _fresh(name: str) -> Path:
    """Return a new path below this test's own state folder."""
    folder = Path(os.environ["XDG_STATE_HOME"])
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}-{next(_numbers)}.palimpsest"


def test_a_long_source_is_kept_in_pieces(tmp_path: Path) -> None:
    text = "Ein längerer Satz , immer wieder .\n" * (PIECE // 2)
    for encoding in ("utf-8", "utf-16-le"):
        document = read_document(text.encode(encoding), Path("long.txt"))
        project = ProjectFile.create(tmp_path / f"{encoding}.palimpsest", Contents(document=document))
        assert project.read().document == document
        project.close()


def test_acts_are_appended_and_the_position_moves(tmp_path: Path) -> None:
    session, history = acted()
    project = ProjectFile.create(tmp_path / "p.palimpsest", contents_of(session))
    project.append(1, history.acts[:2], 2)
    project.append(3, history.acts[2:], 3)
    project.append(len(history.acts) + 1, (), 1)
    back = project.read()
    assert back.acts == history.acts
    assert back.position == 1
    project.close()


def test_the_second_window_reads_and_says_so(tmp_path: Path) -> None:
    session, history = acted()
    first = ProjectFile.create(tmp_path / "p.palimpsest", contents_of(session))
    first.append(1, history.acts[:1], 1)
    second = ProjectFile.open(first.path)
    assert second.read_only
    assert second.read().acts == history.acts[:1]
    first.append(2, history.acts[1:2], 2)
    assert second.read().acts == history.acts[:2]
    with pytest.raises(BusyProjectError, match="another window"):
        second.append(3, history.acts[2:], 3)
    with pytest.raises(BusyProjectError, match="another window"):
        ProjectFile.create(first.path, contents_of(session))
    first.close()
    second.close()
    third = ProjectFile.open(first.path)
    assert not third.read_only
    assert third.read().acts == history.acts[:2]
    third.close()


def test_a_project_without_writing_rights_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, history = acted()
    project = ProjectFile.create(tmp_path / "p.palimpsest", contents_of(session, history.acts))
    project.close()
    # The administrator may write everywhere: tell the program otherwise.
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    again = ProjectFile.open(project.path)
    assert again.read_only
    assert again.read().acts == history.acts
    again.close()


def test_removed_or_replaced_while_open(tmp_path: Path) -> None:
    session, history = acted()
    project = ProjectFile.create(tmp_path / "p.palimpsest", contents_of(session))
    project.path.unlink()
    with pytest.raises(VanishedProjectError, match="save the project under a new name"):
        project.append(1, history.acts[:1], 1)
    project.close()


def test_a_project_is_replaced_whole_with_the_log_of_the_old_one(tmp_path: Path) -> None:
    session, history = acted()
    path = tmp_path / "p.palimpsest"
    old = ProjectFile.create(path, contents_of(session, history.acts))
    # What a killed window leaves: a log that belongs to the old file.
    log = path.with_name("p.palimpsest-wal")
    old.put({"view": 1})
    stale = log.read_bytes()
    old.close()
    log.write_bytes(stale)
    new = ProjectFile.create(path, contents_of(session))
    assert new.read().acts == ()
    assert "view" not in new.read().state
    new.close()


def _strangers_file(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


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
    path = tmp_path / "p.palimpsest"
    ProjectFile.create(path, contents_of(session, history.acts)).close()
    _strangers_file(path, statement)
    project = ProjectFile.open(path)
    back = project.read()
    project.close()
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
    path = tmp_path / "p.palimpsest"
    ProjectFile.create(path, contents_of(session, history.acts)).close()
    _strangers_file(path, statement)
    project = ProjectFile.open(path)
    back = project.read()
    project.close()
    assert back.losses
    assert all(key in {s.id for s in back.found + back.own} for act in back.acts for key in act.after)
    walk = back.history()
    reviewed = back.session()
    while change := walk.undo():
        reviewed.apply(change)
    assert reviewed.result == session.document.text


def test_versions_migrate_wholly_or_not_at_all(tmp_path: Path) -> None:
    second = SchemaVersion(
        VERSIONS[0].tables | {"extra": "CREATE TABLE extra (a)"}, ("CREATE TABLE extra (a)",)
    )
    path = tmp_path / "p.palimpsest"
    ProjectFile.create(path, contents_of(sample())).close()
    connection = connect(path, "rw")
    broken = SchemaVersion(second.tables, ("CREATE TABLE extra (a)", "CREATE TABLE acts (a)"))
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, (*VERSIONS, broken))
    assert check(connection, "p") == 1
    migrate(connection, (*VERSIONS, second))
    assert check(connection, "p", (*VERSIONS, second)) == 2
    connection.close()
    with pytest.raises(ProjectError, match="newer version"):
        ProjectFile.open(path)


def test_rows_hold_what_no_file_could(tmp_path: Path) -> None:
    """Lone surrogates, NUL and enormous notes come from the clipboard and from input methods."""
    session, history = sample(), History()
    key = session.suggestions[0].id
    for note in ("a\ud800b", "nul\0nul", "x" * 3_000_000, "\ufdd0\u2028\r\n"):
        change = session.annotate(key, note)
        session.apply(change)
        history.push(change)
    project = ProjectFile.create(tmp_path / "p.palimpsest", contents_of(session, history.acts))
    assert project.read().acts == history.acts
    project.close()


def test_a_suggestion_knows_its_role(tmp_path: Path) -> None:
    session = sample()
    first = session.suggestions[0]
    change = session.decide([first.id], Verdict.UNDECIDED)
    session.apply(change)
    rest: tuple[Suggestion, ...] = session.suggestions[1:]
    session.update_suggestions(rest)
    assert session.former_suggestions == (first,)
    project = ProjectFile.create(tmp_path / "p.palimpsest", contents_of(session, (change,)))
    back = project.read().session()
    project.close()
    assert back.former_suggestions == (first,)
    back.apply(change.inverse())
    assert first in back.suggestions
