# SPDX-License-Identifier: Apache-2.0
"""The list for spreadsheets."""

import csv
import io

from hypothesis import given

from desktop_app.documents.document import pasted
from desktop_app.exporters.suggestion_table import COLUMNS, SuggestionTableExporter
from desktop_app.review.session import ReviewSession
from tests.sessions import reviews, suggestion


def rows(session: ReviewSession) -> list[dict[str, str]]:
    table = SuggestionTableExporter().render(session).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(table, newline="")))


@given(reviews())
def test_one_row_each(session: ReviewSession) -> None:
    found = rows(session)
    assert [row["id"] for row in found] == [s.id for s in session.suggestions]
    for row, item in zip(found, session.suggestions, strict=True):
        assert row.keys() == set(COLUMNS)
        assert int(row["line"]) == session.document.text.count("\n", 0, item.span.start) + 1
        assert row["original"].removeprefix("'") == item.original.removeprefix("'")


def test_no_cell_runs_as_a_formula() -> None:
    text = "=HYPERLINK(1) was written."
    session = ReviewSession(pasted(text), [suggestion(text, 0, 13, "@him", "+x")])
    (row,) = rows(session)
    assert row["original"].startswith("'=")
    assert row["proposal"] == "'@him"
