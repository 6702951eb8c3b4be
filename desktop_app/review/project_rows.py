# SPDX-License-Identifier: Apache-2.0
"""Suggestions and acts as JSON, and back: nothing is believed that a project file says.

All JSON is ASCII, so that a lone surrogate or a file name that is no Unicode survives the database.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.documents.document import SourceInfo
from desktop_app.repair.packed import PackedSuggestions
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Source, Suggestion
from desktop_app.repair.suggestion_rows import Row, row_of
from desktop_app.repair.written import row_in
from desktop_app.review.decision import Decision, DecisionChange, Verdict
from desktop_app.text.span import Span

LONGEST_ID = 64
"""Characters; ids have twelve."""


class BrokenRowError(ValueError):
    """A row that holds something else than it should."""


def to_json(value: object) -> str:
    """Return compact ASCII JSON."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def from_json(body: object) -> Any:  # noqa: ANN401 - JSON is anything until it is looked at
    """Return what JSON text holds; raise ``BrokenRowError``."""
    try:
        return json.loads(body if isinstance(body, str | bytes) else "")
    except (ValueError, RecursionError) as error:
        raise BrokenRowError("no JSON") from error


def suggestion_to_json(suggestion: Suggestion) -> str:
    """Return a suggestion as one line of JSON."""
    return _row_to_json(row_of(suggestion))


def suggestions_to_json(suggestions: Iterable[Suggestion]) -> Iterator[tuple[str, str]]:
    """Yield the ids of suggestions, and each as one line of JSON; of packed ones no objects are made."""
    if not isinstance(suggestions, PackedSuggestions):
        yield from ((s.id, suggestion_to_json(s)) for s in suggestions)
        return
    patterns = suggestions.patterns
    rests: dict[tuple[int, int], str] = {}
    """What all that follow a pattern say behind their places."""
    for (start, end, number, judgement), key in zip(suggestions.places(), suggestions.ids(), strict=True):
        pattern = patterns.pattern(number)
        if isinstance(pattern, bytes):
            if judgement:
                yield key, suggestion_to_json(patterns.suggestion(start, end, number, judgement))
            else:
                yield key, _row_to_json(row_in(pattern))
            continue
        rest = rests.get((number, judgement))
        if rest is None:
            whole = suggestion_to_json(patterns.suggestion(start, end, number, judgement))
            rest = rests[number, judgement] = whole.partition("]")[2]
        yield key, f'{{"id":"{key}","span":[{start},{end}]{rest}'


def _row_to_json(row: Row) -> str:
    key, start, end, original, kind, certainty, explanation, series, detector, *facts = row
    alternatives, evidence, lost_words, lost_shares = facts
    return to_json(
        {
            "id": key,
            "span": [start, end],
            "original": original,
            "kind": kind,
            "alternatives": alternatives,
            "certainty": certainty,
            "explanation": explanation,
            "evidence": evidence,
            "series": series,
            "detector": detector,
            "lost_words": lost_words,
            "lost_shares": lost_shares,
        }
    )


def suggestion_from_json(body: object, text: str | None) -> Suggestion:
    """Return the suggestion; it must fit ``text`` where that is given. Raises ``BrokenRowError``."""
    row = _mapping(from_json(body))
    try:
        suggestion = Suggestion(
            id=_id(row["id"]),
            span=_span(row["span"]),
            original=_string(row["original"]),
            kind=DamageKind(row["kind"]),
            alternatives=tuple(
                Alternative(_string(t), _share(c), Source(s)) for t, c, s in row["alternatives"]
            ),
            certainty=_share(row["certainty"]),
            explanation=_string(row["explanation"]),
            evidence=tuple(
                Evidence(_string(kind), tuple(_span(s) for s in spans), _string(sentence))
                for kind, spans, sentence in row["evidence"]
            ),
            series=_string(row["series"]),
            detector=_string(row["detector"]),
            lost_words=_lost_words(row["lost_words"]),
            lost_shares=tuple(_share(share) for share in row.get("lost_shares", ())),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BrokenRowError("no suggestion") from error
    if text is not None and suggestion.span.of(text) != suggestion.original:
        raise BrokenRowError("a suggestion that does not fit the text")
    return suggestion


def change_to_json(change: DecisionChange) -> str:
    """Return an act as one line of JSON; suggestions with the same decision share its record."""
    return to_json(
        {
            "label": change.label,
            "focus": change.focus,
            "when": change.when.isoformat(),
            "before": _grouped(change.before),
            "after": _grouped(change.after),
        }
    )


def change_from_json(body: object) -> DecisionChange:
    """Return the act; raise ``BrokenRowError``."""
    row = _mapping(from_json(body))
    try:
        return DecisionChange(
            label=_string(row["label"]),
            before=_ungrouped(row["before"]),
            after=_ungrouped(row["after"]),
            focus=None if row["focus"] is None else _id(row["focus"]),
            when=_time(row["when"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BrokenRowError("no act") from error


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """Return a decision as a JSON object."""
    return {
        "verdict": decision.verdict.value,
        "replacement": decision.replacement,
        "note": decision.note,
        "who": decision.who,
        "when": decision.when.isoformat() if decision.when else None,
    }


def decision_from_json(value: object) -> Decision:
    """Return the decision; raise ``ValueError``, ``KeyError`` or ``TypeError``."""
    row = _mapping(value)
    return Decision(
        verdict=Verdict(row["verdict"]),
        replacement=None if row["replacement"] is None else _string(row["replacement"]),
        note=_string(row["note"]),
        who=_string(row["who"]),
        when=None if row["when"] is None else _time(row["when"]),
    )


def source_to_json(source: SourceInfo) -> dict[str, Any]:
    """Return all facts about a source but its bytes."""
    return {
        "path": str(source.path) if source.path else None,
        "format": source.format,
        "encoding": source.encoding,
        "bom": source.bom.hex(),
        "line_ends": list(source.line_ends),
        "notes": list(source.notes),
        "column": source.column,
        "row": source.row,
        "digest": source.digest,
        "bytes": len(source.data),
    }


def source_from_json(value: object, data: bytes) -> SourceInfo:
    """Return the source with its bytes; raise ``BrokenRowError``."""
    row = _mapping(value)
    try:
        "".encode(_string(row["encoding"]))
        ends = tuple(_string(end) for end in row["line_ends"])
        if not set(ends) <= {"\n", "\r\n", "\r"}:
            raise BrokenRowError("strange line ends")
        path = row["path"]
        return SourceInfo(
            path=None if path is None else Path(_string(path).replace("\0", "")),
            format=_string(row["format"]),
            encoding=row["encoding"],
            bom=bytes.fromhex(row["bom"])[:4],
            line_ends=ends,
            data=data,
            column=None if row.get("column") is None else _string(row["column"]),
            row=None if row.get("row") is None else int(row["row"]),
            notes=tuple(_string(note) for note in row["notes"]),
        )
    except (KeyError, TypeError, ValueError, LookupError) as error:
        raise BrokenRowError("no source") from error


def _grouped(decisions: Mapping[str, Decision]) -> list[list[Any]]:
    # By identity first: to hash each of a hundred thousand would take longer than all the rest.
    alike: dict[int, list[str]] = defaultdict(list)
    for key, decision in decisions.items():
        alike[id(decision)].append(key)
    groups: dict[Decision, list[str]] = {}
    for keys in alike.values():
        groups.setdefault(decisions[keys[0]], []).extend(keys)
    return [[decision_to_json(decision), keys] for decision, keys in groups.items()]


def _ungrouped(groups: Any) -> dict[str, Decision]:  # noqa: ANN401
    found: dict[str, Decision] = {}
    for value, keys in groups:
        found.update(dict.fromkeys(map(_id, keys), decision_from_json(value)))
    return found


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BrokenRowError("no object")
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise BrokenRowError("no string")
    return value


def _id(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID:
        raise BrokenRowError("no id")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise BrokenRowError("no number")
    return value


def _share(value: object) -> float:
    if not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value <= 1:
        raise BrokenRowError("no share")
    return float(value)


def _span(value: Any) -> Span:  # noqa: ANN401
    start, end = value
    return Span(_whole(start), _whole(end))


def _lost_words(value: Any) -> tuple[int, int]:  # noqa: ANN401
    least, most = value
    return _whole(least), _whole(most)


def _time(value: object) -> datetime:
    when = datetime.fromisoformat(_string(value))
    if when.tzinfo is None:
        raise BrokenRowError("a time without a zone")
    return when
