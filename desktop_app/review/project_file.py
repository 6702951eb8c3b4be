# SPDX-License-Identifier: Apache-2.0
"""The project file: a whole review in one SQLite file, safe at every moment.

``Autosave`` (in ``autosave.py``) is what a window talks to; this is the file below it. A
``.palimpsest`` file holds the bytes of the source, its text, the suggestions, every act as an
appended row, how many of the acts are in force, and the view.

The journal is SQLite's write-ahead log: an act is one short transaction, and a process that is
killed within it leaves the file as it was before. ``synchronous=FULL`` syncs the log at each act:
with NORMAL a killed process would lose nothing either, but a power cut could take back acts that the
window had already shown as saved. The price, one sync of some milliseconds, is paid in the thread of
``Autosave`` and not in the window. (https://www.sqlite.org/pragma.html#pragma_synchronous)
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from threading import RLock
from typing import Any

from desktop_app.documents.writing import WritingError, sentence, whole_file
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import DecisionChange
from desktop_app.review.kept_sources import KeptSource
from desktop_app.review.project_contents import (
    Contents,
    base_act,
    pieces,
    read_contents,
    read_state,
    text_pieces,
)
from desktop_app.review.project_inserts import ByRole, Report, counted_rows, insert, no_report
from desktop_app.review.project_lock import ProjectLock
from desktop_app.review.project_rows import (
    BrokenRowError,
    change_to_json,
    source_to_json,
    suggestion_to_json,
    to_json,
)
from desktop_app.review.project_schema import (
    BusyProjectError,
    DamagedProjectError,
    ProjectError,
    VanishedProjectError,
    check,
    connect,
    copied,
    migrate,
    refuse_too_large,
)

TWICE = 4 * 1024 * 1024
"""Bytes. A text up to here is kept a second time even where it equals the source: one broken page
must not cost it."""

SUFFIX = ".palimpsest"
"""What project files are called."""


class ProjectFile:
    """An open project. Any thread may call it; each call is one transaction, all or nothing.

    Methods raise ``ProjectError`` with one sentence when the file cannot be read or written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: ProjectLock | None) -> None:
        self._path = path
        self._connection = connection
        self._lock = lock
        self._calls = RLock()
        self._identity = _identity(path)

    # Coming and going

    @classmethod
    def create(
        cls, path: Path, contents: Contents, *, backup: bool = False, report: Report = no_report
    ) -> "ProjectFile":
        """Write a new project to ``path``, whole or not at all, and open it.

        A project that lies there is replaced, and with ``backup`` kept as ``NAME.bak``, unless a
        window writes it (``BusyProjectError``). What ``report`` raises stops the writing.
        """
        lock = _locked_for_writing(path)
        try:
            with _told(path):
                _settle(path)
                with whole_file(path, backup=backup) as part, _closing(connect(part, "rw")) as connection:
                    # Nobody sees this file before it is whole: it needs no journal of its own.
                    connection.execute("PRAGMA journal_mode=MEMORY").fetchone()
                    connection.execute("PRAGMA synchronous=OFF")
                    migrate(connection)
                    _fill(connection, contents, report)
                return cls._opened(path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> "ProjectFile":
        """Open a project; it is read-only if asked for, if another window writes it, or if it must be.

        Raises ``ProjectError``; a ``DamagedProjectError`` says that ``salvage`` may help.
        """
        if not path.is_file():
            raise ProjectError(f"{path.name} does not exist; check the name.")
        with _told(path):
            refuse_too_large(path)
        lock = None
        if not read_only and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
            with suppress(OSError, BusyProjectError):
                lock = _locked_for_writing(path)
        try:
            with _told(path):
                return cls._opened(path, lock)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @classmethod
    def _opened(cls, path: Path, lock: ProjectLock | None) -> "ProjectFile":
        connection = connect(path, "rw" if lock else "ro")
        try:
            try:
                check(connection, path.name)
            except sqlite3.OperationalError:
                # A folder that may not be written holds no shared memory for the log: read a copy.
                if lock is not None or os.access(path.parent, os.W_OK):
                    raise
                connection.close()
                connection = _in_memory(path)
                check(connection, path.name)
            if lock is not None:
                migrate(connection)
                connection.execute("PRAGMA journal_mode=WAL").fetchone()
                connection.execute("PRAGMA synchronous=FULL")
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, lock)

    @property
    def path(self) -> Path:
        """Where the project lies."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether this window may only look: another writes the project, or nobody may."""
        return self._lock is None

    def close(self) -> None:
        """Close; the file is then complete in itself. Saved is all that was acknowledged before."""
        with self._calls:
            # With the last connection SQLite moves the log into the file and removes it.
            with suppress(sqlite3.Error):
                self._connection.close()
            if self._lock is not None:
                self._lock.release()

    # Reading

    def read(self) -> Contents:
        """Return the whole review."""
        with self._calls, _told(self._path):
            try:
                return read_contents(self._connection, KeptSource.of(self._path))
            except BrokenRowError as error:
                raise DamagedProjectError(
                    f"{self._path.name} holds no readable text; open the original document instead."
                ) from error

    def summary(self) -> tuple[str, int]:
        """Return the name of the document and the number of acts, without reading the review."""
        with self._calls, _told(self._path):
            facts = read_state(self._connection, []).get("source")
            path = facts.get("path") if isinstance(facts, dict) else None
            (acts,) = self._connection.execute("SELECT count(*) FROM acts WHERE number > 0").fetchone()
            return (Path(path).name if isinstance(path, str) else ""), int(acts)

    # Writing

    def append(
        self,
        first: int,
        acts: Sequence[DecisionChange],
        position: int,
        suggestions: Iterable[tuple[str, Suggestion]] = (),
    ) -> None:
        """Append ``acts``, the first of them as number ``first`` (from 1), and take the position.

        ``suggestions`` are those that the acts need and the file may lack, each with its role: found,
        own or former. Durable when this returns.
        """
        bodies = [(first + place, change_to_json(act)) for place, act in enumerate(acts)]
        rows = [(s.id, role, suggestion_to_json(s)) for role, s in suggestions]
        with self._transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO suggestions VALUES (?, ?, ?)", rows)
            connection.executemany("INSERT INTO acts VALUES (?, ?)", bodies)
            _put(connection, "position", position)

    def replace_suggestions(self, roles: ByRole, report: Report = no_report) -> None:
        """Take the newest suggestions, by their roles: found, own and former."""
        counted = counted_rows(sum(len(group) for _, group in roles), report)
        with self._transaction() as connection:
            connection.execute("DELETE FROM suggestions")
            insert(connection, roles, counted)

    def put(self, values: Mapping[str, Any]) -> None:
        """Keep JSON values under their names: view, settings, bookmarks ..."""
        with self._transaction() as connection:
            for name, value in values.items():
                _put(connection, name, value)

    def settle(self) -> None:
        """Move the log into the file, so that copying the one file takes everything along."""
        with self._calls, _told(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        name = self._path.name
        with self._calls, _told(self._path):
            if self._lock is None:
                raise BusyProjectError(f"{name} is open in another window; this one only reads.")
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk rolls back by itself; a second ROLLBACK would hide the reason.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._raise_if_vanished()
                raise
            # A file that was removed may take writes without a word; they would be gone with the window.
            self._raise_if_vanished()

    def _raise_if_vanished(self) -> None:
        if _identity(self._path) != self._identity:
            raise VanishedProjectError(
                f"{self._path.name} was moved, removed or replaced; save the project under a new name."
            )


def _fill(connection: sqlite3.Connection, contents: Contents, report: Report) -> None:
    document = contents.document
    digest, same = _compared(document.text, document.source.data)
    facts = source_to_json(document.source) | {"text_is_data": same, "text_digest": digest}
    once = same and len(document.source.data) > TWICE
    roles = (("found", contents.found), ("own", contents.own), ("former", contents.former))
    connection.execute("BEGIN IMMEDIATE")
    for name, value in {"source": facts, "position": contents.position, **contents.state}.items():
        _put(connection, name, value)
    connection.executemany("INSERT INTO source_bytes VALUES (?, ?)", pieces(document.source.data))
    connection.executemany(
        "INSERT INTO source_text VALUES (?, ?)", text_pieces("" if once else document.text)
    )
    rows = sum(len(suggestions) for _, suggestions in roles) + len(contents.acts) + 1
    counted = counted_rows(rows, report)
    connection.executemany(
        "INSERT INTO acts VALUES (?, ?)",
        ((next(counted), change_to_json(act)) for act in chain((base_act(contents.base),), contents.acts)),
    )
    insert(connection, roles, counted)
    connection.execute("COMMIT")


def _compared(text: str, data: bytes) -> tuple[str, bool]:
    """Return the SHA-256 of a text in UTF-8, and whether that is ``data``."""
    digest, end, same = sha256(), 0, True
    for _, piece in text_pieces(text):
        digest.update(piece)
        begin, end = end, end + len(piece)
        same = same and data[begin:end] == piece
    return digest.hexdigest(), same and end == len(data)


def _put(connection: sqlite3.Connection, name: str, value: object) -> None:
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, to_json(value)))


def _locked_for_writing(path: Path) -> ProjectLock:
    lock = ProjectLock(path)
    try:
        ours = lock.acquire()
    except OSError as error:
        raise ProjectError(sentence(path, error)) from error
    if not ours:
        raise BusyProjectError(f"{path.name} is open in another window; choose another name.")
    return lock


def _settle(path: Path) -> None:
    """Leave no log of a project that is about to be replaced: it would be played into the new one."""
    if not path.exists():
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        return
    with suppress(sqlite3.Error), _closing(connect(path, "rw")) as old:
        old.execute("PRAGMA journal_mode=DELETE").fetchone()
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _in_memory(path: Path) -> sqlite3.Connection:
    """Return a copy of a project that lies where SQLite cannot even read beside a log."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with copied(path) as copy, _closing(connect(copy, "rw")) as connection:
            connection.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


@contextmanager
def _closing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the database and the disk complain about into one sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise _project_error(path.name, error) from error
    except WritingError as error:
        raise ProjectError(str(error)) from error
    except OSError as error:
        raise ProjectError(sentence(path, error)) from error
    except UnicodeError as error:
        raise DamagedProjectError(f"{path.name} is damaged; let it be salvaged.") from error


def _project_error(name: str, error: sqlite3.Error) -> ProjectError:
    code = getattr(error, "sqlite_errorname", "") or ""
    if code.startswith("SQLITE_FULL") or code == "SQLITE_IOERR_WRITE":
        return ProjectError(f"The disk is full, {name} was not saved; make room or choose another place.")
    if code.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return ProjectError(f"{name} may not be written; save the project in another place.")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CONSTRAINT")):
        return BusyProjectError(f"{name} is being written by another program; save it under another name.")
    if code.startswith("SQLITE_IOERR"):
        return ProjectError(f"The disk failed while {name} was in use; save the project in another place.")
    if code.startswith("SQLITE_NOTADB"):
        return DamagedProjectError(f"{name} is no Palimpsest project, or it is damaged; choose another file.")
    return DamagedProjectError(f"{name} is damaged; let it be salvaged.")
