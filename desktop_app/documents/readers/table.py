# SPDX-License-Identifier: Apache-2.0
"""Data sets (csv, tsv, jsonl): the texts of one column, row by row."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.document import Document, SourceInfo, UnreadableDocumentError
from desktop_app.documents.readers.plain_text import chosen_encoding, detect_encoding
from desktop_app.documents.readers.reader import ReadOptions
from desktop_app.documents.table_text import NoSuchColumnError, table_text


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads one column of a table."""

    id: str = "csv"
    label: str = "Table (CSV)"
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def recognises(self, data: bytes) -> bool:
        """Any text may have commas: only its name tells."""
        del data
        return False

    def read(self, data: bytes, path: Path | None, options: ReadOptions) -> Document:
        """Return the texts of the column chosen in ``options``, else of the one with the longest."""
        name = path.name if path else "The table"
        try:
            bom, encoding, notes = (
                chosen_encoding(options.encoding, data) if options.encoding else detect_encoding(data)
            )
            raw = data[len(bom) :].decode(encoding)
            table = table_text(raw, self.id, options.column, options.row)
        except UnicodeDecodeError as error:
            raise UnreadableDocumentError(
                f"{name} cannot be read as {encoding}; choose another encoding."
            ) from error
        except NoSuchColumnError as error:
            raise UnreadableDocumentError(f"{name}: {error}.") from error
        except (ValueError, LookupError, RecursionError) as error:
            raise UnreadableDocumentError(
                f"{name} does not hold one JSON object a line; choose another file."
            ) from error
        if "\0" in raw or not table.text.strip():
            raise UnreadableDocumentError(f"{name} holds no texts in its columns; choose another file.")
        source = SourceInfo(
            path=path,
            format=self.id,
            encoding=encoding,
            bom=bom,
            data=data,
            notes=(*notes, f"The column “{table.column}” was read, {len(table.cells):,} cells."),
            column=table.column,
            row=options.row,
        )
        return Document(table.text, source)
