# SPDX-License-Identifier: Apache-2.0
"""An act is never written without the suggestions that it decides on."""

from itertools import pairwise
from pathlib import Path

import pytest

from desktop_app.documents.document import pasted
from desktop_app.review import kept_suggestions, recovery
from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.session import ReviewSession
from tests.review_window import Window, crash
from tests.sessions import suggestion


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_what_is_decided_on_is_kept_though_more_is_still_being_looked_for(folder: Path) -> None:
    """A kill in the middle of a search: what was found since the first act would be unknown."""
    document = pasted("one, two, " * 100)
    early = [suggestion(document.text, at, at + 4, "1,") for at in range(0, 100, 10)]
    late = [suggestion(document.text, at, at + 8, "1, 2") for at in range(50, 200, 10)]
    window = Window(Autosave(document, folder=folder))
    window.session = ReviewSession(document, early)
    window.act(0)
    window.act(6)
    assert window.autosave.flush()
    window.session.update_suggestions([*early[:5], *late])
    for number in (7, 12, 2, 12):
        window.act(number)
    assert window.autosave.flush()
    crash(window.autosave)
    [left] = recovery.find_unfinished(folder)
    again = Window.on(left.project, folder)
    assert again.autosave.contents.losses == ()
    assert again.same_as(window)
    decided = {key for act in window.history.acts for key in act.after}
    assert {key: again.session.suggestion(key) for key in decided} == {
        key: window.session.suggestion(key) for key in decided
    }
    spans = again.session.found_suggestions.spans()
    assert not any(before.overlaps(after) for before, after in pairwise(spans))


def test_few_are_written_with_the_acts_and_many_with_all_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wholes: list[int] = []
    replaced = ProjectFile.replace_suggestions
    monkeypatch.setattr(
        ProjectFile,
        "replace_suggestions",
        lambda self, roles, report: (wholes.append(len(roles[0][1])), replaced(self, roles, report)),
    )
    document = pasted("one, " * 400)
    found = [suggestion(document.text, at, at + 3, "1") for at in range(0, 2_000, 5)]
    window = Window(Autosave(document, folder=folder))
    window.session = ReviewSession(document, found[:10])
    window.act()
    window.session.update_suggestions(found[:300])
    window.act(200)
    assert window.autosave.flush()
    assert wholes == []
    window.session.update_suggestions(found)
    monkeypatch.setattr(kept_suggestions, "MANY", 100)
    change = window.session.decide([s.id for s in found], Verdict.KEPT)
    window.session.apply(change)
    window.history.push(change)
    window.autosave.record(window.session, window.history)
    assert window.autosave.flush()
    window.act()
    assert window.autosave.flush()
    assert wholes == [400]
    assert Window.on(window.closed(), folder).same_as(window)
