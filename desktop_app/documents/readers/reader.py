# SPDX-License-Identifier: Apache-2.0
"""What a reader of one input format offers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_app.documents.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the user has chosen about reading; everything else is found out."""

    encoding: str | None = None
    """A codec name that overrides detection; None to detect."""

    column: str | None = None
    """For tables (CSV, JSONL): the column that holds the text; None for the likeliest."""

    row: int | None = None
    """For tables: the row, counted from 0; None for all rows, one paragraph each."""


class Reader(Protocol):
    """Turns the bytes of one format into a Document."""

    @property
    def id(self) -> str:
        """A short name, as in ``docx``."""

    @property
    def label(self) -> str:
        """What file dialogs call the format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """File name endings, lower case, with the dot."""

    def recognises(self, data: bytes) -> bool:
        """Tell from the bytes alone whether this is surely the format (never a guess)."""

    def read(self, data: bytes, path: Path | None, options: ReadOptions) -> Document:
        """Return the document; raise ``UnreadableDocumentError`` with one sentence otherwise."""
