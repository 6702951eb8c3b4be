# SPDX-License-Identifier: Apache-2.0
"""Suggestions as rows of a project."""

from dataclasses import replace

from desktop_app.repair.packed import pack
from desktop_app.repair.suggestion import Evidence
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.learning import Learned, learning
from desktop_app.review.project_rows import suggestion_to_json, suggestions_to_json
from desktop_app.steps import at_once
from desktop_app.text.span import Span
from tests.sessions import suggestion

TEXT = "a , b , c , d , e"


def test_packed_suggestions_are_written_as_they_would_be_one_by_one() -> None:
    commas = [suggestion(TEXT, at, at + 1, ";", confidence=0.3 + at / 100) for at in range(8)]
    odd = [replace(s, evidence=(Evidence("mention", (Span(1, 2),), "“there”]"),)) for s in commas[:4]]
    for some in (pack(commas), pack(odd), pack((*odd, *commas[4:]))):
        decided = {key: Decision(verdict=Verdict.KEPT) for key in list(some.ids())[:3]}
        judged = at_once(learning(some, decided))
        assert isinstance(judged, Learned)
        for packed in (some, judged.suggestions):
            assert list(suggestions_to_json(packed)) == [(s.id, suggestion_to_json(s)) for s in packed]
    assert (judged.suggestions.rows[:, 3] > 0).any()
