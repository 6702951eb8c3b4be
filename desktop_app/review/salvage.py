# SPDX-License-Identifier: Apache-2.0
"""Get out of a broken project file what is still in it."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from desktop_app.review.kept_sources import KeptSource
from desktop_app.review.project_contents import Contents, document_of, read_contents
from desktop_app.review.project_rows import BrokenRowError
from desktop_app.review.project_schema import (
    DamagedProjectError,
    ProjectError,
    connect,
    copied,
    is_ours,
    migrate,
    refuse_too_large,
)

_PAGE = 4096
"""Bytes; what SQLite has made since version 3.12, and what new projects here have."""


def salvage(path: Path, folder: Path | None = None) -> Contents:
    """Return what can be read of a broken project; ``losses`` says what cannot. The file stays as it is.

    Where nothing can, the source is taken from the copy that is kept apart, in ``folder`` or the state
    folder. Raises ``ProjectError`` with one sentence where there is none either.
    """
    kept = KeptSource.of(path, folder)
    try:
        refuse_too_large(path)
        with copied(path) as copy:
            for attempt in (_as_it_is, _with_a_new_first_page):
                with suppress(sqlite3.Error, BrokenRowError, UnicodeError):
                    return attempt(copy, kept)
    except OSError as error:
        raise ProjectError(
            f"{path.name} cannot be read: {error.strerror or error}; copy it to another disk."
        ) from error
    document = document_of(kept)
    if document is not None:
        return Contents(document=document, losses=(f"Of {path.name} only the source text was kept.",))
    raise DamagedProjectError(
        f"Nothing in {path.name} can be read any more; open the original document instead."
    )


def _as_it_is(copy: Path, kept: KeptSource) -> Contents:
    with closing(connect(copy, "rw")) as connection:
        # A file that is shorter than its header says is otherwise refused as a whole.
        connection.execute("PRAGMA writable_schema=ON").close()
        if not is_ours(connection):
            raise BrokenRowError("another schema")
        return read_contents(connection, kept)


def _with_a_new_first_page(copy: Path, kept: KeptSource) -> Contents:
    """Read a file whose first page, the table of its contents, is broken.

    All projects have the same one but for the number of pages (bytes 28 to 31 of the header,
    https://www.sqlite.org/fileformat.html): their tables are made in the same order.
    """
    fresh = copy.with_name("fresh")
    with closing(connect(fresh, "rwc")) as connection:
        connection.execute(f"PRAGMA page_size={_PAGE}").close()
        migrate(connection)
    page = bytearray(fresh.read_bytes()[:_PAGE])
    data = copy.read_bytes()
    page[28:32] = max(1, len(data) // _PAGE).to_bytes(4, "big")
    copy.write_bytes(bytes(page) + data[_PAGE:])
    copy.with_name("copy-wal").unlink(missing_ok=True)
    return _as_it_is(copy, kept)
