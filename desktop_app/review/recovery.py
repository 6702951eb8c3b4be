# SPDX-License-Identifier: Apache-2.0
"""Find again what was under way: after a crash, and when a document comes back.

In the state folder lie ``autosave/``, projects of documents that were never saved under a name, and
``open/``, one small note for each project that a window has open. A note whose project no living
window holds is left over from a window that did not end well.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from desktop_app.documents.document import Document
from desktop_app.documents.writing import WritingError, write_whole
from desktop_app.repair.detector import CancelToken
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_file import SUFFIX, ProjectFile
from desktop_app.review.project_inserts import Report
from desktop_app.review.project_lock import is_locked
from desktop_app.review.project_schema import BusyProjectError, DamagedProjectError, ProjectError
from desktop_app.user_folders import state_folder


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Work that a window left behind when it was killed."""

    project: Path
    """The file to open."""

    title: str
    """The name of the document."""

    acts: int
    """How many acts are in it."""

    saved: datetime
    """When the last of them was saved, in UTC."""

    damaged: bool = False
    """Whether the file has to be salvaged."""


def find_unfinished(folder: Path | None = None, cancel: CancelToken | None = None) -> list[Unfinished]:
    """Return the work that was under way when a window did not end well, the latest first; any thread.

    Opening the project goes on where it was; ``dismiss`` stops offering.
    """
    found: list[Unfinished] = []
    for note in _folder(folder, "open").glob("*.json"):
        if cancel is not None:
            cancel.raise_if_cancelled()
        project = _noted(note)
        if project is None or not project.is_file():
            with suppress(OSError):
                note.unlink()
            continue
        if not is_locked(project):
            found.append(_described(project))
    return sorted(found, key=lambda work: work.saved, reverse=True)


def dismiss(project: Path, folder: Path | None = None) -> None:
    """Offer this work no more at the start; the file stays and is found with its document."""
    unmark_open(project, folder)


def kept_work(
    document: Document, folder: Path | None = None, cancel: CancelToken | None = None
) -> Path | None:
    """Return the latest project in the state folder that was made from the same bytes at the same place.

    Any thread.
    """
    candidates = []
    for path in _folder(folder, "autosave").glob(f"{_name(document)}*{SUFFIX}"):
        if cancel is not None:
            cancel.raise_if_cancelled()
        with suppress(OSError):
            if not is_locked(path) and _described(path).acts:
                candidates.append((path.stat().st_mtime_ns, path))
    return max(candidates)[1] if candidates else None


def autosave_path(document: Document, folder: Path | None = None) -> Path:
    """Return a new file in the state folder for a document without a project; none is ever overwritten.

    Raises ``ProjectError`` where the folder cannot be made.
    """
    place = _folder(folder, "autosave")
    try:
        # Whole texts lie here: nobody else on this machine is to read them.
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ProjectError(
            f"{place} cannot be made ({error.strerror or error}); save the project under a name of your own."
        ) from error
    name = _name(document)
    number = 1
    # What another window is about to make is locked before it is there.
    while (path := place / f"{name}-{number}{SUFFIX}").exists() or is_locked(path):
        number += 1
    return path


def new_project(contents: Contents, folder: Path | None, report: Report) -> ProjectFile:
    """Make the project of a document that has none, in the state folder; raises ``ProjectError``."""
    create = partial(ProjectFile.create, contents=contents, report=report)
    try:
        return create(autosave_path(contents.document, folder))
    except BusyProjectError:  # another window took the same name in this very moment
        return create(autosave_path(contents.document, folder))


def is_autosave(project: Path, folder: Path | None = None) -> bool:
    """Tell whether a project lies in the state folder, without a name of the user's."""
    return project.parent == _folder(folder, "autosave")


def mark_open(project: Path, folder: Path | None = None) -> None:
    """Note that a window writes this project; without a state folder there is no note, and no harm."""
    note = _note(project, folder)
    with suppress(OSError, WritingError):
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(note, json.dumps({"project": str(project.resolve())}).encode())


def unmark_open(project: Path, folder: Path | None = None) -> None:
    """Note that the window has ended well."""
    with suppress(OSError):
        _note(project, folder).unlink(missing_ok=True)


def remove(project: Path) -> None:
    """Remove a project of the state folder that has a better place now."""
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            project.with_name(project.name + suffix).unlink(missing_ok=True)


def _folder(folder: Path | None, name: str) -> Path:
    return (folder or state_folder()) / name


def _name(document: Document) -> str:
    """Return a name that the same bytes from the same place give again."""
    path = document.source.path
    place = str(path.resolve()) if path else ""
    key = f"{document.source.digest}\0{place}"
    return sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _note(project: Path, folder: Path | None) -> Path:
    key = str(project.resolve()).encode("utf-8", "surrogateescape")
    return _folder(folder, "open") / f"{sha256(key).hexdigest()[:24]}.json"


def _noted(note: Path) -> Path | None:
    try:
        told = json.loads(note.read_bytes())
        return Path(told["project"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _described(project: Path) -> Unfinished:
    try:
        saved = datetime.fromtimestamp(_last_change(project), UTC)
    except (OSError, OverflowError, ValueError):
        saved = datetime.fromtimestamp(0, UTC)
    try:
        opened = ProjectFile.open(project, read_only=True)
    except ProjectError as error:
        return Unfinished(project, project.stem, 0, saved, isinstance(error, DamagedProjectError))
    try:
        title, acts = opened.summary()
        return Unfinished(project, title or project.stem, acts, saved)
    except ProjectError:
        return Unfinished(project, project.stem, 0, saved, damaged=True)
    finally:
        opened.close()


def _last_change(project: Path) -> float:
    times = [project.stat().st_mtime]
    with suppress(OSError):
        times.append(project.with_name(f"{project.name}-wal").stat().st_mtime)
    return max(times)
