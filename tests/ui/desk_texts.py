# SPDX-License-Identifier: Apache-2.0
"""A small damaged text of our own with suggestions built by hand, for tests of the window."""

from desktop_app.documents.document import Document, pasted
from desktop_app.repair.suggestion import (
    Alternative,
    DamageKind,
    Evidence,
    Source,
    Suggestion,
    suggestion_id,
)
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span

TEXT = (
    "The miller Anna Brandt opened the sluice at dawn , and the wheel began to turn . "
    "Anna Brandt had waited for rain , she said , since March . "
    "The miller Anna Brandt her boots by the door .\n"
    "Nobody    believed her then .\n"
)


def _at(text: str, needle: str, replacement: str, start: int = 0) -> tuple[Span, str, str]:
    place = text.index(needle, start)
    return Span(place, place + len(needle)), needle, replacement


def suggestions(text: str = TEXT) -> tuple[Suggestion, ...]:
    """Return spaces before marks (sure), one splice with two readings (likely), one gap (needs you)."""
    found = []
    for mark, title in ((",", "Space before a comma"), (".", "Space before a full stop")):
        position = text.find(f" {mark}")
        while position >= 0:
            span = Span(position, position + 1)
            found.append(
                Suggestion(
                    id=suggestion_id("spacing", span, " "),
                    span=span,
                    original=" ",
                    kind=DamageKind.SPACING,
                    alternatives=(Alternative("", 0.99),),
                    explanation=f"No space stands before “{mark}”.",
                    series=title,
                    detector="spacing",
                )
            )
            position = text.find(f" {mark}", position + 1)
    span, original, new = _at(text, "The miller Anna Brandt", "She left", text.index("March"))
    found.append(
        Suggestion(
            id=suggestion_id("splices", span, original),
            span=span,
            original=original,
            kind=DamageKind.SPLICE,
            alternatives=(
                Alternative(new, 0.71, Source.GRAMMAR),
                Alternative("She kept", 0.12, Source.MODEL),
            ),
            explanation="A name stands where a verb is missing.",
            evidence=(Evidence("mention", (Span(0, 22),), "The name stands whole at the beginning."),),
            series="Name over words",
            detector="splices",
        )
    )
    span, original, _ = _at(text, "    ", "")
    found.append(
        Suggestion(
            id=suggestion_id("gaps", span, original),
            span=span,
            original=original,
            kind=DamageKind.GAP,
            explanation="A word was lost here.",
            series="Dropped word",
            detector="gaps",
            lost_words=(1, 1),
        )
    )
    return tuple(sorted(found, key=lambda s: s.span))


def document(text: str = TEXT) -> Document:
    """Return the text as a document without a file."""
    return pasted(text)


def review(text: str = TEXT) -> ReviewSession:
    """Return a fresh review of the text."""
    return ReviewSession(document(text), suggestions(text))


def many(count: int) -> ReviewSession:
    """Return a review with this many sure suggestions in paragraphs of twenty words."""
    words = ["grain", "river", "stone", "lamp", "mill"]
    parts = []
    for number in range(count):
        parts.append(f"{words[number % 5]} {words[(number * 3 + 1) % 5]} ,")
        parts.append("\n" if number % 8 == 7 else " ")
    text = "".join(parts)
    found = []
    position = text.find(" ,")
    while position >= 0:
        span = Span(position, position + 1)
        found.append(
            Suggestion(
                id=suggestion_id("spacing", span, " "),
                span=span,
                original=" ",
                kind=DamageKind.SPACING,
                alternatives=(Alternative("", 0.99),),
                series=f"Space before a comma, {position % 7}",
                detector="spacing",
            )
        )
        position = text.find(" ,", position + 1)
    return ReviewSession(pasted(text), found)
