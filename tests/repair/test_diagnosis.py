# SPDX-License-Identifier: Apache-2.0
"""The diagnosis: counts, a story, names, and the drift read off the evidence."""

import json
from dataclasses import asdict, replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.diagnosis import diagnose
from desktop_app.repair.drift import MENTION, MOST_POINTS, Drift
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Suggestion, suggestion_id
from desktop_app.text.span import Span

QUICK = [d for d in DETECTORS if d.name in ("spacing", "paragraphs", "gaps")]
TEXT = (
    "The    ferry left , late , and nobody waved .   It rained , hard , in Holm     nobody minded .   "
    "Ada did n't , Ruth did n't , and the crew slept ."
)


def splice(text: str, phrase: str, number: int, mention: str | None) -> Suggestion:
    start = -1
    for _ in range(number):
        start = text.index(phrase, start + 1)
    span = Span(start, start + len(phrase))
    evidence: tuple[Evidence, ...] = ()
    if mention:
        place = text.rindex(mention, 0, start)
        evidence = (Evidence("mention", (Span(place, place + len(mention)),), ""),)
    return Suggestion(
        id=suggestion_id("splices", span, phrase),
        span=span,
        original=phrase,
        kind=DamageKind.SPLICE,
        alternatives=(Alternative("said", 0.5),),
        evidence=evidence,
        series=f"“{phrase}” written over words",
        detector="splices",
    )


def test_a_scraped_and_tokenised_text_is_called_so() -> None:
    diagnosis = diagnose(TEXT, find_suggestions(TEXT, detectors=QUICK).suggestions)
    assert diagnosis.tokenised
    assert diagnosis.scraped
    assert not diagnosis.overwritten
    assert diagnosis.counts == {DamageKind.SPACING: 11, DamageKind.PARAGRAPH: 2, DamageKind.GAP: 2}
    assert diagnosis.story == (
        "When it was collected, one word and one dash were dropped. 2 paragraph breaks became spaces. "
        "It went through a tokeniser: 11 spaces stand where nobody writes one "
        "(space before a comma: 6 times)."
    )
    assert sum(cause.count for cause in diagnosis.causes) == 15
    assert diagnosis.causes[0].sentence.startswith("6 places have")
    assert all(1 <= len(cause.samples) <= 3 for cause in diagnosis.causes)


def test_a_healthy_text_has_no_damage() -> None:
    diagnosis = diagnose("All is well, they said.", ())
    assert diagnosis.story == "No damage was found in this text."
    for sign in (diagnosis.tokenised, diagnosis.scraped, diagnosis.overwritten, diagnosis.drifted):
        assert not sign


def test_the_drift_counts_elements_and_an_inserted_name_as_one() -> None:
    text = "They met her at noon Ada Holm and she left the old Ada Holm by boat Ada Holm"
    splices = [
        splice(text, "Ada Holm", 1, "her"),
        splice(text, "Ada Holm", 2, "noon"),
        splice(text, "Ada Holm", 3, None),
    ]
    diagnosis = diagnose(text, splices)
    assert [(p.shift, p.explained) for p in diagnosis.drift] == [(3, True), (7, True), (7, False)]
    assert diagnosis.names == (("Ada Holm", 3),)
    assert diagnosis.drifted
    assert diagnosis.story == (
        "3 places were overwritten by “Ada Holm”; they landed up to 7 words to the right of the words they "
        "were meant for."
    )


def test_names_in_place_are_told_from_drift() -> None:
    text = "Ada Holm said Ada Holm left"
    diagnosis = diagnose(text, [splice(text, "Ada Holm", 2, None)])
    assert diagnosis.story == "One place was overwritten by “Ada Holm”, in place of pronouns and other names."
    assert not diagnosis.drifted


@given(st.text(alphabet="ab ,.\n\"'", max_size=80))
def test_any_diagnosis_can_be_written_as_json(text: str) -> None:
    diagnosis = diagnose(text, find_suggestions(text, detectors=QUICK).suggestions)
    record = json.loads(json.dumps(asdict(diagnosis)))
    assert sum(record["counts"].values()) == sum(cause["count"] for cause in record["causes"])


def test_of_a_long_text_the_curve_shows_some_and_counts_all() -> None:
    here = "They met her Ada Holm by boat . "
    one = splice(here, "Ada Holm", 1, "her")
    drift = Drift()
    for number in range(MOST_POINTS + 1):
        at = number * len(here)
        evidence = Evidence(MENTION, tuple(span.shifted(at) for span in one.evidence[0].spans), "")
        drift.take(replace(one, span=one.span.shifted(at), evidence=(evidence,)))
    curve = drift.curve(here * (MOST_POINTS + 1))
    shown = range(0, MOST_POINTS + 1, 2)
    assert [point.position for point in curve.points] == [n * len(here) + one.span.start for n in shown]
    assert {point.shift for point in curve.points} == {1} == {curve.farthest}
    assert curve.phrases == {"Ada Holm": MOST_POINTS + 1}
