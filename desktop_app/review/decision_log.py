# SPDX-License-Identifier: Apache-2.0
"""The decision log: a review as JSON lines that outlive the file's name, place and small changes.

The first line tells of the source and the tool; each further line is one suggestion with its
decision, anchored twice as the W3C Web Annotation model has it: by position and by quotation with
the text around it (https://www.w3.org/TR/annotation-model/#selectors).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop_app import __version__
from desktop_app.documents.document import Document
from desktop_app.repair.suggestion import Alternative, DamageKind, Source, Suggestion, suggestion_id
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span

FORMAT = "palimpsest-decisions"
VERSION = 1
AROUND = 32
"""Code points quoted before and after."""


class BrokenLogError(Exception):
    """A decision log that cannot be used; one sentence that tells the user what to do."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A review made again from its log."""

    session: ReviewSession
    """The document with the suggestions and decisions that were found again."""

    missing: tuple[str, ...]
    """The quotations that no longer stand in the text, or stand there more than once."""


def log_records(session: ReviewSession) -> Iterator[dict[str, Any]]:
    """Yield the header and one record for each suggestion in force."""
    source = session.document.source
    text = session.document.text
    yield {
        "format": FORMAT,
        "version": VERSION,
        "tool": {"name": "Palimpsest", "version": __version__},
        "source": {"name": source.name, "sha256": source.digest, "characters": len(text)},
    }
    for suggestion in session.suggestions:
        decision = session.decision(suggestion.id)
        start, end = suggestion.span.start, suggestion.span.end
        yield {
            "id": suggestion.id,
            "selectors": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": suggestion.original,
                    "prefix": text[max(0, start - AROUND) : start],
                    "suffix": text[end : end + AROUND],
                },
            ],
            "kind": suggestion.kind.value,
            "series": suggestion.series,
            "detector": suggestion.detector,
            "explanation": suggestion.explanation,
            "certainty": suggestion.certainty,
            "lost_words": list(suggestion.lost_words),
            "alternatives": [
                {"text": a.text, "confidence": a.confidence, "source": a.source.value}
                for a in suggestion.alternatives
            ],
            "verdict": decision.verdict.value,
            "replacement": decision.replacement,
            "who": decision.who,
            "when": decision.when.isoformat() if decision.when else None,
            "note": decision.note,
        }


def replay(lines: Iterable[str], document: Document) -> Replay:
    """Return the review that a log tells of, on ``document``.

    On the same text every suggestion is back in its place; on a text that has changed since, each is
    sought by its quotation and must be found exactly once. Of two lines with one id the later holds.
    Raises ``BrokenLogError`` with one sentence.
    """
    records = _records(lines)
    header = next(records, None)
    if header is None or header.get("format") != FORMAT:
        raise BrokenLogError("This is no decision log; choose a file exported as one.")
    if header.get("version") != VERSION:
        raise BrokenLogError("This decision log comes from a newer version; update Palimpsest.")
    suggestions: dict[str, Suggestion] = {}
    decisions: dict[str, Decision] = {}
    missing: list[str] = []
    for number, record in enumerate(records, 2):
        try:
            suggestion, decision = _restored(record, document.text)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BrokenLogError(f"Line {number} of the decision log is damaged; export it again.") from error
        if suggestion is None:
            missing.append(str(record["selectors"][1]["exact"]))
            continue
        suggestions[suggestion.id] = suggestion
        decisions[suggestion.id] = decision
    own = [s for s in suggestions.values() if s.kind is DamageKind.OWN]
    found = [s for s in suggestions.values() if s.kind is not DamageKind.OWN]
    made = {key: d for key, d in decisions.items() if d.verdict is not Verdict.UNDECIDED or d.note}
    return Replay(ReviewSession(document, found, made, own), tuple(missing))


def _records(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BrokenLogError(f"Line {number} of the decision log is damaged; export it again.") from error
        if not isinstance(record, dict):
            raise BrokenLogError("This is no decision log; choose a file exported as one.")
        yield record


def _restored(record: dict[str, Any], text: str) -> tuple[Suggestion | None, Decision]:
    place, quote = record["selectors"]
    span = _found(text, int(place["start"]), quote["prefix"], quote["exact"], quote["suffix"])
    when = datetime.fromisoformat(record["when"]) if record["when"] else None
    decision = Decision(
        verdict=Verdict(record["verdict"]),
        replacement=record["replacement"],
        note=record["note"],
        who=record["who"],
        when=when,
    )
    if span is None:
        return None, decision
    moved = span.start != place["start"]
    key = suggestion_id(record["detector"], span, quote["exact"]) if moved else str(record["id"])
    least, most = record["lost_words"]
    suggestion = Suggestion(
        id=key,
        span=span,
        original=quote["exact"],
        kind=DamageKind(record["kind"]),
        alternatives=tuple(
            Alternative(a["text"], a["confidence"], Source(a["source"])) for a in record["alternatives"]
        ),
        certainty=record["certainty"],
        explanation=record["explanation"],
        series=record["series"],
        detector=record["detector"],
        lost_words=(least, most),
    )
    return suggestion, decision


def _found(text: str, start: int, prefix: str, exact: str, suffix: str) -> Span | None:
    """Return where the quotation stands: at its old place, or else at the only place it fits."""
    whole = prefix + exact + suffix
    old = start - len(prefix)
    if old >= 0 and text.startswith(whole, old):
        return Span(start, start + len(exact))
    at = text.find(whole)
    if at < 0 or text.find(whole, at + 1) >= 0:
        return None
    return Span(at + len(prefix), at + len(prefix) + len(exact))
