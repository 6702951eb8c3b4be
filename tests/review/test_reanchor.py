# SPDX-License-Identifier: Apache-2.0
"""A changed source takes the review along; what finds no place is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.document import pasted
from desktop_app.documents.loading import open_document
from desktop_app.documents.watching import FileState, SourceWatch
from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.history import History
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.reanchor import left_behind, reanchor
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from tests.sessions import found_in, suggestion

OLD = (
    "It began on Monday , he said .\nThe mayor was away .\n"
    "Nobody in the whole of the town knew where John 's dog had gone .\nThe end , they thought .\n"
)


def reviewed(text: str = OLD) -> tuple[ReviewSession, History]:
    found = []
    for part, new in ((" ,", ","), (" .", "."), ("John 's", "his"), (" , they", ", they")):
        at = text.index(part)
        found.append(suggestion(text, at, at + len(part), new))
    session, history = ReviewSession(pasted(text), found), History()
    for s in session.suggestions:
        change = session.decide([s.id], Verdict.ACCEPTED, who="Ada")
        session.apply(change)
        history.push(change)
    return session, history


def contents_of(session: ReviewSession, history: History) -> Contents:
    return Contents(
        document=session.document,
        found=session.found_suggestions,
        own=session.own_suggestions,
        acts=history.acts,
        position=history.position,
    )


def test_the_same_text_changes_nothing() -> None:
    session, history = reviewed()
    carried = reanchor(contents_of(session, history), session.document)
    assert carried.contents == contents_of(session, history)
    assert (carried.stayed, carried.found_again, carried.left_behind) == (4, 0, ())


def test_a_paragraph_in_front_moves_everything() -> None:
    session, history = reviewed()
    new = "A headline of its own .\n\n" + OLD
    carried = reanchor(contents_of(session, history), pasted(new))
    again = carried.contents.session()
    assert again.result == "A headline of its own .\n\n" + session.result
    assert len(again.suggestions) == 4
    back = carried.contents.history()
    while change := back.undo():
        again.apply(change)
    assert again.result == new


def test_what_was_rewritten_is_left_behind_and_told(tmp_path: Path) -> None:
    session, history = reviewed()
    new = OLD.replace("knew where John 's dog had gone .", "cared .")
    carried = reanchor(contents_of(session, history), pasted(new))
    [lost] = carried.left_behind
    assert (lost.suggestion.original, lost.decision.replacement) == ("John 's", "his")
    assert len(carried.contents.session().suggestions) == 3
    project = ProjectFile.create(tmp_path / "p.palimpsest", carried.contents)
    assert list(left_behind(project.read())) == [lost]
    project.close()
    again = reanchor(carried.contents, pasted(new + "More .\n"))
    assert list(left_behind(again.contents)) == [lost], "told until somebody has looked"


def test_words_that_moved_a_little_are_found_by_their_surroundings() -> None:
    session, history = reviewed()
    new = OLD.replace("where John 's dog had", "to where poor John 's dogs had")
    carried = reanchor(contents_of(session, history), pasted(new))
    assert not carried.left_behind
    assert "poor his dogs" in carried.contents.session().result


def test_own_changes_and_undone_acts_come_along() -> None:
    session, history = reviewed()
    typed = session.type_over(Span(0, 2), "All")
    session.apply(typed)
    history.push(typed)
    undone = history.undo()
    assert undone
    session.apply(undone)
    carried = reanchor(contents_of(session, history), pasted(OLD + "More .\n"))
    again, back = carried.contents.session(), carried.contents.history()
    assert back.position == len(back.acts) - 1
    redo = back.redo()
    assert redo
    again.apply(redo)
    assert again.result.startswith("All began")


WORDS = st.lists(st.sampled_from(["one", "two", " ", ", ", " .", "\n", "é", "𝄞"]), max_size=30).map("".join)


@given(WORDS.filter(bool), WORDS, st.integers(0, 100), st.integers(0, 20), st.data())
def test_laws(old: str, insert: str, at: int, length: int, data: st.DataObject) -> None:
    """Every decision is in the new review or is told; spans fit and do not overlap; undo ends at the text."""
    session, history = ReviewSession(pasted(old), data.draw(found_in(old))), History()
    for s in session.suggestions:
        change = session.decide([s.id], data.draw(st.sampled_from(Verdict)))
        session.apply(change)
        history.push(change)
    at = min(at, len(old))
    new = old[:at] + insert + old[at + length :]
    carried = reanchor(contents_of(session, history), pasted(new))
    again = carried.contents.session()
    decided = [d for d in session.decisions.values() if d.verdict is not Verdict.UNDECIDED]
    here = [d for d in again.decisions.values() if d.verdict is not Verdict.UNDECIDED]
    assert len(here) + len(carried.left_behind) == len(decided)
    for s in again.suggestions:
        assert s.span.of(new) == s.original
    assert isinstance(again.result, str)
    back = carried.contents.history()
    while change_back := back.undo():
        again.apply(change_back)
    assert again.result == new


def test_the_project_goes_on_with_the_new_text(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(OLD)
    session, history = reviewed()
    session = ReviewSession(open_document(source), session.suggestions, session.decisions)
    watch = SourceWatch(session.document.source)
    assert watch.look() is FileState.SAME
    source.write_text("New first line .\n" + OLD)
    assert watch.look() is FileState.CHANGED
    autosave = Autosave(session.document, folder=tmp_path / "state")
    autosave.save_as(tmp_path / "p.palimpsest", autosave.snapshot(session, history))
    carried = reanchor(autosave.snapshot(session, history), open_document(source))
    autosave.renew(carried.contents)
    session, history = carried.contents.session(), carried.contents.history()
    change = session.decide([session.suggestions[0].id], Verdict.KEPT)
    session.apply(change)
    history.push(change)
    autosave.record(session, history)
    assert autosave.close()
    back = ProjectFile.open(tmp_path / "p.palimpsest")
    assert back.read().session().result == session.result
    back.close()
    (tmp_path / "p.palimpsest.bak").rename(tmp_path / "old.palimpsest")
    old = ProjectFile.open(tmp_path / "old.palimpsest")
    assert old.read().document.text == OLD
    old.close()


def test_watching_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    source = tmp_path / "a.txt"
    source.write_text(OLD)
    document = open_document(source)
    watch = SourceWatch(document.source)
    os.utime(source, (1, 1))  # the clock was set back, the bytes are the same
    assert watch.look() is FileState.SAME
    source.write_text(OLD.upper())
    os.utime(source, (1, 1))  # the same size and time, another text
    replaced = tmp_path / "b.txt"
    replaced.write_text(OLD.upper())
    replaced.replace(source)
    assert watch.look() is FileState.CHANGED
    source.unlink()
    assert watch.look() is FileState.GONE
    source.mkdir()
    assert watch.look() is FileState.GONE
    source.rmdir()
    source.write_text(OLD)
    assert watch.look() is FileState.SAME
    assert SourceWatch(pasted("x").source).look() is FileState.SAME
