# SPDX-License-Identifier: Apache-2.0
"""OpenDocument texts: accepting all gives the result, rejecting all the original, by a reader of our own."""

import io
import zipfile
from pathlib import Path

from hypothesis import given
from lxml import etree

from desktop_app.documents.loading import read_document
from desktop_app.exporters.odt import OdtExporter
from desktop_app.exporters.passages import passages
from desktop_app.review.session import ReviewSession
from tests.sessions import reviews, sample

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


class Reader:
    """Reads a body as it stands or, given the deleted content, as it was before the changes.

    A paragraph ends with NUL. Written apart from the product, which never undoes a change.
    """

    def __init__(self, deleted: dict[str, etree._Element] | None) -> None:
        self.deleted = deleted
        self.inserting: list[str] = []
        self.parts: list[str] = []

    def text(self, string: str | None) -> None:
        if string and not (self.deleted is not None and self.inserting):
            self.parts.append(string)

    def read(self, element: etree._Element) -> str:
        self.text(element.text)
        for child in element:
            self.child(child, etree.QName(child).localname)
            if element.tag != f"{OFFICE}text":
                self.text(child.tail)
        if element.tag == f"{T}p":
            self.text("\0")
        return "".join(self.parts)

    def child(self, child: etree._Element, name: str) -> None:
        key = str(child.get(f"{T}change-id"))
        if name == "change-start":
            self.inserting.append(key)
        elif name == "change-end":
            self.inserting.remove(key)
        elif name == "change" and self.deleted is not None:
            gone = [Reader({}).read(paragraph) for paragraph in self.deleted[key].iterfind(f"{T}p")]
            self.text("".join(gone).removesuffix("\0"))
        elif name in {"s", "tab", "line-break"}:
            self.text({"s": " " * int(child.get(f"{T}c", "1")), "tab": "\t", "line-break": "\n"}[name])
        elif name not in {"tracked-changes", "annotation"}:
            self.read(child)


def both(session: ReviewSession) -> tuple[str, str]:
    content = zipfile.ZipFile(io.BytesIO(OdtExporter().render(session))).read("content.xml")
    root = etree.fromstring(content)
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    assert body is not None
    regions = {str(r.get(f"{T}id")): r[0] for r in root.iter(f"{T}changed-region")}
    separator = "\n\n" if "\n\n" in session.document.text else "\n"
    before = Reader(regions).read(body).removesuffix("\0").replace("\0", separator)
    return before, Reader(None).read(body).removesuffix("\0").replace("\0", separator)


@given(reviews())
def test_any_review_of_any_text(session: ReviewSession) -> None:
    rejected, accepted = both(session)
    assert rejected == session.document.text
    assert accepted == "".join(p.wording for p in passages(session))


def test_the_sample_opens_again_as_the_result() -> None:
    session = sample()
    again = read_document(OdtExporter().render(session), Path("walk.odt"))
    assert again.source.format == "odt"
    assert "earlier tracked changes" in again.source.notes[0]
    assert again.text == "".join(p.wording for p in passages(session))
