# SPDX-License-Identifier: Apache-2.0
"""One column of a table as a text, with a map from every cell to its place in the file.

CSV as RFC 4180 has it, with commas, semicolons or tabs, its first row naming the columns; JSON lines with an
object each. Only cells that hold words are read, parted by a blank line. The file is scanned, not rebuilt:
what is not changed stays byte for byte.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SEPARATOR = "\n\n"
"""What parts two cells in the text."""

_QUOTED = re.compile(r'"((?:[^"]|"")*+)(?:"|\Z)')
_LINE = re.compile(r"[^\n]*\n?")


class NoSuchColumnError(Exception):
    """The table lacks the column or row; one sentence that tells which there are."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that was read."""

    start: int
    """Code points of the text."""
    end: int
    """One past the last."""
    low: int
    """Where what holds it begins in the file: the cell itself in CSV, its line in JSON lines."""
    high: int
    """One past the last."""


@dataclass(frozen=True, slots=True)
class TableText:
    """A text and its map."""

    text: str
    raw: str
    kind: str
    """``csv`` or ``jsonl``."""
    column: str
    delimiter: str
    cells: tuple[Cell, ...]

    def rewritten(self, wordings: dict[int, str]) -> str:
        """Return the file with new texts for cells, by their number."""
        parts: list[str] = []
        position = 0
        for number, cell in enumerate(self.cells):
            if number not in wordings:
                continue
            old = self.raw[cell.low : cell.high]
            new = wordings[number].replace("\n", "\r\n") if "\r\n" in old.rstrip("\r\n") else wordings[number]
            parts += [self.raw[position : cell.low], self._held(old, new)]
            position = cell.high
        return "".join([*parts, self.raw[position:]])

    def _held(self, old: str, new: str) -> str:
        if self.kind == "jsonl":
            line = old.rstrip("\r\n")
            record = json.loads(line)
            record[self.column] = new
            return json.dumps(record, ensure_ascii="\\u" in line) + old[len(line) :]
        if old.startswith('"') or new.startswith('"') or re.search(f"[\r\n{self.delimiter}]", new):
            return '"' + new.replace('"', '""') + '"'
        return new


def table_text(raw: str, kind: str, column: str | None = None, row: int | None = None) -> TableText:
    """Return the text of a column, or of one cell of it; ``row`` counts from 0, without the heading.

    Without ``column`` the one with the longest texts is read. Raises ``NoSuchColumnError``, and
    ``ValueError`` for JSON lines that are none.
    """
    delimiter = _delimiter(raw)
    rows = list(_objects(raw) if kind == "jsonl" else _records(raw, delimiter))
    names = list(dict.fromkeys(name for fields in rows for name in fields))
    lengths = {name: sum(len(fields[name][0]) for fields in rows if name in fields) for name in names}
    chosen = column or max(names, key=lambda name: lengths[name], default="")
    if names and chosen not in lengths:
        raise NoSuchColumnError(f"there is no column “{chosen}”; choose one of {', '.join(names[:20])}")
    if names and row is not None and not 0 <= row < len(rows):
        raise NoSuchColumnError(f"there is no row {row}; choose one from 0 to {len(rows) - 1}")
    cells: list[Cell] = []
    texts: list[str] = []
    position = 0
    for fields in rows if row is None else [rows[row]]:
        text, low, high = fields.get(chosen, ("", 0, 0))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if text.strip():
            cells.append(Cell(position, position + len(text), low, high))
            texts.append(text)
            position += len(text) + len(SEPARATOR)
    return TableText(SEPARATOR.join(texts), raw, kind, chosen, delimiter, tuple(cells))


Fields = dict[str, tuple[str, int, int]]
"""The texts of a row and their places, by column."""


def _delimiter(raw: str) -> str:
    heading = raw.split("\n", 1)[0]
    return max(",;\t", key=heading.count)


def _records(raw: str, delimiter: str) -> Iterator[Fields]:
    names: list[str] | None = None
    position = 0
    while position < len(raw):
        fields: list[tuple[str, int, int]] = []
        position = _record(raw, position, delimiter, fields)
        if names is None:
            names = [name for name, _, _ in fields]
        elif len(fields) > 1 or fields[0][0]:
            yield dict(zip(names, fields, strict=False))


def _record(raw: str, position: int, delimiter: str, fields: list[tuple[str, int, int]]) -> int:
    """Read the fields of one record; return where the next begins."""
    plain = re.compile(f"[^{delimiter}\r\n]*")
    while True:
        low = position
        quoted = _QUOTED.match(raw, position)
        if quoted:
            position = quoted.end()
            text = quoted[1].replace('""', '"')
            rest = plain.match(raw, position)
            position = rest.end() if rest else position
            text += rest[0] if rest else ""
        else:
            found = plain.match(raw, position)
            text = found[0] if found else ""
            position += len(text)
        fields.append((text, low, position))
        if raw[position : position + 1] != delimiter:
            break
        position += 1
    return position + (2 if raw.startswith("\r\n", position) else 1)


def _objects(raw: str) -> Iterator[Fields]:
    for line in _LINE.finditer(raw):
        if not line[0].strip():
            continue
        record: Any = json.loads(line[0])
        if not isinstance(record, dict):
            raise ValueError("a line holds no object")
        yield {
            name: (value, line.start(), line.end())
            for name, value in record.items()
            if isinstance(value, str)
        }
