# SPDX-License-Identifier: Apache-2.0
"""The machine contract: source, diagnosis and suggestions as JSON, for benchmarks and other programs."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from desktop_app.documents.document import Document
from desktop_app.repair.diagnosis import diagnose
from desktop_app.repair.suggestion import Evidence, Suggestion
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.policy import lane
from desktop_app.review.session import ReviewSession

FORMAT = "palimpsest-suggestions"
VERSION = 1
"""Raised when a field changes its meaning or goes; new fields leave it."""


@dataclass(frozen=True, slots=True)
class SuggestionJsonExporter:
    """All suggestions in force, decided or not, sorted and free of overlaps."""

    id: str = "json"
    label: str = "Suggestions for other programs (JSON)"
    suffix: str = ".json"
    shows_open: bool = True

    def render(self, session: ReviewSession) -> bytes:
        """Return UTF-8 JSON; offsets are code points of the decoded text, its line ends one newline each."""
        content = {
            "format": FORMAT,
            "version": VERSION,
            "source": source_record(session.document),
            "diagnosis": diagnosis_record(session),
            "suggestions": [suggestion_record(s, session.decision(s.id)) for s in session.suggestions],
        }
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def source_record(document: Document) -> dict[str, Any]:
    """Return what tells one source from another."""
    source = document.source
    return {
        "path": str(source.path) if source.path else None,
        "sha256": source.digest,
        "encoding": source.encoding,
        "characters": len(document.text),
    }


def diagnosis_record(session: ReviewSession) -> dict[str, Any]:
    """Return which damage there is, how much of it, and the drift over the text; spans as start and end."""
    return asdict(diagnose(session.document.text, session.suggestions))


def suggestion_record(suggestion: Suggestion, decision: Decision) -> dict[str, Any]:
    """Return one suggestion as the contract has it; ``decision`` is there only when one was made."""
    record: dict[str, Any] = {
        "id": suggestion.id,
        "kind": suggestion.kind.value,
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "original": suggestion.original,
        "replacement": suggestion.replacement,
        "confidence": round(suggestion.confidence, 4),
        "lane": lane(suggestion).value,
        "alternatives": [
            {"text": a.text, "confidence": round(a.confidence, 4), "source": a.source.value}
            for a in suggestion.alternatives
        ],
        "certainty": round(suggestion.certainty, 4),
        "explanation": suggestion.explanation,
        "evidence": [item for e in suggestion.evidence for item in _evidence_records(e)],
        "series": suggestion.series,
        "detector": suggestion.detector,
        "lost_words": list(suggestion.lost_words),
    }
    if decision.verdict is not Verdict.UNDECIDED or decision.note:
        record["decision"] = {
            "verdict": decision.verdict.value,
            "replacement": decision.replacement,
            "note": decision.note,
            "who": decision.who,
            "when": decision.when.isoformat() if decision.when else None,
        }
    return record


def _evidence_records(evidence: Evidence) -> list[dict[str, Any]]:
    """Return one record for each place; a fact without a place keeps its sentence."""
    fact: dict[str, Any] = {"kind": evidence.kind}
    if evidence.sentence:
        fact["sentence"] = evidence.sentence
    return [{**fact, "start": span.start, "end": span.end} for span in evidence.spans] or [fact]
