# SPDX-License-Identifier: Apache-2.0
"""TEI: valid, and both texts can be read from it."""

import re
from pathlib import Path

from hypothesis import given
from lxml import etree

from desktop_app.exporters.passages import passages
from desktop_app.exporters.tei import TeiExporter
from desktop_app.review.session import ReviewSession
from tests.sessions import reviews, sample

NAMES = {"t": "http://www.tei-c.org/ns/1.0"}
SUBSET = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("tei_subset.rng"))))


def parsed(session: ReviewSession) -> etree._Element:
    return etree.fromstring(TeiExporter().render(session))


def read(session: ReviewSession, drop: str) -> str:
    """Return the words of the body without elements ``drop``, white space left out."""
    root = parsed(session)
    return re.sub(r"\s", "", "".join(root.xpath(f"//t:body//text()[not({drop})]", namespaces=NAMES)))


@given(reviews())
def test_any_review_is_valid_and_holds_both_texts(session: ReviewSession) -> None:
    SUBSET.assertValid(parsed(session))
    before = read(session, "ancestor::t:corr or ancestor::t:supplied")
    assert before == re.sub(r"\s", "", session.document.text)
    after = read(session, "ancestor::t:sic or ancestor::t:surplus")
    assert after == re.sub(r"\s", "", "".join(p.wording for p in passages(session)))


def test_each_state_has_its_element() -> None:
    root = parsed(sample())
    assert root.xpath("//t:choice[t:sic='Mara Quill']/t:corr/@cert", namespaces=NAMES) == ["medium"]
    assert root.xpath("//t:gap/@reason", namespaces=NAMES) == ["lost"]
    assert len(root.xpath("//t:body/t:p", namespaces=NAMES)) == 3
    resp = root.xpath("//t:choice[t:sic='Mara Quill']/t:corr/@resp", namespaces=NAMES)[0]
    name = root.xpath(f"//t:name[@xml:id='{resp[1:]}']", namespaces=NAMES)[0]
    assert name.text == "Ada"
    assert root.xpath("count(//t:corr[@resp='#open'] | //t:surplus[@resp='#open'])", namespaces=NAMES) >= 1
