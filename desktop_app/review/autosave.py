# SPDX-License-Identifier: Apache-2.0
"""Autosave: each act of a review is on the disk moments later, and the window never waits for it.

How a window uses it::

    autosave = Autosave(document, on_saved=..., on_trouble=...)     # a fresh document
    autosave = Autosave(document, project=project, contents=contents, ...)      # a .palimpsest file
    kept = recovery.kept_work(document)                             # earlier work on the same bytes?

    autosave.record(session, history, view={...})   # after every act, undo and redo; returns at once
    autosave.record_suggestions(session)            # when an analysis is complete
    autosave.save_as(path, contents)                # of .snapshot(), any thread; from then on it lies there
    autosave.read_only                              # another window writes this project: show it
    autosave.close()                                # False: something is not saved, ask before leaving

A document that nobody has acted on leaves no trace. The first act makes a project file in the user's state
folder; ``recovery`` finds it again after a crash. ``on_saved`` hears how many acts are on the disk,
``on_trouble`` one sentence when saving fails and an empty one when it works again; both are called in another
thread. What could not be saved is kept and tried again until it can. An act is acknowledged when ``on_saved``
has counted it, or ``flush`` has said so: from then on neither a kill nor a power cut can take it back.
``record`` only notes what there is to write, in some microseconds; the thread takes all that waits into one
transaction. A slow disk delays no window.
"""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from typing import Any

from desktop_app.documents.document import Document
from desktop_app.review import recovery
from desktop_app.review.decision import DecisionChange
from desktop_app.review.history import History
from desktop_app.review.kept_sources import keep_source
from desktop_app.review.kept_suggestions import KeptSuggestions, Roles
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_inserts import GivingWay, Report, no_report
from desktop_app.review.project_schema import ProjectError, VanishedProjectError
from desktop_app.review.session import ReviewSession
from desktop_app.review.unsaved import Unsaved, base_of, come_since
from desktop_app.steps import Rest, no_rest

LOG = logging.getLogger("palimpsest")

RETRY = 3.0
"""Seconds until saving is tried again after it has failed."""


class Autosave:
    """Keeps one review on the disk. All methods but ``save_as`` are for one thread, that of the window."""

    def __init__(
        self,
        document: Document,
        *,
        on_saved: Callable[[int], None] | None = None,
        on_trouble: Callable[[str], None] | None = None,
        rest: Rest = no_rest,
        folder: Path | None = None,
        project: ProjectFile | None = None,
        contents: Contents | None = None,
    ) -> None:
        """Keep a document, or go on with an open ``project`` and what it holds.

        ``rest`` is called between two steps of writing, in the thread that writes.
        """
        self._document = document
        self._on_saved = on_saved or (lambda saved: None)
        self._on_trouble = on_trouble or (lambda sentence: None)
        self._folder = folder
        self._project = project
        self.contents = contents or Contents(document=document)
        """What the project held when it was opened."""
        self._acts: Sequence[DecisionChange] = self.contents.acts
        self._position = self.contents.position
        self._base = self.contents.base
        self._roles = Roles.of(self.contents)
        self._kept = KeptSuggestions(self._roles) if project else None
        self._own = {s.id: s for s in self.contents.own}
        self._values: dict[str, Any] = dict(self.contents.state)
        self._waiting = Unsaved()
        self._busy = False
        self._giving_way = GivingWay(rest)
        self.moving = False
        """Whether the review is being written to another place, or is about to be: ``save_as`` will run."""
        self._ended = False
        self._failures = 0
        self._trouble = ""
        self._moved = ""
        self._changed = Condition()
        self._thread: Thread | None = None
        if project is not None and not project.read_only:
            recovery.mark_open(project.path, folder)
        self._make_sure_of_source()

    # What there is

    @property
    def path(self) -> Path | None:
        """The project file; None as long as there is none."""
        return self._project.path if self._project else None

    @property
    def named(self) -> bool:
        """Whether the user has given the project a place of its own."""
        path = self.path
        return path is not None and not recovery.is_autosave(path, self._folder)

    @property
    def read_only(self) -> bool:
        """Whether nothing is saved because another window writes the project, or nobody may."""
        return self._project is not None and self._project.read_only

    @property
    def pending(self) -> bool:
        """Whether something is not on the disk yet that belongs there: without any act nothing does."""
        with self._changed:
            return bool(self._acts or self._project) and (bool(self._waiting) or self._busy)

    @property
    def is_saving(self) -> bool:
        """Whether something is on its way to the disk, and nothing in the way of it."""
        return self.pending and not self.read_only and not self._trouble

    # Saving

    def record(self, session: ReviewSession, history: History, view: Mapping[str, Any] | None = None) -> None:
        """Take in whatever has happened since the last time; return at once."""
        acts = history.acts
        new = acts[len(self._acts) :]
        typed = (session.own_among(act.after.keys()) - self._own.keys() for act in new)
        own = {key: session.suggestion(key) for keys in typed for key in keys}
        with self._changed:
            self._take_acts(session, history)
            self._own.update(own)
            waiting = self._waiting
            waiting.acts += len(new)
            waiting.position = True
            waiting.some.update((key, ("own", s)) for key, s in own.items())
            missing = self._kept.missing(new, session) if self._kept else None
            if missing is None:
                self._take_suggestions(session)
            else:
                self._roles = Roles.of_session(session)
                waiting.some.update(missing)
            if view is not None:
                self._put({"view": dict(view)})
            self._wake()

    def record_suggestions(self, session: ReviewSession) -> None:
        """Keep the newest findings, if there is a project to keep them in."""
        with self._changed:
            self._take_suggestions(session)
            if self._project is not None or self._acts:
                self._wake()

    def put(self, values: Mapping[str, Any]) -> None:
        """Keep JSON values by name: ``view``, ``settings``, ``bookmarks`` ..., if there is a project."""
        with self._changed:
            self._put(values)
            if self._project is not None or self._acts:
                self._wake()

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait, at most ``timeout`` seconds, until all is on the disk; return whether it is."""
        end = monotonic() + timeout
        with self._changed:
            if not self._acts and self._project is None:
                return True
            if self.read_only:
                return not self._waiting
            failures = self._failures
            if self._waiting:
                self._wake()
            self._giving_way.awaited = True
            while (self._waiting or self._busy) and self._failures == failures and monotonic() < end:
                self._changed.wait(max(0.0, end - monotonic()))
            self._giving_way.awaited = False
            return not self._waiting and not self._busy

    def save_as(self, target: Path, contents: Contents, report: Report = no_report) -> None:
        """Write ``contents``, a snapshot of this review, to ``target`` and go on there; any thread.

        The window may go on meanwhile: what it does is kept where the project was and taken along.
        Raises ``ProjectError`` with one sentence, or whatever ``report`` raises to stop; the project
        then stays where it was.
        """
        self.moving = True
        try:
            here = self._project
            if here and not here.read_only and target.resolve() == here.path.resolve():
                if not self.flush():
                    raise ProjectError(self._trouble or f"{target.name} is still being saved; try again.")
                here.settle()
            else:
                self._go_to(ProjectFile.create(target, contents, report=report), contents)
        finally:
            self.moving = False

    def _go_to(self, project: ProjectFile, contents: Contents) -> None:
        with self._changed:
            while self._busy:
                self._changed.wait()
            if self._ended:  # the window did not wait; what it did meanwhile lies where the project was
                project.close()
                return
            old, self._project = self._project, project
            self._waiting = come_since(contents, self._whole())
            self._kept = KeptSuggestions(Roles.of(contents))
            self._moved = ""
            self._make_sure_of_source()
            self._say("")
        recovery.mark_open(project.path, self._folder)
        if old is not None:
            self._leave(old, remove=recovery.is_autosave(old.path, self._folder))
        self._on_saved(len(contents.acts))

    def snapshot(self, session: ReviewSession, history: History) -> Contents:
        """Return all there is to keep."""
        with self._changed:
            self._take_suggestions(session)
            self._waiting.acts += len(history.acts) - len(self._acts)
            self._take_acts(session, history)
            return self._whole()

    def renew(self, contents: Contents) -> None:
        """Go on with other contents at the same place, as after the source has changed.

        The project of before stays beside it as ``NAME.bak``. Raises ``ProjectError`` with one
        sentence; then everything is as it was.
        """
        with self._changed:
            while self._busy:
                self._changed.wait()
            project = self._project
            if project is not None and not project.read_only:
                project.close()
                try:
                    self._project = ProjectFile.create(project.path, contents, backup=True)
                except ProjectError:
                    self._project = ProjectFile.open(project.path)
                    raise
            self._document = contents.document
            self.contents = contents
            self._acts, self._position, self._base = contents.acts, contents.position, contents.base
            self._roles = Roles.of(contents)
            self._kept = KeptSuggestions(self._roles) if project else None
            self._own = {s.id: s for s in contents.own}
            self._values = dict(contents.state)
            self._waiting = Unsaved()
            self._make_sure_of_source()

    def close(self, timeout: float = 10.0) -> bool:
        """Save what is left and end; return False, and stay open, if something is not saved."""
        if self.pending and not self.read_only and not self.flush(timeout):
            return False
        self.abandon()
        return True

    def abandon(self) -> None:
        """End without waiting for what cannot be saved."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(RETRY)
        if self._project is not None:
            self._leave(self._project, remove=False)
            self._project = None

    # Inside

    def _leave(self, project: ProjectFile, *, remove: bool) -> None:
        writer = not project.read_only
        project.close()
        if writer:
            recovery.unmark_open(project.path, self._folder)
            if remove:
                recovery.remove(project.path)

    def _put(self, values: Mapping[str, Any]) -> None:
        # What cannot be JSON must fail here, where the mistake is, and not in the thread.
        plain = json.loads(json.dumps(dict(values)))
        self._values.update(plain)
        if not self.read_only:
            self._waiting.values.update(plain)

    def _take_acts(self, session: ReviewSession, history: History) -> None:
        acts, position = history.acts, history.position
        if self._project is None and not self._acts:
            self._base = base_of(session, acts[:position])  # what was decided before the first act
        self._acts, self._position = acts, position

    def _take_suggestions(self, session: ReviewSession) -> None:
        self._roles = Roles.of_session(session)
        self._own = {s.id: s for s in self._roles.own}
        # Who may only look is not asked about findings and views when the window closes, only about acts.
        if not self.read_only and not (self._kept and self._kept.is_all_of(self._roles)):
            self._waiting.all_suggestions = True
            self._kept = KeptSuggestions(self._roles)

    def _whole(self) -> Contents:
        return Contents(
            document=self._document,
            found=self._roles.found,
            own=tuple(self._own.values()),
            former=self._roles.former,
            base=self._base,
            acts=self._acts,
            position=self._position,
            state=dict(self._values),
        )

    def _wake(self) -> None:
        if self.read_only:
            if not self._waiting:
                return
            assert self._project is not None
            name = self._project.path.name
            self._say(f"{name} can only be read here; save under another name to keep what you do.")
            return
        if self._thread is None:
            self._thread = Thread(target=self._work, name="autosave", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    def _make_sure_of_source(self) -> None:
        with self._changed:
            if self._project is not None and not self.read_only:
                self._waiting.source = True
                self._wake()

    def _say(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._on_trouble(trouble)

    def _rescue(self, error: VanishedProjectError) -> None:
        """Let the next attempt make a new file in the state folder: the old one is out of reach."""
        assert self._project is not None
        self._moved = f"{error} Until then it is kept in this program's own folder."
        self._leave(self._project, remove=False)
        self._project = None

    def _work(self) -> None:
        """Write what waits, as long as the window lives."""
        while True:
            with self._changed:
                while not self._waiting and not self._ended:
                    self._changed.wait()
                if self._ended:
                    return
                job, self._waiting = self._waiting, Unsaved()
                self._busy = True
                whole = None
                if self._project is None or job.all_suggestions:
                    whole, self._kept = self._whole(), KeptSuggestions(self._roles)
                acts = self._acts[len(self._acts) - job.acts :]
                first, position = len(self._acts) - job.acts + 1, self._position
            trouble = ""
            try:
                self._write(job, whole, first, acts, position)
            except VanishedProjectError as error:
                self._rescue(error)
                trouble = self._moved
            except ProjectError as error:
                trouble = str(error)
            except Exception:  # this thread must not die of what nobody foresaw: it holds the work
                LOG.exception("saving broke")
                trouble = "Saving broke in a way nobody foresaw; save the project under another name."
            with self._changed:
                self._busy = False
                if trouble:
                    self._waiting.take_back(job)
                    self._failures += 1
                self._say(trouble or self._moved)
                self._changed.notify_all()
                if trouble and not self._moved:
                    self._changed.wait(RETRY)
            if job.review and not trouble:
                self._on_saved(first - 1 + len(acts))

    def _write(
        self, job: Unsaved, whole: Contents | None, first: int, acts: Sequence[DecisionChange], position: int
    ) -> None:
        if self._project is None:
            assert whole is not None
            project = recovery.new_project(whole, self._folder, self._giving_way)
            recovery.mark_open(project.path, self._folder)
            self._project = project
            keep_source(self._document, project.path, self._folder)
            return
        job.write_to(self._project, whole, first, acts, position, self._giving_way)
        if job.source:
            keep_source(self._document, self._project.path, self._folder)
