# SPDX-License-Identifier: Apache-2.0
"""The machine contract."""

import json
from itertools import pairwise

from hypothesis import given

from desktop_app.exporters.suggestion_json import SuggestionJsonExporter
from desktop_app.review.session import ReviewSession
from tests.sessions import reviews, sample


@given(reviews())
def test_applying_every_replacement_in_order_is_possible(session: ReviewSession) -> None:
    record = json.loads(SuggestionJsonExporter().render(session))
    text = session.document.text
    assert record["source"]["characters"] == len(text)
    assert len(record["suggestions"]) == len(session.suggestions)
    for item in record["suggestions"]:
        assert text[item["start"] : item["end"]] == item["original"]
        assert 0 <= item["confidence"] <= 1
        if not item["alternatives"]:
            assert item["replacement"].strip() == "[…]"
            assert item["confidence"] == 0
    assert all(left["end"] <= right["start"] for left, right in pairwise(record["suggestions"]))


def test_the_record_holds_what_the_contract_names() -> None:
    record = json.loads(SuggestionJsonExporter().render(sample()))
    assert (record["format"], record["version"]) == ("palimpsest-suggestions", 1)
    assert record["source"]["encoding"] == "utf-8"
    assert record["diagnosis"]["counts"] == {"spacing": 2, "splice": 2, "gap": 1, "paragraph": 1}
    splice = next(s for s in record["suggestions"] if s["original"] == "Mara Quill was")
    assert splice["lane"] == "likely"
    assert splice["alternatives"][0] == {"text": "house was", "confidence": 0.8, "source": "rule"}
    assert splice["evidence"] == [
        {"kind": "mention", "sentence": "it stands at the beginning", "start": 0, "end": 3}
    ]
    assert splice["decision"]["verdict"] == "accepted"
    assert splice["decision"]["note"] == "sounds like her"
    assert "decision" not in next(s for s in record["suggestions"] if s["kind"] == "gap")
