# SPDX-License-Identifier: Apache-2.0
"""The review on the disk, as the window sees it: autosave, project files, recovery.

Autosave speaks from a thread of its own; signals carry its words into the window's.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.documents.document import Document
from desktop_app.review import recovery
from desktop_app.review.autosave import Autosave
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_inserts import Report
from desktop_app.steps import Rest, no_rest
from desktop_app.ui.review_controller import ReviewController

PATIENCE = 5.0
"""Seconds that are waited for what is not on the disk yet, where nothing can be done before it is."""

BRIEF = 0.08
"""Seconds that are waited where something can: a decision is saved by then, and nobody notices."""

ANALYSED = "analysed"
"""The state of a project that tells whether the detectors have seen the whole text."""


class Keeping(QObject):
    """Keeps the controller's review on the disk."""

    saved = Signal(str)
    """When the latest act was saved, for people; empty when nothing is kept."""
    trouble = Signal(str)
    """One sentence when saving fails; empty when it works again."""

    _saved_elsewhere = Signal(int)
    _trouble_elsewhere = Signal(str)

    def __init__(
        self, controller: ReviewController, rest: Rest = no_rest, parent: QObject | None = None
    ) -> None:
        """``rest`` is called in the thread that writes, between two steps of much that is to be written."""
        super().__init__(parent)
        self._controller = controller
        self._rest = rest
        self._autosave: Autosave | None = None
        self._unsaved: list[Autosave] = []
        self._saved_elsewhere.connect(self._say_saved)
        self._trouble_elsewhere.connect(self.trouble)
        controller.acted.connect(self.record)
        controller.current_changed.connect(self._put_view)

    @property
    def autosave(self) -> Autosave | None:
        """What keeps the review; None without one."""
        return self._autosave

    def begin(self, document: Document) -> None:
        """Keep a fresh review of a document."""
        self.adopt(self._keeper(document))

    def load(self, path: Path) -> Autosave:
        """Return a project to go on with; any thread. Raises ``ProjectError`` with one sentence."""
        project = ProjectFile.open(path)
        try:
            contents = project.read()
            return self._keeper(contents.document, project, contents)
        except BaseException:
            project.close()
            raise

    def adopt(self, autosave: Autosave) -> None:
        """Go on with a project that was loaded."""
        self.end()
        self._autosave = autosave
        self.saved.emit("")

    def _keeper(
        self, document: Document, project: ProjectFile | None = None, contents: Contents | None = None
    ) -> Autosave:
        return Autosave(
            document,
            on_saved=self._saved_elsewhere.emit,
            on_trouble=self._trouble_elsewhere.emit,
            rest=self._rest,
            project=project,
            contents=contents,
        )

    def leave(self, path: Path) -> None:
        """Let go of a project that is about to be opened again: it would find itself locked."""
        own = self._autosave.path if self._autosave else None
        if own is not None and own.resolve() == path.resolve():
            self.end()
        for autosave in [one for one in self._unsaved if one.path and one.path.resolve() == path.resolve()]:
            if autosave.close(PATIENCE):
                self._unsaved.remove(autosave)

    def take_over(self, contents: Contents) -> None:
        """Keep a review that comes from elsewhere, as from a salvaged project."""
        self.adopt(self._keeper(contents.document, contents=contents))

    def all_saved(self, patience: float = PATIENCE) -> bool:
        """Save what is left, at once; return whether all is on the disk after so many seconds."""
        self._unsaved = [autosave for autosave in self._unsaved if not autosave.close(patience)]
        return not self._unsaved and (self._autosave is None or self._autosave.flush(patience))

    @property
    def is_saving(self) -> bool:
        """Whether something is on its way to the disk, and nothing in the way of it."""
        return any(autosave.is_saving for autosave in (self._autosave, *self._unsaved) if autosave)

    def saving_as(self, path: Path) -> Callable[[Report], None] | None:
        """Return what writes the review, as it is now, to a project of this name and goes on there.

        It is for any thread, tells how far it is, and raises ``ProjectError``. None without a review.
        """
        session, autosave = self._controller.session, self._autosave
        if session is None or autosave is None:
            return None
        contents = autosave.snapshot(session, self._controller.history)
        # Said before the other thread can: the text may be closed before that one has begun.
        autosave.moving = True
        return partial(autosave.save_as, path, contents)

    def put_suggestions(self) -> None:
        """Keep the newest findings."""
        session = self._controller.session
        if self._autosave and session:
            self._autosave.record_suggestions(session)
            self._autosave.put({ANALYSED: True})

    def put_bookmarks(self, ids: set[str]) -> None:
        """Keep the bookmarks."""
        if self._autosave:
            self._autosave.put({"bookmarks": sorted(ids)})

    @Slot(object)
    def record(self, change: object = None) -> None:
        """Keep what has just happened; returns at once."""
        del change
        session = self._controller.session
        if self._autosave and session:
            self._autosave.record(
                session, self._controller.history, view={"current": self._controller.current}
            )

    @Slot(object)
    def _put_view(self, current: object) -> None:
        """Keep the place, so that a review goes on where it was."""
        if self._autosave and isinstance(current, str):
            self._autosave.put({"view": {"current": current}})

    def end(self, patience: float = BRIEF) -> bool:
        """Save what is left and let go; what takes longer, or has no place yet, is let go when it is saved.

        A review that is just moving to another place is let go when the window closes.
        """
        if self._autosave is None:
            return True
        complete = not self._autosave.moving and self._autosave.close(patience)
        if not complete:
            self._unsaved.append(self._autosave)
        self._autosave = None
        return complete

    def close(self) -> None:
        """Save what can be saved, and end; whoever closes the window has been asked about the rest."""
        self.end(PATIENCE)
        for autosave in self._unsaved:
            if not autosave.close(PATIENCE):
                autosave.abandon()
        self._unsaved.clear()

    @staticmethod
    def dismiss(path: Path) -> None:
        """Offer this work no more."""
        recovery.dismiss(path)

    @Slot(int)
    def _say_saved(self, acts: int) -> None:
        del acts
        self._unsaved = [autosave for autosave in self._unsaved if autosave.moving or not autosave.close(0.0)]
        now = datetime.now().astimezone().strftime("%H:%M")
        self.saved.emit(self.tr("saved {time}").format(time=now))
