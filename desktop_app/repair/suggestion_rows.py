# SPDX-License-Identifier: Apache-2.0
"""A suggestion as a row of plain values, short and quick to read."""

from typing import Any

from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Source, Suggestion
from desktop_app.text.span import Span

Row = list[Any]
"""Strings, numbers, and lists of them."""


def row_of(suggestion: Suggestion) -> Row:
    """Return all of a suggestion as a row."""
    return [
        suggestion.id,
        suggestion.span.start,
        suggestion.span.end,
        suggestion.original,
        suggestion.kind.value,
        suggestion.certainty,
        suggestion.explanation,
        suggestion.series,
        suggestion.detector,
        [[a.text, a.confidence, a.source.value] for a in suggestion.alternatives],
        [[e.kind, [[s.start, s.end] for s in e.spans], e.sentence] for e in suggestion.evidence],
        suggestion.lost_words,
        suggestion.lost_shares,
    ]


def suggestion_of(row: Row) -> Suggestion:
    """Return the suggestion of a row; raise ``ValueError`` or ``TypeError`` where it is none."""
    (
        key,
        start,
        end,
        original,
        kind,
        certainty,
        explanation,
        series,
        detector,
        alternatives,
        evidence,
        (least, most),
        shares,
    ) = row
    return Suggestion(
        id=key,
        span=Span(start, end),
        original=original,
        kind=DamageKind(kind),
        alternatives=tuple(Alternative(text, sure, Source(source)) for text, sure, source in alternatives),
        certainty=certainty,
        explanation=explanation,
        evidence=tuple(
            Evidence(what, tuple(Span(*s) for s in spans), told) for what, spans, told in evidence
        ),
        series=series,
        detector=detector,
        lost_words=(least, most),
        lost_shares=tuple(shares),
    )
