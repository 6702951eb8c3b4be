# SPDX-License-Identifier: Apache-2.0
"""The redline: complete, safe, self-contained, readable without colour."""

import re

from hypothesis import given
from lxml import html

from desktop_app.documents.document import pasted
from desktop_app.exporters.passages import passages
from desktop_app.exporters.redline import RedlineExporter
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from tests.sessions import reviews, sample, suggestion


def read(page: bytes, drop: str) -> str:
    """Return the article's words without those in elements ``drop``, white space left out."""
    article = html.fromstring(page.decode("utf-8")).find(".//article")
    assert article is not None
    for element in article.xpath(f"//{drop} | //mark | //a | //*[@class='mark']"):
        element.drop_tree()
    return re.sub(r"\s+", "", "".join(article.itertext()))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(reviews())
def test_both_texts_can_be_read_from_the_page(session: ReviewSession) -> None:
    page = RedlineExporter().render(session)
    assert read(page, "ins") == bare(session.document.text)
    assert read(page, "del") == bare("".join(p.wording for p in passages(session)))


def test_a_pilcrow_that_somebody_has_written_is_no_mark() -> None:
    session = ReviewSession(pasted("a"), [suggestion("a", 0, 1, "¶\n")])
    session.apply(session.decide([s.id for s in session.suggestions], Verdict.ACCEPTED))
    page = RedlineExporter().render(session)
    assert read(page, "del") == "¶"
    assert page.decode("utf-8").count('<span class="mark">¶</span>') == 2, "in the text and in the table"


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = RedlineExporter().render(sample()).decode("utf-8")
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert not re.search(r"""\b(src|href)=["'](?!#)""", page)
    assert "url(" not in page


def test_the_text_cannot_become_markup() -> None:
    page = RedlineExporter().render(sample()).decode("utf-8")
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


def test_changes_carry_reason_and_time() -> None:
    tree = html.fromstring(RedlineExporter().render(sample()).decode("utf-8"))
    changed = [e for e in tree.findall(".//article//ins") if "house" in (e.text or "")]
    assert [e.get("datetime") for e in changed] == ["2026-03-01T12:00:00+00:00"]
    assert "Decided by Ada" in (changed[0].get("title") or "")
    assert tree.xpath("//tr[@id='c1']")
    assert changed[0].get("cite") == "#c1"


def test_states_differ_by_more_than_colour() -> None:
    tree = html.fromstring(RedlineExporter().render(sample()).decode("utf-8"))
    article = tree.find(".//article")
    assert article is not None
    assert article.xpath(".//ins[@class='open']")
    assert article.xpath(".//mark")
    assert article.xpath(".//span[@class='kept']")
    style = tree.findtext(".//style") or ""
    for sign in (
        "line-through",
        "underline",
        "dashed",
        "dotted",
        "@media print",
        "prefers-color-scheme: dark",
    ):
        assert sign in style


def test_a_new_paragraph_is_one_on_the_page() -> None:
    tree = html.fromstring(RedlineExporter().render(sample()).decode("utf-8"))
    paragraphs = ["".join(p.itertext()) for p in tree.findall(".//article/p")]
    assert len(paragraphs) == 3
    assert paragraphs[2].startswith("The next day")
