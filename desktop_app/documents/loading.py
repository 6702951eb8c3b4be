# SPDX-License-Identifier: Apache-2.0
"""The one door through which files come in."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path

from desktop_app.documents.document import Document, UnreadableDocumentError
from desktop_app.documents.readers import READERS, Reader, ReadOptions

LARGEST_FILE = 200 * 1024 * 1024
"""Bytes. Beyond this nothing is read: no article is as long, and memory is not ours to fill."""


def open_document(path: Path, options: ReadOptions | None = None) -> Document:
    """Return the document in the file at ``path``.

    Raises ``UnreadableDocumentError`` with one sentence for anything that cannot be opened.
    """
    return read_document(read_file(path), path, options)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file; raise ``UnreadableDocumentError`` with one sentence."""
    with _opened(path) as file:
        return file.read()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, read piece by piece; raise as ``read_file`` does."""
    with _opened(path) as file:
        return file_digest(file, "sha256").hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    if path.is_dir():
        raise UnreadableDocumentError(f"{path.name} is a folder; choose a file.")
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):  # a device or a pipe may never end
            raise UnreadableDocumentError(f"{path.name} is no file; choose one.")
        if facts.st_size > LARGEST_FILE:
            raise UnreadableDocumentError(
                f"{path.name} is larger than {LARGEST_FILE // 1024**2} MB; split it into smaller files."
            )
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise UnreadableDocumentError(f"{path.name} does not exist; check the name.") from error
    except PermissionError as error:
        raise UnreadableDocumentError(f"{path.name} may not be read; ask for permission.") from error
    except OSError as error:
        raise UnreadableDocumentError(f"{path.name} cannot be read: {error.strerror or error}.") from error


def read_document(data: bytes, path: Path | None, options: ReadOptions | None = None) -> Document:
    """Return the document that ``data`` holds; ``path`` gives its name and, by suffix, its format."""
    return reader_for(data, path).read(data, path, options or ReadOptions())


def reader_for(data: bytes, path: Path | None) -> Reader:
    """Return the reader that fits the bytes or, where they do not tell, the file's name."""
    suffix = path.suffix.lower() if path else ""
    by_content = next((reader for reader in READERS if reader.recognises(data)), None)
    by_name = next((reader for reader in READERS if suffix in reader.suffixes), None)
    return by_content or by_name or READERS[0]
