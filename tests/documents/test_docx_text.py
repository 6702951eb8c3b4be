# SPDX-License-Identifier: Apache-2.0
"""What of a Word document is text, and what stays together when it is changed."""

from pathlib import Path

import pytest

from desktop_app.documents.document import pasted
from desktop_app.documents.docx_text import W, read_word
from desktop_app.documents.loading import read_document
from desktop_app.documents.package import open_package
from desktop_app.exporters import exporter_named
from desktop_app.exporters.docx_blank import blank_docx
from desktop_app.exporters.exporter import ExportError
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from tests.exporters.office_samples import packed, unpacked
from tests.sessions import suggestion

HEAD = f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'


def word(body: str) -> bytes:
    document = f"{HEAD}{body}</w:body></w:document>".encode()
    return packed(unpacked(blank_docx("x", "\n\n")) | {"word/document.xml": document})


def text(body: str) -> str:
    return read_document(word(body), Path("a.docx")).text


def run(words: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def table(*cells: str) -> str:
    inside = "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in cells)
    return f"<w:tbl><w:tr>{inside}</w:tr></w:tbl>"


def changed(body: str, part: str, wording: str) -> bytes:
    document = read_document(word(body), Path("a.docx"))
    start = document.text.index(part)
    item = suggestion(document.text, start, start + len(part), wording)
    session = ReviewSession(document, [item])
    session.apply(session.decide([item.id], Verdict.ACCEPTED))
    return unpacked(exporter_named("docx").render(session))["word/document.xml"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("a") + "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ('<w:r><w:t> outer  spaces </w:t></w:r><w:r><w:br w:type="page"/></w:r>', "outer  spaces"),
        ("<w:r><w:t>a\nb</w:t><w:noBreakHyphen/><w:softHyphen/></w:r>", "a b\u2011\u00ad"),
        (run("seen") + run("hidden", "<w:vanish/>"), "seen"),
        (f"<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        (
            f"<w:hyperlink>{run('link')}</w:hyperlink><w:sdt><w:sdtContent>{run('box')}</w:sdtContent></w:sdt>",
            "linkbox",
        ),
        ("<w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>" + run("7"), "7"),
        (
            f"<w:r><w:ruby><w:rt>{run('over')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>",
            "base",
        ),
    ],
)
def test_what_a_paragraph_shows(inside: str, expected: str) -> None:
    assert text(f"<w:p>{inside}</w:p>") == expected


def test_cells_boxes_and_nested_blocks_are_read_in_order() -> None:
    box = f"<w:txbxContent><w:p>{run('in a box')}</w:p></w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    boxes = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    last = f"<w:sdt><w:sdtContent><w:p>{run('last')}</w:p></w:sdtContent></w:sdt>"
    body = f"<w:p>{run('first')}{boxes}</w:p>{table('one', 'two')}{last}"
    assert text(body) == "first\n\nin a box\n\none\n\ntwo\n\nlast"


def test_what_stands_apart_is_never_joined() -> None:
    with pytest.raises(ExportError, match="keeps apart"):
        changed(table("one", "two"), "one\n\ntwo", "onetwo")
    section = f"<w:p><w:pPr><w:sectPr/></w:pPr>{run('one')}</w:p><w:p>{run('two')}</w:p>"
    with pytest.raises(ExportError, match="keeps apart"):
        changed(section, "one\n\ntwo", "onetwo")
    assert b"w:ins" in changed(table("one", "two"), "one\n\ntwo", "1\n\n2")


def test_looks_links_and_what_hangs_between_outlive_a_change() -> None:
    body = (
        f"<w:p><w:hyperlink>{run('one tw', '<w:b/>')}</w:hyperlink><w:bookmarkStart w:id='4' w:name='n'/>"
        f"{run('o three', '<w:i/>')}</w:p>"
    )
    xml = changed(body, "two", "2").decode()
    assert xml.count("<w:del ") == 2
    assert "bookmarkStart" in xml
    assert "<w:ins" in xml[xml.index("bookmarkStart") :]
    parted = changed(body, "one ", "one.\n\n").decode()
    assert parted.count("<w:hyperlink") == 2
    assert parted.count("<w:p>") == 2


def test_the_map_knows_every_character() -> None:
    package = open_package(word(f"<w:p>{run('one ')}{run('two')}</w:p><w:p/><w:p>{run('three')}</w:p>"), "a")
    found = read_word(package)
    assert found.text == "one two\n\n\n\nthree"
    for paragraph in found.paragraphs:
        for piece in paragraph.pieces:
            assert piece.element.text == found.text[piece.start : piece.end]


def test_control_characters_cannot_go_into_word_or_odt() -> None:
    for kind in ("docx", "odt"):
        with pytest.raises(ExportError, match=r"U\+000C"):
            exporter_named(kind).render(ReviewSession(pasted("form\ffeed")))
        session = ReviewSession(pasted("form feed"), [suggestion("form feed", 0, 4, "f\frm")])
        session.apply(session.decide([s.id for s in session.suggestions], Verdict.ACCEPTED))
        with pytest.raises(ExportError, match="holds a character"):
            exporter_named(kind).render(session)
