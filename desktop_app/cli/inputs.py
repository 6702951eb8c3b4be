# SPDX-License-Identifier: Apache-2.0
"""From the inputs of a command line to documents: files as they are, folders file by file."""

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.documents.readers import READERS, ReadOptions

_TABLES = frozenset({"csv", "jsonl"})


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to be read."""

    path: Path
    """Where it is."""

    named: bool
    """Whether the user named it; one found in a folder may turn out to be unreadable."""


def read_options(arguments: Namespace) -> ReadOptions:
    """Return how the arguments ask for inputs to be read."""
    return ReadOptions(encoding=arguments.encoding, column=arguments.column, row=arguments.row)


def expand(inputs: Iterable[Path], *, tables: bool = False) -> tuple[InputFile, ...]:
    """Return the files that ``inputs`` stand for, each once.

    A folder stands for the files in it (not below it) whose names a reader knows, sorted by name; for
    tables only with ``tables``, when their column is known.
    Raises ``UnreadableDocumentError`` for a folder without any.
    """
    files: dict[Path, InputFile] = {}
    for path in inputs:
        if path.is_dir():
            inside = _text_files(path, tables=tables)
            if not inside:
                raise UnreadableDocumentError(f"{path} holds no text file; choose a folder that does.")
            for file in inside:
                files.setdefault(file, InputFile(file, named=False))
        else:
            files[path] = InputFile(path, named=True)
    return tuple(files.values())


def _text_files(folder: Path, *, tables: bool) -> list[Path]:
    known = {suffix for reader in READERS if tables or reader.id not in _TABLES for suffix in reader.suffixes}
    try:
        names = sorted(folder.iterdir())
    except OSError as error:
        raise UnreadableDocumentError(f"{folder} cannot be read: {error.strerror or error}.") from error
    return [p for p in names if p.suffix.lower() in known and not p.name.startswith(".") and p.is_file()]
