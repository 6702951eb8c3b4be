# SPDX-License-Identifier: Apache-2.0
"""Word documents: accepting all gives the result, rejecting all the original, by a reader of our own."""

import io
import zipfile
from pathlib import Path

from hypothesis import given
from lxml import etree

from desktop_app.documents.loading import read_document
from desktop_app.exporters.docx import DocxExporter
from desktop_app.exporters.passages import passages
from desktop_app.review.session import ReviewSession
from tests.sessions import reviews, sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body(data: bytes) -> etree._Element:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    found = root.find(f"{W}body")
    assert found is not None
    return found


def settled(data: bytes, *, accept: bool) -> str:
    """Return the text of the main part after Word would have accepted, or rejected, every change.

    Written apart from the product: event by event, not by walking runs.
    """
    gone, mark_gone = ("del", "del") if accept else ("ins", "ins")
    parts: list[str] = []
    for paragraph in body(data).iter(f"{W}p"):
        for element in paragraph.iter():
            if any(a.tag == W + gone for a in element.iterancestors() if a is not paragraph):
                continue
            name = etree.QName(element).localname
            if name in {"t", "delText"}:
                parts.append(element.text or "")
            elif name in {"br", "tab"}:
                parts.append({"br": "\n", "tab": "\t"}[name])
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{mark_gone}") is None:
            parts.append("\0")
    return "".join(parts).removesuffix("\0")


def both(session: ReviewSession) -> tuple[str, str]:
    data = DocxExporter().render(session)
    separator = "\n\n" if "\n\n" in session.document.text else "\n"
    return settled(data, accept=False).replace("\0", separator), settled(data, accept=True).replace(
        "\0", separator
    )


@given(reviews())
def test_any_review_of_any_text(session: ReviewSession) -> None:
    rejected, accepted = both(session)
    assert rejected == session.document.text
    assert accepted == "".join(p.wording for p in passages(session))


def test_the_sample_and_its_comments() -> None:
    session = sample()
    rejected, accepted = both(session)
    assert rejected == session.document.text
    assert accepted == "".join(p.wording for p in passages(session))
    archive = zipfile.ZipFile(io.BytesIO(DocxExporter().render(session)))
    comments = archive.read("word/comments.xml").decode()
    assert "Confidence 80%" in comments
    assert "Not decided yet" in comments
    assert b"comments.xml" in archive.read("[Content_Types].xml")


def test_ids_are_unique_across_everything() -> None:
    data = DocxExporter().render(sample())
    ids = [e.get(f"{W}id") for e in body(data).iter(f"{W}ins", f"{W}del", f"{W}commentRangeStart")]
    assert len(ids) == len(set(ids)) > 5


def test_it_opens_again_as_the_result() -> None:
    session = sample()
    again = read_document(DocxExporter().render(session), Path("walk.docx"))
    assert again.source.format == "docx"
    assert "earlier tracked changes" in again.source.notes[0]
