# SPDX-License-Identifier: Apache-2.0
"""The tables of a project file, their versions, and a guarded way to open a database from anywhere."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.document import UnreadableDocumentError

APPLICATION_ID = 0x50414C49
"""``PALI``, in the header of each project file."""

LARGEST_VALUE = 512 * 1024 * 1024
"""Bytes in one row, at most: an act on every suggestion of the largest text has its place in it."""

LARGEST_PROJECT = 4 * 1024**3
"""Bytes in a project file; one of the largest text, with a million acts, takes a quarter."""


class ProjectError(UnreadableDocumentError):
    """A project that cannot be opened or saved; one sentence that tells the user what to do."""


class DamagedProjectError(ProjectError):
    """A project file that is broken, where ``salvage`` may still get something out."""


class BusyProjectError(ProjectError):
    """A project that another window writes."""


class VanishedProjectError(ProjectError):
    """A project whose file was removed, moved or replaced while it was open."""


@dataclass(frozen=True, slots=True)
class SchemaVersion:
    """One version of the tables."""

    tables: dict[str, str]
    """The tables by name, each exactly as SQLite gives its text back."""

    steps: tuple[str, ...]
    """The statements that lead here from the version before."""


_FIRST = {
    # What is wanted most after an accident stands first in the file: facts, then the source, then acts.
    "state": "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "source_bytes": "CREATE TABLE source_bytes (number INTEGER PRIMARY KEY, body BLOB NOT NULL)",
    "source_text": "CREATE TABLE source_text (number INTEGER PRIMARY KEY, body BLOB NOT NULL)",
    "acts": "CREATE TABLE acts (number INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    "suggestions": "CREATE TABLE suggestions (id TEXT PRIMARY KEY, role TEXT NOT NULL, body TEXT NOT NULL)",
}
VERSIONS: tuple[SchemaVersion, ...] = (SchemaVersion(_FIRST, tuple(_FIRST.values())),)
"""Version n of the file is the nth of these; a new version is added at the end, none is ever changed."""


def refuse_too_large(path: Path) -> None:
    """Raise ``ProjectError`` for a file that can be no review; ``OSError`` where there is none."""
    if path.stat().st_size > LARGEST_PROJECT:
        size = LARGEST_PROJECT // 1024**3
        raise ProjectError(f"{path.name} is larger than {size} GB, no review is; choose another file.")


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a database with every door shut that a stranger's file could come through.

    ``mode`` is ``rw``, ``rwc`` or ``ro``. Nothing in the file is run: functions in the schema are
    distrusted, databases cannot be attached, pages and values are checked.
    (https://www.sqlite.org/security.html)
    """
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=2.0,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=32,
    )
    try:
        for limit, value in _LIMITS:
            connection.setlimit(limit, value)
        if hasattr(connection, "setconfig"):  # Python 3.12
            connection.setconfig(getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE"), True)  # noqa: B009
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}").close()
    except BaseException:
        connection.close()
        raise
    return connection


_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
)


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """Lend a copy of a database with its log, so that looking at it cannot change a thing."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy"
        shutil.copyfile(path, copy)
        log = path.with_name(f"{path.name}-wal")
        if log.is_file():
            shutil.copyfile(log, copy.with_name("copy-wal"))
        yield copy


def check(connection: sqlite3.Connection, name: str, versions: Sequence[SchemaVersion] = VERSIONS) -> int:
    """Return the version of a database after making sure that it is one of ours and whole.

    Raises ``ProjectError`` or ``DamagedProjectError`` with one sentence, or ``sqlite3.Error``.
    """
    if _number(connection, "application_id") != APPLICATION_ID:
        if not _number(connection, "page_count") or is_ours(connection, versions):
            raise DamagedProjectError(f"{name} is damaged; let it be salvaged.")
        raise ProjectError(f"{name} is no Palimpsest project; choose another file.")
    version = _number(connection, "user_version")
    if version > len(versions):
        raise ProjectError(f"{name} was made by a newer version; update Palimpsest to open it.")
    if version < 1 or _tables(connection) != versions[version - 1].tables:
        raise DamagedProjectError(f"{name} is damaged or was changed by another program; let it be salvaged.")
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise DamagedProjectError(f"{name} is damaged; let it be salvaged.")
    return version


def is_ours(connection: sqlite3.Connection, versions: Sequence[SchemaVersion] = VERSIONS) -> bool:
    """Tell whether a database, broken or not, holds the tables of some version and nothing else."""
    tables = _tables(connection)
    return any(tables == version.tables for version in versions)


def migrate(connection: sqlite3.Connection, versions: Sequence[SchemaVersion] = VERSIONS) -> None:
    """Bring a database, new or of an earlier version, to the last one: wholly, or not at all."""
    version = _number(connection, "user_version")
    if version == len(versions):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in (step for later in versions[version:] for step in later.steps):
            connection.execute(step)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={len(versions)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _tables(connection: sqlite3.Connection) -> dict[str, str]:
    """Return everything the schema holds but the indexes that SQLite makes for primary keys."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL LIMIT 100")
    return {str(name): str(sql) for name, sql in rows}


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    row = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(row[0]) if row else 0
