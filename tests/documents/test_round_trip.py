# SPDX-License-Identifier: Apache-2.0
"""The first law: what was read and not changed is written back byte for byte."""

from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from desktop_app.documents.document import (
    Document,
    UnreadableDocumentError,
    UnwritableTextError,
    pasted,
    split_line_ends,
)
from desktop_app.documents.loading import read_document
from desktop_app.documents.readers import ReadOptions
from desktop_app.text.edits import Edit, apply_edits
from desktop_app.text.span import Span
from tests.sessions import ENCODINGS, encoded_files


@given(encoded_files())
def test_no_edits_give_the_bytes_of_the_file(document: Document) -> None:
    assert document.to_bytes() == document.source.data
    assert "\r" not in document.text


@pytest.mark.parametrize(("encoding", "mark"), ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_encoding_with_each_line_end(encoding: str, mark: bytes, end: str) -> None:
    data = mark + f"Ein Größenwahn: 3 £.{end}{end}Zwei.{end}".encode(encoding)
    document = read_document(data, Path("a.txt"))
    assert document.text == "Ein Größenwahn: 3 £.\n\nZwei.\n"
    assert document.source.bom == mark
    assert document.source.line_ends == (end,)
    expected = "cp1252" if encoding == "latin-1" else encoding
    assert document.source.encoding == expected
    assert document.to_bytes() == data


@given(st.binary(min_size=1, max_size=40))
def test_any_bytes_are_restored_or_refused(data: bytes) -> None:
    try:
        document = read_document(data, Path("a.txt"))
    except UnreadableDocumentError:
        event("refused")
    else:
        assert document.to_bytes() == data


@given(encoded_files(), st.data())
def test_an_edit_changes_nothing_outside_it(document: Document, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    edit = Edit(Span(start, end), "x\ny")
    again = read_document(
        document.to_bytes([edit]),
        Path("a.txt"),
        ReadOptions(encoding=document.source.encoding) if not document.source.bom else None,
    )
    assert again.text == apply_edits(document.text, [edit])[0]
    before, after = document.source.line_ends, again.source.line_ends
    lines_before, lines_after = document.text.count("\n", 0, start), document.text.count("\n", end)
    ends_before = before * document.text.count("\n") if len(before) == 1 else before
    ends_after = after * again.text.count("\n") if len(after) == 1 else after
    assert ends_after[:lines_before] == ends_before[:lines_before]
    assert ends_after[len(ends_after) - lines_after :] == ends_before[len(ends_before) - lines_after :]


def test_what_the_encoding_lacks_is_told_in_a_sentence() -> None:
    document = read_document("Caf\xe9 .".encode("cp1252"), Path("a.txt"))
    with pytest.raises(UnwritableTextError, match="'א' cannot be written in cp1252"):
        document.to_bytes([Edit(Span(0, 1), "א")])


def test_guesses_are_told() -> None:
    assert read_document(b"Caf\xe9", Path("a.txt")).source.notes == (
        "The encoding was guessed to be cp1252.",
    )
    assert read_document(b"Caf\x81", Path("a.txt")).source.encoding == "latin-1"
    assert read_document("Café words".encode("utf-16-le"), Path("a.txt")).source.encoding == "utf-16-le"
    assert read_document("Café words".encode("utf-16-be"), Path("a.txt")).source.encoding == "utf-16-be"
    assert read_document("Café".encode(), Path("a.txt")).source.notes == ()


def test_an_encoding_can_be_chosen() -> None:
    data = "Ж word".encode("cp1251")
    document = read_document(data, Path("a.txt"), ReadOptions(encoding="cp1251"))
    assert document.text == "Ж word"
    assert document.to_bytes() == data
    marked = b"\xff\xfe" + "Ж".encode("utf-16-le")
    for name in ("utf-16", "UTF-16LE", "utf_16_le"):
        chosen = read_document(marked, Path("a.txt"), ReadOptions(encoding=name))
        assert (chosen.text, chosen.to_bytes()) == ("Ж", marked)
    with_mark = b"\xef\xbb\xbf" + b"word"
    for name in ("utf-8", "UTF8", "utf-8-sig"):
        chosen = read_document(with_mark, Path("a.txt"), ReadOptions(encoding=name))
        assert (chosen.text, chosen.to_bytes()) == ("word", with_mark)


@given(st.text(st.sampled_from("ab\r\n")))
def test_line_ends_are_told_apart(raw: str) -> None:
    text, ends = split_line_ends(raw)
    breaks = text.count("\n")
    each = ends * breaks if len(ends) == 1 else ends
    pieces = text.split("\n")
    assert "".join(p + e for p, e in zip(pieces, (*each, ""), strict=True)) == raw


@given(st.text(st.characters()))
def test_pasted_text_can_always_be_written(text: str) -> None:
    document = pasted(text)
    assert document.to_bytes().decode("utf-8") == document.text
    assert document.source.data == document.to_bytes()
    assert document.source.name == "Untitled"
