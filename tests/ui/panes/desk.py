# SPDX-License-Identifier: Apache-2.0
"""A damaged text of every kind, and a view that behaves as in the window: what is typed is carried out."""

import re

from desktop_app.documents.document import pasted
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Suggestion, suggestion_id
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from desktop_app.ui.panes.review_view import ReviewView

PARAGRAPHS = (
    "The mill by the weir .",
    "Ansel Roth had ground the flour of four villages , and Ansel Roth had never weighed a sack twice . "
    "He kept the the scales oiled     a matter of pride .",
    "When the river froze , the wheel stood . It Ansel Roth the children who came , “ said ” his wife .",
    "The new    bakery in the town buys its flour by rail . Share this page with a friend . Nobody minds .",
)
TEXT = "   ".join(PARAGRAPHS)


def found_in(text: str) -> tuple[Suggestion, ...]:
    """Return suggestions of every kind for the damaged text above, also where it is repeated."""
    patterns = (
        (r"(?<=and )Ansel Roth", DamageKind.SPLICE, ("he",), 0.92),
        (r"Ansel Roth(?= the children)", DamageKind.SPLICE, ("amused",), 0.4),
        (r"the the", DamageKind.DUPLICATE, ("the",), 0.97),
        (r" Share this page with a friend \.", DamageKind.BOILERPLATE, ("",), 0.8),
        (r"(?<=\S) {5}(?=\S)", DamageKind.GAP, (" — ",), 0.9),
        (r"(?<=\S) {4}(?=\S)", DamageKind.GAP, (), 0.0),
        (r"(?<=\S) {3}(?=\S)", DamageKind.PARAGRAPH, ("\n\n",), 0.96),
        (r" (?=[,.])|(?<=“) | (?=”)", DamageKind.SPACING, ("",), 0.99),
    )
    taken = bytearray(len(text))
    suggestions = []
    for pattern, kind, wordings, confidence in patterns:
        for match in re.finditer(pattern, text):
            span = Span(*match.span())
            if any(taken[span.start : span.end]):
                continue
            taken[span.start : span.end] = b"x" * len(span)
            first = text.find("Ansel Roth")
            mention = Evidence("mention", (Span(max(0, first), first + 10),), "the name stands here")
            suggestions.append(
                Suggestion(
                    id=suggestion_id("case", span, match[0]),
                    span=span,
                    original=match[0],
                    kind=kind,
                    alternatives=tuple(Alternative(wording, confidence) for wording in wordings),
                    explanation=f"A case of {kind.value}.",
                    series=kind.value,
                    evidence=(mention,) if kind is DamageKind.SPLICE else (),
                    detector="case",
                )
            )
    return tuple(sorted(suggestions, key=lambda s: s.span))


def review_of(text: str = TEXT) -> ReviewSession:
    """Return a fresh review."""
    return ReviewSession(pasted(text), found_in(text))


class Desk:
    """A view with its session, wired as the window wires them."""

    def __init__(self, view: ReviewView, session: ReviewSession) -> None:
        self.view = view
        self.session = session
        self.typed: list[tuple[Span, str]] = []
        view.typed.connect(self.carry_out)
        session.subscribe(view.refresh)
        view.set_session(session)

    def carry_out(self, span: Span, text: str) -> None:
        self.typed.append((span, text))
        self.session.apply(self.session.type_over(span, text))

    def of_kind(self, kind: DamageKind, number: int = 0) -> Suggestion:
        return [s for s in self.session.suggestions if s.kind is kind][number]

    def decide(self, suggestion: Suggestion, verdict: Verdict, wording: str | None = None) -> None:
        self.session.apply(self.session.decide([suggestion.id], verdict, replacement=wording))
