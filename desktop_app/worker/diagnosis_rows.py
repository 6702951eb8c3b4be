# SPDX-License-Identifier: Apache-2.0
"""A diagnosis as rows of plain values: the drift, of which a long text has much, in pieces of its own."""

from collections.abc import Iterator, Sequence
from typing import Any

from desktop_app.repair.diagnosis import Cause, Diagnosis
from desktop_app.repair.drift import DriftPoint
from desktop_app.repair.suggestion import DamageKind
from desktop_app.text.span import Span

Row = list[Any]
"""Strings, numbers, and lists of them."""

AT_ONCE = 500
"""Points of the drift in one piece: about a millisecond of reading."""


def drift_pieces(diagnosis: Diagnosis) -> Iterator[list[Row]]:
    """Yield the points of the drift as rows, ``AT_ONCE`` at most in each piece."""
    for start in range(0, len(diagnosis.drift), AT_ONCE):
        points = diagnosis.drift[start : start + AT_ONCE]
        yield [[p.position, p.shift, p.explained, p.phrase, p.suggestion_id] for p in points]


def points_of(piece: Sequence[Row]) -> Iterator[DriftPoint]:
    """Yield the points of a piece; raise ``TypeError`` where it holds none."""
    for row in piece:
        yield DriftPoint(*row)


def row_of(diagnosis: Diagnosis) -> Row:
    """Return all of a diagnosis but the drift."""
    return [
        diagnosis.story,
        [[kind.value, count] for kind, count in diagnosis.counts.items()],
        [
            [c.kind.value, c.series, c.count, c.sentence, [[s.start, s.end] for s in c.samples]]
            for c in diagnosis.causes
        ],
        [diagnosis.tokenised, diagnosis.scraped, diagnosis.overwritten, diagnosis.drifted],
        diagnosis.names,
    ]


def diagnosis_of(row: Row, drift: tuple[DriftPoint, ...]) -> Diagnosis:
    """Return the diagnosis of a row; raise ``ValueError`` or ``TypeError`` where it is none."""
    story, counts, causes, (tokenised, scraped, overwritten, drifted), names = row
    return Diagnosis(
        story=story,
        counts={DamageKind(kind): count for kind, count in counts},
        causes=tuple(
            Cause(DamageKind(kind), series, count, sentence, tuple(Span(*s) for s in samples))
            for kind, series, count, sentence, samples in causes
        ),
        tokenised=tokenised,
        scraped=scraped,
        overwritten=overwritten,
        drifted=drifted,
        names=tuple((phrase, often) for phrase, often in names),
        drift=drift,
    )
