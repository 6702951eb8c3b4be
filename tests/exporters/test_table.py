# SPDX-License-Identifier: Apache-2.0
"""Tables: one column in, the same cells out, nothing else touched."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.document import Document, UnreadableDocumentError, UnwritableTextError
from desktop_app.documents.loading import read_document
from desktop_app.documents.readers import ReadOptions
from desktop_app.exporters import exporter_named
from desktop_app.exporters.exporter import ExportError
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from tests.sessions import sample, suggestion

TABLE = b'id;text;note\r\n1;"Mara said ; no .";x\r\n2;plain , words;"y ""z"""\r\n\r\n3;;\r\n'
LINES = b'{"id": 1, "text": "Mara said , no ."}\n\n{"text": "caf\\u00e9 .", "id": 2}\r\n'
CELLS = st.text(st.sampled_from('ab ,;"\n\té'), max_size=8)


def accepted(document: Document, part: str, wording: str) -> ReviewSession:
    start = document.text.index(part)
    item = suggestion(document.text, start, start + len(part), wording)
    session = ReviewSession(document, [item])
    session.apply(session.decide([item.id], Verdict.ACCEPTED))
    return session


def test_the_longest_column_is_read_and_written_back() -> None:
    document = read_document(TABLE, Path("a.csv"))
    assert document.text == "Mara said ; no .\n\nplain , words"
    assert "column “text” was read, 2 cells" in document.source.notes[-1]
    table = exporter_named("table")
    assert table.render(ReviewSession(document)) == TABLE
    assert table.render(accepted(document, " no .", ' "no".')) == TABLE.replace(b" no .", b' ""no"".')
    assert table.render(accepted(document, "plain ,", "plain;")) == TABLE.replace(
        b"plain , words", b'"plain; words"'
    )


def test_a_column_and_a_row_can_be_chosen() -> None:
    chosen = read_document(TABLE, Path("a.csv"), ReadOptions(column="note", row=1))
    assert chosen.text == 'y "z"'
    for options, sentence in (
        (ReadOptions(column="none"), "choose one of id, text, note"),
        (ReadOptions(row=9), "row 9"),
    ):
        with pytest.raises(UnreadableDocumentError, match=sentence):
            read_document(TABLE, Path("a.csv"), options)


def test_json_lines_keep_their_form() -> None:
    document = read_document(LINES, Path("a.jsonl"))
    assert document.text == "Mara said , no .\n\ncafé ."
    lines = exporter_named("lines")
    assert lines.render(ReviewSession(document)) == LINES
    assert lines.render(accepted(document, "café .", "café–")) == LINES.replace(
        b"\\u00e9 .", b"\\u00e9\\u2013"
    )


def test_cells_are_never_joined_and_encodings_never_broken() -> None:
    document = read_document(TABLE, Path("a.csv"))
    with pytest.raises(ExportError, match="two cells"):
        exporter_named("table").render(accepted(document, ".\n\nplain", " and plain"))
    old = read_document("text\nCaf\xe9 .\n".encode("cp1252"), Path("a.csv"))
    with pytest.raises(UnwritableTextError, match="save the table as UTF-8"):
        exporter_named("table").render(accepted(old, " .", "א"))


@pytest.mark.parametrize("data", [b"no json\n", b"[1]\n", b"", b'{"a": 1}\n', b"[" * 99_999])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"choose another file\.$"):
        read_document(data, Path("a.jsonl"))


def test_a_text_becomes_a_table() -> None:
    rows = list(csv.reader(io.StringIO(exporter_named("table").render(sample()).decode(), newline="")))
    assert rows[0] == ["text"]
    assert len(rows) == 3
    lines = exporter_named("lines").render(sample()).decode().splitlines()
    assert [json.loads(line)["text"] for line in lines] == [row[0] for row in rows[1:]]


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), st.data())
def test_any_table_any_change(rows: list[tuple[str, str]], data: st.DataObject) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([("a", "b"), *rows, ("word", "word")])
    raw = written.getvalue().encode()
    document = read_document(raw, Path("a.csv"), ReadOptions(column="b"))
    values = [b for _, b in rows if b.strip()] + ["word"]
    assert document.text == "\n\n".join(values)
    assert exporter_named("table").render(ReviewSession(document)) == raw
    number = data.draw(st.integers(0, len(values) - 1))
    start = sum(len(v) + 2 for v in values[:number])
    item = suggestion(document.text, start, start + len(values[number]), data.draw(CELLS) + "new")
    session = ReviewSession(document, [item])
    session.apply(session.decide([item.id], Verdict.ACCEPTED))
    again = csv.reader(io.StringIO(exporter_named("table").render(session).decode(), newline=""))
    expected = [*rows, ("word", "word")]
    places = [n for n, (_, b) in enumerate(expected) if b.strip()]
    expected[places[number]] = (expected[places[number]][0], item.replacement)
    assert [tuple(row) for row in again][1:] == expected
