# SPDX-License-Identifier: Apache-2.0
"""The source has changed on the disk: carry suggestions, decisions and history over to the new text.

What the change did not touch moves by the differences of the two texts. What it did touch is sought
near its place by diff-match-patch's fuzzy match (the Bitap algorithm, Wu and Manber 1992), by the
words around it, and must read there exactly as before. What cannot be found is listed, never dropped
in silence: the editor decides on it anew.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from diff_match_patch import diff_match_patch

from desktop_app.documents.document import Document
from desktop_app.repair.packed import pack
from desktop_app.repair.suggestion import Evidence, Suggestion, suggestion_id
from desktop_app.review.act_log import ActLog, Acts
from desktop_app.review.decision import UNDECIDED, Decision, DecisionChange, Verdict
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_rows import (
    decision_from_json,
    decision_to_json,
    suggestion_from_json,
    suggestion_to_json,
)
from desktop_app.text.diff import word_edits
from desktop_app.text.edits import Edit, OffsetMap
from desktop_app.text.scanning import never_cancelled
from desktop_app.text.span import Span

AROUND = 16
"""Code points on both sides by which a place is known again."""

WINDOW = 2000
"""Code points before and after the expected place in which it is sought."""

_LEFT_BEHIND = "left_behind"


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A decision whose place is not in the new text."""

    suggestion: Suggestion
    """As it was in the old text."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Reanchored:
    """A review carried over to another text."""

    contents: Contents
    """The review on the new document; decisions without a place are also kept in its state."""

    stayed: int
    """Suggestions whose place the change did not touch."""

    found_again: int
    """Suggestions that were found by their surroundings."""

    left_behind: tuple[LeftBehind, ...]
    """The decided ones that were not found, in the order of the old text."""


def reanchor(
    contents: Contents, document: Document, look: Callable[[], None] = never_cancelled
) -> Reanchored:
    """Return the review in ``contents`` carried over to ``document``.

    Undecided suggestions without a place are left to the detectors, which look at the new text anyway.
    ``look`` is called every few milliseconds and may raise to stop.
    """
    before, after = contents.document.text, document.text
    places = _Places(before, after, word_edits(before, after, look), look)
    decisions = contents.session().decisions
    # Decided ones first: where two come to lie on each other, the decision counts.
    everything = sorted(
        (*contents.found, *contents.own, *contents.former),
        key=lambda s: (decisions.get(s.id, UNDECIDED).verdict is Verdict.UNDECIDED, s.span),
    )
    # What is not in force may lie under something else; findings, and own changes, may not overlap.
    found, own = set(contents.found.ids()), {s.id for s in contents.own}
    taken_found, taken_own = _Taken(), _Taken()
    moved: dict[str, Suggestion] = {}
    left: list[LeftBehind] = []
    for suggestion in everything:
        key = suggestion.id
        decision = decisions.get(key, UNDECIDED)
        span = places.of(suggestion)
        free = span is not None
        if span is not None and key in found:
            free = taken_found.take(span)
        elif span is not None and key in own and decision.verdict is Verdict.ACCEPTED:
            free = taken_own.take(span)
        if span is not None and free:
            moved[key] = places.moved(suggestion, span)
        elif decision != UNDECIDED:
            left.append(LeftBehind(suggestion, decision))
    acts, position = _renamed(contents.acts, contents.position, moved)
    told = [*_told_before(contents), *map(_to_json, left)]
    carried = Contents(
        document=document,
        found=pack(moved[key] for key in contents.found.ids() if key in moved),
        own=tuple(moved[s.id] for s in contents.own if s.id in moved),
        former=tuple(moved[s.id] for s in contents.former if s.id in moved),
        base=_named(contents.base, moved),
        acts=acts,
        position=position,
        decisions=_named(decisions, moved),
        state={**contents.state, _LEFT_BEHIND: told} if told else contents.state,
    )
    left.sort(key=lambda item: item.suggestion.span)
    return Reanchored(carried, places.stayed, places.found_again, tuple(left))


class _Places:
    """Where places of the old text lie in the new one."""

    def __init__(self, before: str, after: str, edits: tuple[Edit, ...], look: Callable[[], None]) -> None:
        self._before, self._after, self._look = before, after, look
        self._starts = [edit.span.start for edit in edits]
        self._ends = [edit.span.end for edit in edits]
        self._offsets = OffsetMap(edits)
        self._growth = [0, *accumulate(len(edit.replacement) - len(edit.span) for edit in edits)]
        self._matcher = diff_match_patch()
        self._matcher.Match_Distance = WINDOW
        self.stayed = 0
        self.found_again = 0

    def of(self, suggestion: Suggestion) -> Span | None:
        """Return the new span of a suggestion, None if it has none."""
        self._look()
        span = self._shifted(suggestion.span)
        if span is not None:
            self.stayed += 1
            return span
        span = self._sought(suggestion)
        self.found_again += span is not None
        return span

    def moved(self, suggestion: Suggestion, span: Span) -> Suggestion:
        """Return the suggestion at its new place, with what is left of its evidence."""
        key = suggestion_id(suggestion.detector, span, suggestion.original)
        if span == suggestion.span:
            key = suggestion.id
        evidence = []
        for item in suggestion.evidence:
            spans = tuple(new for old in item.spans if (new := self._shifted(old)) is not None)
            if spans or not item.spans:
                evidence.append(Evidence(item.kind, spans, item.sentence))
        return replace(suggestion, id=key, span=span, evidence=tuple(evidence))

    def _shifted(self, span: Span) -> Span | None:
        """Return the span moved by the edits before it, None if one of them touches its inside."""
        index = bisect_left(self._ends, span.start)
        # An edit that ends where the span begins leaves the span alone, and so does one behind it; a
        # place between two characters is touched by either.
        first = index
        while first < len(self._ends) and self._ends[first] == span.start and len(span):
            first += 1
        if first < len(self._starts) and (
            self._starts[first] < span.end or (not len(span) and self._starts[first] <= span.end)
        ):
            return None
        new = span.shifted(self._growth[first])
        return new if new.of(self._after) == span.of(self._before) else None

    def _sought(self, suggestion: Suggestion) -> Span | None:
        """Return where the suggestion's words stand near their place, known by what is around them."""
        start, end = suggestion.span.start, suggestion.span.end
        prefix = self._before[max(0, start - AROUND) : start]
        original = suggestion.original
        pattern = prefix + original[:AROUND] + self._before[end : end + AROUND][: 2 * AROUND]
        expected = self._offsets.to_result(start)
        low = max(0, expected - WINDOW)
        window = self._after[low : expected + WINDOW]
        if not pattern.strip() or not window:
            return None
        near = self._matcher.match_main(window, pattern, max(0, expected - low - len(prefix)))
        if near < 0:
            return None
        return self._nearest(original, low + near + len(prefix), prefix, self._before[end : end + AROUND])

    def _nearest(self, original: str, at: int, prefix: str, suffix: str) -> Span | None:
        """Return the nearest exact occurrence with at least one side as it was."""
        candidates: list[tuple[int, int]] = []
        low = max(0, at - 2 * AROUND)
        place = self._after.find(original, low)
        while 0 <= place <= at + 2 * AROUND:
            left = prefix[-4:] and self._after[max(0, place - 4) : place].endswith(prefix[-4:])
            right = suffix[:4] and self._after.startswith(suffix[:4], place + len(original))
            if left or right:
                candidates.append((abs(place - at), place))
            place = self._after.find(original, place + 1)
        if not candidates:
            return None
        found = min(candidates)[1]
        return Span(found, found + len(original))


class _Taken:
    """Spans that are taken; none may overlap another."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def take(self, span: Span) -> bool:
        """Take a span if it is free."""
        at = bisect_left(self._spans, span)
        if any(other.overlaps(span) for other in self._spans[max(0, at - 1) : at + 1]):
            return False
        self._spans.insert(at, span)
        return True


def _renamed(
    acts: Iterable[DecisionChange], position: int, moved: Mapping[str, Suggestion]
) -> tuple[Acts, int]:
    """Return the acts on the suggestions that have moved; acts on nothing else are gone."""
    kept = ActLog()
    in_force = 0
    for number, act in enumerate(acts):
        after = _named(act.after, moved)
        if act.after and not after:
            continue
        focus = moved[act.focus].id if act.focus is not None and act.focus in moved else None
        kept.append(DecisionChange(act.label, _named(act.before, moved), after, focus, act.when))
        in_force += number < position
    return kept.so_far(), in_force


def _named(decisions: Mapping[str, Decision], moved: Mapping[str, Suggestion]) -> dict[str, Decision]:
    return {moved[key].id: decision for key, decision in decisions.items() if key in moved}


def _told_before(contents: Contents) -> list[object]:
    told = contents.state.get(_LEFT_BEHIND, [])
    return told if isinstance(told, list) else []


def _to_json(item: LeftBehind) -> dict[str, object]:
    return {"suggestion": suggestion_to_json(item.suggestion), "decision": decision_to_json(item.decision)}


def left_behind(contents: Contents) -> Iterator[LeftBehind]:
    """Yield the decisions of earlier texts that found no place and are kept in the project."""
    for told in _told_before(contents):
        try:
            row = told if isinstance(told, dict) else {}
            yield LeftBehind(
                suggestion_from_json(row.get("suggestion"), None), decision_from_json(row.get("decision"))
            )
        except (KeyError, TypeError, ValueError):
            continue
