# SPDX-License-Identifier: Apache-2.0
"""What becomes of a review when the detectors have looked again: made ready bit by bit, taken in at once.

A text of a million suggestions takes a while to go through; whoever asks yields to others meanwhile.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.keys import Keys, matches
from desktop_app.repair.packed import Ids, PackedSuggestions, Packing, assembled, in_both, pack
from desktop_app.repair.suggestion import Suggestion
from desktop_app.review.decision import UNDECIDED, Decision, Verdict
from desktop_app.review.own_changes import reaching
from desktop_app.steps import Steps, at_once
from desktop_app.text.span import Span

AT_ONCE = 50_000
"""Suggestions between two yields that are compared as rows: about three milliseconds."""

PACKED_AT_ONCE = 100
"""Suggestions between two yields that are packed: some milliseconds."""

_FEW = 2_000
"""Changed ids that are made at once."""

_ATTEMPTS = 3
"""How often what becomes of the decided is made ready anew because more has been decided meanwhile."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The findings that hold from now on."""

    found: PackedSuggestions
    """Sorted by span."""

    lost: Mapping[str, Suggestion]
    """Former findings that no longer hold and on which there is a decision, by id."""

    changed: Set[str]
    """Ids that are new, gone or different."""


def packed_like(
    before: PackedSuggestions, newest: Sequence[Suggestion]
) -> Steps[tuple[PackedSuggestions, PackedSuggestions]]:
    """Return both packed with the same patterns and sorted by span, with yields in between.

    Of two with one id the later stays.
    """
    if isinstance(newest, PackedSuggestions):
        if newest.patterns is not before.patterns:
            again = Packing(newest.patterns)
            yield from _append(again, before)
            before = again.packed()
        return before, newest
    packing = Packing(before.patterns)
    yield from _append(packing, newest)
    return before, _once(packing.packed())


def in_order_once(some: Iterable[Suggestion]) -> PackedSuggestions:
    """Return suggestions packed and sorted by span; of two with one id the later."""
    if isinstance(some, PackedSuggestions):
        return some.in_order()  # whoever has packed them has seen to it that each comes once
    return _once(pack(some))


def _once(suggestions: PackedSuggestions) -> PackedSuggestions:
    last = len(suggestions) - 1 - np.unique(suggestions.keys[::-1], return_index=True)[1]
    if len(last) < len(suggestions):
        suggestions = suggestions.take(np.sort(last))
    return suggestions.in_order()


def _append(packing: Packing, suggestions: Sequence[Suggestion]) -> Steps[None]:
    for start in range(0, len(suggestions), PACKED_AT_ONCE):
        for suggestion in suggestions[start : start + PACKED_AT_ONCE]:
            packing.append(suggestion)
        yield


def looked_again(
    before: PackedSuggestions, decisions: Mapping[str, Decision], newest: PackedSuggestions
) -> Steps[SecondLook]:
    """Return what holds after ``newest`` have been found, with a yield after each ``AT_ONCE`` or so.

    Both are sorted and have the same patterns. A suggestion that was decided and is no longer found
    stays, unless a new one lies in its place; one that was accepted stays in any case, and what lies in
    its place is left out. What is decided at a yield counts.
    """
    # Which keep their ids and places, and which are not changed at all.
    stayed = np.zeros(len(before), np.bool_)
    parts: list[PackedSuggestions] = []
    starts = before.starts
    for start in range(0, len(newest), AT_ONCE):
        part = newest[start : start + AT_ONCE]
        first = bisect_left(starts, int(part.starts[0]))
        last = bisect_right(starts, int(part.starts[-1]))
        here, there, same = in_both(before[first:last], part)
        stayed[first + here] = True
        is_fresh = np.ones(len(part), np.bool_)
        is_fresh[there[same]] = False
        parts.append(part.take(is_fresh))
        yield
    fresh = yield from assembled([newest[:0], *parts])
    gone = before.take(~stayed)
    yield
    gone = gone.take(~_among(gone.keys, fresh.keys))
    yield
    changed = yield from assembled((fresh, gone))
    for _ in range(_ATTEMPTS):
        seen = dict(decisions)
        look, rivals = yield from _with_decisions(before, newest, changed, gone, seen)
        since = [key for key, decision in decisions.items() if seen.get(key) is not decision]
        if not any(len(some.places_of(since)) for some in (gone, rivals)):
            return look
    # The editor decides on just these faster than it is made ready.
    return at_once(_with_decisions(before, newest, changed, gone, decisions))[0]


def _with_decisions(
    before: PackedSuggestions,
    newest: PackedSuggestions,
    changed: PackedSuggestions,
    gone: PackedSuggestions,
    decisions: Mapping[str, Decision],
) -> Steps[tuple[SecondLook, PackedSuggestions]]:
    """Return what holds if these are the decisions, with yields in between.

    With it come those that give way: of these and of ``gone`` a later decision would change that.
    """
    # Only what is decided: others may be a million.
    lost = gone.take(gone.places_of(decisions))
    held, given_way = _held(lost, decisions, newest)
    rivals = newest.take(given_way)
    yield
    if len(held):
        known = rivals.take(_among(rivals.keys, before.keys))
        yield
        known_or_held = _among(changed.keys, np.concatenate((held.keys, rivals.keys)))
        yield
        changed = yield from changed.leaving_out(np.flatnonzero(known_or_held))
        changed = yield from assembled((changed, known))
        lost = lost.take(~_among(lost.keys, held.keys)).joined([known.take(known.places_of(decisions))])
        yield
        newest = yield from newest.leaving_out(np.flatnonzero(given_way))
        newest = yield from newest.mixing_with(held)
    ids: Set[str] = frozenset(changed.ids()) if len(changed) <= _FEW else Ids(changed)
    return SecondLook(newest, {s.id: s for s in lost}, ids), rivals


def _among(keys: Keys, others: Keys) -> NDArray[np.bool_]:
    """Tell of each key whether it is among others."""
    found = np.zeros(len(keys), np.bool_)
    found[matches(others, keys)[1] if len(keys) < len(others) else matches(keys, others)[0]] = True
    return found


def _held(
    lost: PackedSuggestions, decisions: Mapping[str, Decision], newest: PackedSuggestions
) -> tuple[PackedSuggestions, NDArray[np.bool_]]:
    """Return which of those no longer found hold their places, and which of ``newest`` give way."""
    stays = np.zeros(len(lost), np.bool_)
    given_way = np.zeros(len(newest), np.bool_)
    kept: list[int] = []
    for at, key in enumerate(lost.ids()):
        verdict = decisions.get(key, UNDECIDED).verdict
        if verdict is Verdict.ACCEPTED:
            stays[at] = True
            given_way[_overlapping(lost, at, newest)] = True
        elif verdict is not Verdict.UNDECIDED:
            kept.append(at)
    for at in kept:
        stays[at] = given_way[_overlapping(lost, at, newest)].all()
    return lost.take(stays), given_way


def _overlapping(lost: PackedSuggestions, at: int, newest: PackedSuggestions) -> list[int]:
    span = Span(*lost.rows[at, :2].tolist())
    first, last = reaching(newest, span.start), bisect_right(newest.starts, span.end)
    spans = newest.rows[first:last, :2].tolist()
    return [first + n for n, place in enumerate(spans) if span.overlaps(Span(*place))]
