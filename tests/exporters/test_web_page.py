# SPDX-License-Identifier: Apache-2.0
"""Web pages: nothing accepted gives the page byte for byte, and no tag is ever touched for a word."""

import re
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from desktop_app.documents.document import Document, UnreadableDocumentError
from desktop_app.documents.html_text import page_text
from desktop_app.documents.loading import read_document
from desktop_app.exporters.exporter import ExportError
from desktop_app.exporters.web_page import WebPageExporter
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from tests.sessions import found_in, sample, suggestion

PAGE = """<!DOCTYPE html>
<html lang=en><head><title>Not text</title><style>p {}</style></head>
<body class="x"><h1 id="top">A &amp; B</h1>
<p class=lead>Mara <b>Quill</b>  walked
 home , she&nbsp;said<br>at last .</p><script>if (a < b) "no text"</script>
<p>Caf&eacute; &lt;here&gt;</p>
<ul><li>One<li>Two <!-- none --></ul>
<table><tr><td>a</td><td>b</td></tr></table>
<pre>
 two  spaces
</pre></body></html>
"""
SHOWN = (
    "A & B\n\nMara Quill walked home , she\u00a0said\nat last .\n\nCafé <here>\n\n"
    "One\n\nTwo\n\na\n\nb\n\n two  spaces\n"
)
TAGS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<div class='a>b'>",
    "</div>",
    "<!-- x -->",
    "&amp;",
    "&eacute;",
]
WORDS = ["word", " ", "\n", "é", "a < b", "&", "<", "x &y"]


@st.composite
def pages(draw: st.DrawFn) -> Document:
    inner = "".join(draw(st.lists(st.sampled_from(TAGS + WORDS), max_size=12)))
    return read_document(f"<html><body>Begin {inner}</body></html>".encode(), Path("a.html"))


def test_what_is_seen_is_read() -> None:
    document = read_document(PAGE.encode(), Path("a.html"))
    assert document.source.format == "html"
    assert document.text == SHOWN


@given(pages())
def test_nothing_accepted_gives_the_page_byte_for_byte(document: Document) -> None:
    assert WebPageExporter().render(ReviewSession(document)) == document.source.data


@given(pages(), st.data())
def test_the_result_is_seen_and_every_tag_stays(document: Document, data: st.DataObject) -> None:
    session = ReviewSession(document, data.draw(found_in(document.text)))
    session.apply(session.decide([s.id for s in session.suggestions], Verdict.ACCEPTED))
    try:
        page = WebPageExporter().render(session).decode()
    except ExportError:
        event("refused")
        return
    assert re.sub(r"\s+", " ", page_text(page).text).strip() == re.sub(r"\s+", " ", session.result).strip()
    if "\n" not in document.text + session.result:
        tags = re.compile(r"<!--.*?-->|</?[a-z][^>]*>")
        assert [t for t in tags.findall(page) if t in TAGS] == [
            t for t in tags.findall(document.source.data.decode()) if t in TAGS
        ]


def accepted(page: str, part: str, wording: str) -> str:
    document = read_document(page.encode(), Path("a.html"))
    start = document.text.index(part)
    item = suggestion(document.text, start, start + len(part), wording)
    session = ReviewSession(document, [item])
    session.apply(session.decide([item.id], Verdict.ACCEPTED))
    return WebPageExporter().render(session).decode()


def test_changes_go_into_the_markup_as_it_was_written() -> None:
    assert accepted(PAGE, "home ,", "home,") == PAGE.replace("home ,", "home,")
    assert accepted(PAGE, "Quill walked", "Quill ran & jumped") == PAGE.replace("walked", "ran &amp; jumped")
    assert accepted(PAGE, "Mara Quill", "She") == PAGE.replace("Mara <b>Quill</b>", "She<b></b>")
    assert accepted(PAGE, "Café", "Bar") == PAGE.replace("Caf&eacute;", "Bar")


def test_paragraphs_are_parted_and_joined_like_those_around_them() -> None:
    page = "<html><body><p class=a id=b>One. Two.</p>\n<p class=c>Three. Four.</p></body></html>"
    assert accepted(page, "One. Two", "One.\n\nTwo") == page.replace("One. Two", "One.</p>\n<p>Two")
    assert accepted(page, "e. F", "e.\n\nF") == page.replace("e. F", "e.</p>\n<p class=c>F")
    assert accepted(page, "Two.\n\nThree", "Two three") == page.replace(
        "Two.</p>\n<p class=c>Three", "Two three"
    )


def test_parts_that_stand_apart_are_not_joined() -> None:
    with pytest.raises(ExportError, match="stand apart"):
        accepted("<html><table><tr><td>a</td><td>b</td></tr></table><p>c</p>", "b\n\nc", "b c")


def test_what_the_encoding_lacks_becomes_a_reference() -> None:
    page = '<html><meta charset="windows-1252"><p>Caf\xe9 said .</p>'.encode("cp1252")
    document = read_document(page, Path("a.html"))
    assert (document.text, document.source.encoding) == ("Café said .", "cp1252")
    item = suggestion(document.text, 9, 11, " א")
    session = ReviewSession(document, [item])
    session.apply(session.decide([item.id], Verdict.ACCEPTED))
    assert WebPageExporter().render(session) == page.replace(b"said .", b"said &#1488;")


def test_a_text_becomes_a_page() -> None:
    page = WebPageExporter().render(sample()).decode()
    assert "<p>A {++ mark &amp; &lt;b&gt;  tag" in page


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "hostile", ["<a ", "<!--", "&amp", "<a b='", "<a b=\"'>", "<script>", "<p><b>", "<![CDATA["]
)
def test_hostile_markup_does_not_hang(hostile: str) -> None:
    page_text(hostile * 300_000)


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="shows no text"):
        read_document(b"<html><script>x</script></html>", Path("a.html"))
