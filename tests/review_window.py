# SPDX-License-Identifier: Apache-2.0
"""A review with its autosave, as a window holds them, without a window."""

import os
from pathlib import Path

from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.session import ReviewSession
from tests.sessions import sample


class Window:
    """A review with its autosave, as a window holds them."""

    def __init__(self, autosave: Autosave | None = None, folder: Path | None = None) -> None:
        self.saved: list[int] = []
        self.troubles: list[str] = []
        self.autosave = autosave or Autosave(
            sample().document, folder=folder, on_saved=self.saved.append, on_trouble=self.troubles.append
        )
        contents = self.autosave.contents
        self.history = contents.history()
        self.session = (
            contents.session() if contents.found else ReviewSession(sample().document, sample().suggestions)
        )

    @classmethod
    def on(cls, path: Path, folder: Path | None = None) -> "Window":
        project = ProjectFile.open(path)
        contents = project.read()
        return cls(Autosave(contents.document, folder=folder, project=project, contents=contents))

    def act(self, number: int = 0) -> None:
        key = self.session.suggestions[number % len(self.session.suggestions)].id
        verdict = Verdict.KEPT if self.session.decision(key).verdict is Verdict.LATER else Verdict.LATER
        change = self.session.decide([key], verdict, who="Ada")
        self.session.apply(change)
        self.history.push(change)
        self.autosave.record(self.session, self.history)

    def undo(self) -> None:
        change = self.history.undo()
        assert change
        self.session.apply(change)
        self.autosave.record(self.session, self.history)

    def save_as(self, target: Path) -> None:
        self.autosave.save_as(target, self.autosave.snapshot(self.session, self.history))

    def same_as(self, other: "Window") -> bool:
        mine = {k: d for k, d in self.session.decisions.items() if d.verdict is not Verdict.UNDECIDED}
        theirs = {k: d for k, d in other.session.decisions.items() if d.verdict is not Verdict.UNDECIDED}
        return (self.history.acts, self.history.position, mine, self.session.result) == (
            other.history.acts,
            other.history.position,
            theirs,
            other.session.result,
        )

    def closed(self) -> Path:
        assert self.autosave.flush()
        path = self.autosave.path
        assert path
        assert self.autosave.close()
        return path


def crash(autosave: Autosave) -> None:
    """Do what the system does when a process is killed: let go of the lock, leave everything else."""
    project = autosave._project
    assert project
    assert project._lock
    handle = project._lock._handle
    assert handle is not None
    os.close(handle)
    project._lock._handle = None
    autosave._ended = True
    project._connection.close()
