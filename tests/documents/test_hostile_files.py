# SPDX-License-Identifier: Apache-2.0
"""Files that mean harm: one sentence each, little memory, nothing fetched, nothing written."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.documents.loading import read_document
from desktop_app.documents.package import open_package
from desktop_app.exporters import exporter_named
from desktop_app.exporters.docx_blank import blank_docx
from desktop_app.exporters.odt_blank import blank_odt
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from tests.exporters.office_samples import packed, unpacked
from tests.sessions import suggestion

pytestmark = pytest.mark.timeout(20)
GOOD = {"docx": blank_docx("One word .", "\n"), "odt": blank_odt("One word .", "\n")}
MAIN = {"docx": "word/document.xml", "odt": "content.xml"}
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY lol%d "%s">' % (n, b"&lol%s;" % (str(n - 1).encode() if n > 1 else b"") * 10)
        for n in range(1, 10)
    )
    + b"]><r>&lol9;</r>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'


def with_part(kind: str, name: str, content: bytes) -> bytes:
    return packed({**unpacked(GOOD[kind]), name: content})


def squeezed(kind: str, name: str, size: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in unpacked(GOOD[kind]).items():
            if part != name:
                archive.writestr(part, content, zipfile.ZIP_STORED if part == "mimetype" else None)
        with archive.open(name, "w") as file:
            for _ in range(size // 1_000_000):
                file.write(b" " * 1_000_000)
    return target.getvalue()


def locked(kind: str) -> bytes:
    data = bytearray(GOOD[kind])
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[str], bytes], str]] = {
    "a bomb": (lambda k: squeezed(k, MAIN[k], 100_000_000), "unpacks to more than"),
    "a bomb beside": (lambda k: squeezed(k, "media/image.bin", 110_000_000), "unpacks to more than"),
    "many entries": (
        lambda k: packed({**unpacked(GOOD[k]), **{f"x{n}": b"" for n in range(6000)}}),
        "unpacks to more",
    ),
    "billion laughs": (lambda k: with_part(k, MAIN[k], LAUGHS), "document type|damaged"),
    "an outer entity": (lambda k: with_part(k, MAIN[k], OUTSIDE), "document type"),
    "a way out": (lambda k: with_part(k, "../../evil.sh", b"x"), "forbidden names"),
    "an absolute name": (lambda k: with_part(k, "/etc/evil", b"x"), "forbidden names"),
    "a drive": (lambda k: with_part(k, "C:\\evil", b"x"), "forbidden names"),
    "cut in half": (lambda k: GOOD[k][: len(GOOD[k]) // 2], "is damaged|is not a text file"),
    "a broken part": (lambda k: with_part(k, MAIN[k], b"<w:document"), "damaged"),
    "deep nesting": (lambda k: with_part(k, MAIN[k], b"<a>" * 100_000), "damaged"),
    "locked": (locked, "locked by a password"),
    "no main part": (
        lambda k: packed({n: c for n, c in unpacked(GOOD[k]).items() if n != MAIN[k]}),
        r"lacks|is no|text",
    ),
}


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_are_refused_with_a_sentence(kind: str, name: str) -> None:
    make, sentence = HOSTILE[name]
    data = make(kind)
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableDocumentError, match=sentence) as caught:
            read_document(data, Path(f"a.{kind}"))
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()
    assert str(caught.value).startswith(f"a.{kind}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "old or locked Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx", "old or locked Word document"),
        (b"%PDF-1.7 \0", "a.docx", "damaged"),
        (GOOD["odt"][:20], "a.odt", "damaged"),
        (
            packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
            "a.docx",
            "lacks its part",
        ),
        (packed({"a.txt": b"x"}), "a.zip", "not a text file"),
    ],
)
def test_another_format_is_told_from_what_it_pretends_to_be(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=sentence):
        read_document(data, Path(name))


def test_an_odt_in_a_docx_name_is_read_as_what_it_is() -> None:
    assert read_document(GOOD["odt"], Path("a.docx")).source.format == "odt"


def test_macros_are_read_over_and_never_written() -> None:
    types = unpacked(GOOD["docx"])["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    parts = unpacked(GOOD["docx"]) | {"[Content_Types].xml": types, "word/vbaProject.bin": b"\0evil"}
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", b'<Relationship Id="r9" Type="vba" Target="vbaProject.bin"/></Relationships>'
    )
    document = read_document(packed(parts), Path("a.docm"))
    assert "macros are ignored" in document.source.notes[0]
    item = suggestion(document.text, 0, 3, "Two")
    session = ReviewSession(document, [item])
    session.apply(session.decide([item.id], Verdict.ACCEPTED))
    written = unpacked(exporter_named("docx").render(session))
    assert not any("vba" in name for name in written)
    assert b"vba" not in written["word/_rels/document.xml.rels"]
    assert b"macroEnabled" not in written["[Content_Types].xml"]

    scripted = unpacked(GOOD["odt"]) | {"Basic/Standard/evil.xml": b"<x/>"}
    document = read_document(packed(scripted), Path("a.odt"))
    assert "macros are ignored" in document.source.notes[0]
    assert not any(
        "Basic" in name for name in unpacked(exporter_named("odt").render(ReviewSession(document)))
    )


def test_a_package_reads_its_parts_and_nothing_else() -> None:
    package = open_package(GOOD["docx"], "a.docx")
    with pytest.raises(UnreadableDocumentError, match=r"lacks its part none\.xml"):
        package.read("none.xml")
    assert package.rewritten({"word/new.xml": b"<x/>"}).count(b"word/new.xml") == 2
