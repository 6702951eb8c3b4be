# SPDX-License-Identifier: Apache-2.0
"""What becomes of a review when the detectors have looked again: made ready bit by bit, taken in at once.

A text of a million suggestions takes seconds to go through; whoever asks yields to others meanwhile.
"""

from bisect import bisect_left
from collections.abc import Generator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import UNDECIDED, Decision, Verdict
from desktop_app.text.span import Span

AT_ONCE = 1_000
"""Suggestions between two yields: about a millisecond."""

_BY_SPAN = attrgetter("span")


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The findings that hold from now on."""

    found: dict[str, Suggestion]
    """By id."""

    lost: dict[str, Suggestion]
    """Former findings that no longer hold, by id."""

    changed: Set[str]
    """Ids that are new, gone or different."""

    ordered: tuple[Suggestion, ...]
    """The findings, sorted by span."""

    starts: list[int]
    """Where these begin."""


def looked_again(
    before: Mapping[str, Suggestion], decisions: Mapping[str, Decision], newest: Sequence[Suggestion]
) -> Generator[None, None, SecondLook]:
    """Return what holds after ``newest`` have been found, with a yield after each ``AT_ONCE``.

    A suggestion that was decided and is no longer found stays, unless a new one lies in its place; one
    that was accepted stays in any case, and what lies in its place is left out. Decisions are looked at
    after the last yield; ``before`` must not have changed until then.
    """
    found: dict[str, Suggestion] = {}
    changed: set[str] = set()
    known = 0
    starts: list[int] = []
    is_sorted = True
    for start in range(0, len(newest), AT_ONCE):
        for suggestion in newest[start : start + AT_ONCE]:
            key = suggestion.id
            old = before.get(key)
            known += old is not None and key not in found
            if old is not suggestion and old != suggestion:
                changed.add(key)
            found[key] = suggestion
            starts.append(suggestion.span.start)
        is_sorted = is_sorted and _sorted(newest[max(0, start - 1) : start + AT_ONCE])
        yield
    if is_sorted and len(found) == len(newest):
        ordered = tuple(newest)  # no copy of what is a tuple already
    else:
        ordered = tuple(sorted(found.values(), key=_BY_SPAN))
        starts = [s.span.start for s in ordered]
    lost: dict[str, Suggestion] = {}
    if known < len(before):
        keys = tuple(before)
        for start in range(0, len(keys), AT_ONCE):
            gone = (key for key in keys[start : start + AT_ONCE] if key not in found)
            lost.update((key, before[key]) for key in gone if key in before)
            yield
    changed.update(lost)
    decided = [(k, s, v) for k, s in lost.items() if (v := _verdict(decisions, k)) is not Verdict.UNDECIDED]
    if decided:
        places = list(ordered)
        for key, old, verdict in decided:
            first, last = _in_place_of(old.span, places)
            if verdict is Verdict.ACCEPTED or first == last:
                for rival in places[first:last]:
                    del found[rival.id]
                    changed.discard(rival.id)
                    if rival.id in before:
                        changed.add(rival.id)
                        lost[rival.id] = before[rival.id]
                places[first:last] = [old]
                starts[first:last] = [old.span.start]
                found[key] = lost.pop(key)
                changed.discard(key)
        ordered = tuple(places)
    return SecondLook(found, lost, changed, ordered, starts)


def _verdict(decisions: Mapping[str, Decision], key: str) -> Verdict:
    return decisions.get(key, UNDECIDED).verdict


def _sorted(suggestions: Sequence[Suggestion]) -> bool:
    spans = [(s.span.start, s.span.end) for s in suggestions]
    return all(one < following for one, following in pairwise(spans))


def _in_place_of(span: Span, ordered: Sequence[Suggestion]) -> tuple[int, int]:
    """Return the bounds of those that overlap ``span``; both the same, where it belongs, if none do."""
    first = last = bisect_left(ordered, span, key=_BY_SPAN)
    while first > 0 and ordered[first - 1].span.overlaps(span):
        first -= 1
    while last < len(ordered) and ordered[last].span.overlaps(span):
        last += 1
    return first, last
