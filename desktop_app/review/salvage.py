# SPDX-License-Identifier: Apache-2.0
"""Get out of a broken project file what is still in it."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from desktop_app.documents.document import Document, UnreadableDocumentError
from desktop_app.documents.loading import open_document
from desktop_app.documents.readers import ReadOptions
from desktop_app.review.project_contents import Contents, read_contents, read_state
from desktop_app.review.project_rows import BrokenRowError
from desktop_app.review.project_schema import (
    DamagedProjectError,
    ProjectError,
    connect,
    copied,
    is_ours,
)


def salvage(path: Path) -> Contents:
    """Return what can be read of a broken project; ``losses`` says what cannot. The file stays as it is.

    Where the project's own copy of the source is broken and the source still lies, unchanged, where
    it was, it is taken from there. Raises ``ProjectError`` with one sentence where nothing is left.
    """
    hopeless = f"Nothing in {path.name} can be read any more; open the original document instead."
    try:
        with copied(path) as copy:
            connection = connect(copy, "rw")
            try:
                # A file that is shorter than its header says is otherwise refused as a whole.
                connection.execute("PRAGMA writable_schema=ON").close()
                if not is_ours(connection):
                    raise DamagedProjectError(hopeless)
                return read_contents(connection, _source_on_disk(connection))
            finally:
                connection.close()
    except (sqlite3.Error, BrokenRowError, UnicodeError) as error:
        raise DamagedProjectError(hopeless) from error
    except OSError as error:
        raise ProjectError(
            f"{path.name} cannot be read: {error.strerror or error}; copy it to another disk."
        ) from error


def _source_on_disk(connection: sqlite3.Connection) -> Document | None:
    """Return the document the project was made from, if it is still the same."""
    facts = read_state(connection, []).get("source")
    if not isinstance(facts, dict) or not isinstance(facts.get("path"), str):
        return None
    with suppress(UnreadableDocumentError, ValueError, OSError):
        encoding = facts.get("encoding") if facts.get("format") in {"text", "markdown"} else None
        document = open_document(Path(facts["path"]), ReadOptions(encoding=encoding))
        if document.source.digest == facts.get("digest"):
            return document
    return None
