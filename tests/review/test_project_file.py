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
from desktop_app.review.decision import DecisionChange, Verdict
from desktop_app.review.history import History
from desktop_app.review.project_contents import PIECE, Contents
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_schema import (
    VERSIONS,
    BusyProjectError,
    ProjectError,
    SchemaVersion,
    VanishedProjectError,
    check,
    connect,
    migrate,
)
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
