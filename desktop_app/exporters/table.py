# SPDX-License-Identifier: Apache-2.0
"""The result as a table: back into the cells it came from, everything else byte for byte."""

import csv
import io
import json
from bisect import bisect_right
from dataclasses import dataclass

from desktop_app.documents.document import UnwritableTextError
from desktop_app.documents.table_text import SEPARATOR, TableText, table_text
from desktop_app.exporters.exporter import ExportError
from desktop_app.exporters.passages import passages
from desktop_app.exporters.splitting import changes_of
from desktop_app.review.session import ReviewSession
from desktop_app.text.edits import Edit, apply_edits
from desktop_app.text.span import Span


@dataclass(frozen=True, slots=True)
class TableExporter:
    """Texts that came from elsewhere become a table with one paragraph a row."""

    id: str
    label: str
    suffix: str
    kind: str
    """``csv`` or ``jsonl``."""
    shows_open: bool = False

    def render(self, session: ReviewSession) -> bytes:
        """Return the table; raise ``ExportError`` for a change that reaches over cells."""
        source = session.document.source
        if source.format != self.kind:
            return self._new_table(session.result).encode("utf-8")
        raw = source.data[len(source.bom) :].decode(source.encoding)
        table = table_text(raw, self.kind, source.column, source.row)
        if table.text != session.document.text:
            raise ExportError("The table no longer holds the reviewed text; open it again.")
        try:
            return source.bom + table.rewritten(_wordings(table, session)).encode(source.encoding)
        except UnicodeEncodeError as error:
            raise UnwritableTextError(
                f"A new wording cannot be written in {source.encoding}; save the table as UTF-8 first."
            ) from error

    def _new_table(self, text: str) -> str:
        rows = [paragraph for paragraph in text.split(SEPARATOR) if paragraph.strip()]
        if self.kind == "jsonl":
            return "".join(json.dumps({"text": row}, ensure_ascii=False) + "\n" for row in rows)
        target = io.StringIO(newline="")
        csv.writer(target).writerows([["text"], *([row] for row in rows)])
        return target.getvalue()


def _wordings(table: TableText, session: ReviewSession) -> dict[int, str]:
    """Return the new texts of the cells that change, by their number."""
    starts = [cell.start for cell in table.cells]
    ends = [cell.end for cell in table.cells]
    edits: dict[int, list[Edit]] = {}
    for passage in passages(session):
        if passage.decision.replacement is None:
            continue
        for change in changes_of(passage, table.text, starts, ends, SEPARATOR):
            number = bisect_right(starts, change.start) - 1
            cell = table.cells[number]
            if change.end > cell.end:
                raise ExportError(
                    f"The change at “{passage.original.strip()[:40]}” would join two cells of the table; "
                    "keep the original there."
                )
            span = Span(change.start - cell.start, change.end - cell.start)
            edits.setdefault(number, []).append(Edit(span, change.new))
    return {
        number: apply_edits(table.text[starts[number] : ends[number]], some)[0]
        for number, some in edits.items()
    }
