# SPDX-License-Identifier: Apache-2.0
"""The suggestions as a table for spreadsheets: one row each."""

import csv
import io
from dataclasses import dataclass

from desktop_app.review.policy import lane
from desktop_app.review.session import ReviewSession

COLUMNS = (
    "number",
    "line",
    "start",
    "end",
    "kind",
    "series",
    "original",
    "proposal",
    "confidence",
    "lane",
    "verdict",
    "in the result",
    "who",
    "when",
    "note",
    "explanation",
    "id",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SuggestionTableExporter:
    """CSV in UTF-8 with a byte order mark, without which spreadsheets take it for something else."""

    id: str = "csv"
    label: str = "List of changes (CSV)"
    suffix: str = ".csv"
    shows_open: bool = True

    def render(self, session: ReviewSession) -> bytes:
        """Return the table. Cells that a spreadsheet would run as a formula get an apostrophe in front."""
        table = io.StringIO(newline="")
        rows = csv.writer(table)
        rows.writerow(COLUMNS)
        line = 1
        counted = 0
        text = session.document.text
        for number, suggestion in enumerate(session.suggestions, 1):
            decision = session.decision(suggestion.id)
            line += text.count("\n", counted, suggestion.span.start)
            counted = suggestion.span.start
            cells = (
                number,
                line,
                suggestion.span.start,
                suggestion.span.end,
                suggestion.kind.value,
                suggestion.series,
                suggestion.original,
                suggestion.replacement,
                f"{suggestion.confidence:.2f}",
                lane(suggestion).value,
                decision.verdict.value,
                session.shown_text(suggestion),
                decision.who,
                decision.when.isoformat() if decision.when else "",
                decision.note,
                suggestion.explanation,
                suggestion.id,
            )
            rows.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in cells])
        return table.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
