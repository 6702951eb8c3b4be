# SPDX-License-Identifier: Apache-2.0
"""Many suggestions in little memory: a row of numbers for each, and what they have in common as patterns."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from operator import eq
from typing import Any, Self, overload

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.keys import Keys, Places, first_place, keys_of, matches
from desktop_app.repair.patterns import CODES, KINDS, Confidences, Patterns
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.steps import Steps, at_once
from desktop_app.text.span import Span

Rows = NDArray[np.int32]
"""Shape ``[suggestions, 4]``: start, end (code points), the numbers of the pattern and of the judgement."""

Kinds = NDArray[np.int8]
"""Kinds of damage, by the numbers of ``patterns.KINDS``."""

_COPIED = 100_000
"""Suggestions that are copied at a time: two milliseconds, as new memory is slow."""

_FEW = 8
"""Ids that are looked for one by one."""

_IN_SIGHT = 512
"""So few may be looked at again soon."""

_BLOCK = 4_096
"""Rows that are read at a time."""


class PackedSuggestions(Sequence[Suggestion]):
    """Suggestions that are made anew whenever they are looked at; never changes."""

    __slots__ = ("_confidences", "_hints", "_kinds", "keys", "patterns", "rows")

    def __init__(
        self,
        patterns: Patterns,
        rows: Rows,
        keys: Keys,
        confidences: Confidences | None = None,
        kinds: Kinds | None = None,
    ) -> None:
        """Take what there is; what is not known of how sure they are, and of their kinds, is looked up."""
        self.patterns = patterns
        self.rows = rows
        """What there is; not to be changed. Rows of the same patterns are equal where suggestions are."""
        self.keys = keys
        """Shape ``[suggestions]``; not to be changed."""
        self._confidences = confidences
        self._kinds = kinds
        self._hints: dict[str, int] = {}
        """Where those stand that were looked for."""

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Suggestion: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> Suggestion | Self:
        if isinstance(at, slice):
            return self.take(at)
        return self.patterns.suggestion_at_hand(*self.rows[at].tolist())

    def __iter__(self) -> Iterator[Suggestion]:
        if len(self.rows) <= _IN_SIGHT:
            yield from (self.patterns.suggestion_at_hand(*row) for row in self.rows.tolist())
            return
        for row in self.places():
            yield self.patterns.suggestion(*row)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PackedSuggestions) and other.patterns is self.patterns:
            return np.array_equal(self.rows, other.rows)
        if isinstance(other, PackedSuggestions | tuple | list):
            return len(self) == len(other) and all(map(eq, self, other))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as of any sequence that may be long

    def __repr__(self) -> str:
        return f"<{len(self)} packed suggestions>"

    # Others of the same patterns

    def take(self, which: slice | NDArray[np.bool_] | Places) -> Self:
        """Return some of them: a slice, those where a mask is true, or those with these indexes."""
        if isinstance(which, np.ndarray) and which.dtype == np.bool_:
            which = np.flatnonzero(which)
        sure, kinds = self._confidences, self._kinds
        return type(self)(
            self.patterns,
            self.rows[which],
            self.keys[which],
            None if sure is None else sure[which],
            None if kinds is None else kinds[which],
        )

    def with_rows(self, rows: Rows, confidences: Confidences | None = None) -> Self:
        """Return suggestions with the same ids and other rows, and how sure these are if that is known."""
        return type(self)(self.patterns, rows, self.keys, confidences)

    def joined(self, others: "Iterable[PackedSuggestions]") -> "PackedSuggestions":
        """Return all of these and the others, which have the same patterns, one behind the other."""
        return at_once(assembled([self, *others]))

    def with_more(self, more: Iterable[Suggestion]) -> "PackedSuggestions":
        """Return all of these, which are sorted by span, and ``more``, sorted too."""
        return self.mixed_with(Packing(self.patterns, more).packed().in_order())

    def mixed_with(self, others: "PackedSuggestions") -> "PackedSuggestions":
        """Return all of these and the others, which have the same patterns; both are, and it is, sorted."""
        return at_once(self.mixing_with(others))

    def mixing_with(self, others: "PackedSuggestions") -> "Steps[PackedSuggestions]":
        """Do the same with yields in between."""
        cuts = {start for some in (self, others) for start in some.starts[_COPIED::_COPIED].tolist()}
        pieces: list[PackedSuggestions] = [self[:0]]
        first = other = 0
        for cut in (*sorted(cuts), None):
            end = len(self) if cut is None else bisect_left(self.starts, cut)
            other_end = len(others) if cut is None else bisect_left(others.starts, cut)
            pieces.append(_mixed(self[first:end], others[other:other_end]))
            first, other = end, other_end
            yield
        return (yield from assembled(pieces))

    def leaving_out(self, places: Places) -> "Steps[PackedSuggestions]":
        """Return all but those with these indexes, which ascend, with yields in between."""
        pieces: list[PackedSuggestions] = [self[:0]]
        for start in range(0, len(self), _COPIED):
            piece = self[start : start + _COPIED]
            first, last = np.searchsorted(places, (start, start + _COPIED))
            if first < last:
                stays = np.ones(len(piece), np.bool_)
                stays[places[first:last] - start] = False
                piece = piece.take(stays)
            pieces.append(piece)
            yield
        return (yield from assembled(pieces))

    def in_order(self) -> "PackedSuggestions":
        """Return them sorted by span."""
        starts, ends = self.starts, self.ends
        later = (starts[1:] > starts[:-1]) | ((starts[1:] == starts[:-1]) & (ends[1:] >= ends[:-1]))
        return self if later.all() else self.take(np.lexsort((ends, starts)))

    # Finding

    @property
    def is_looked_up(self) -> bool:
        """Whether it is known how sure they are and of which kinds."""
        return self._confidences is not None and self._kinds is not None

    def looking_up(self) -> Steps[None]:
        """Find out how sure they are and of which kinds, and keep it, with yields in between."""
        if not self.is_looked_up:
            pieces = [self[start : start + _COPIED] for start in range(0, len(self), _COPIED)]
            sure, kinds = [], []
            for piece in pieces:
                sure.append(piece.confidences)
                kinds.append(piece.kinds)
                yield
            if pieces:
                self._confidences = yield from _copied(sure)
                self._kinds = yield from _copied(kinds)

    def find(self, suggestion_id: str) -> int | None:
        """Return where the suggestion with an id stands, None if it is not here."""
        at = self._hints.get(suggestion_id)
        if at is None:
            found = first_place(self.keys, hash(suggestion_id))
            at = -1 if found is None else found
            if len(self._hints) >= _BLOCK:
                self._hints.clear()
            self._hints[suggestion_id] = at
        return at if at >= 0 else None

    def places_of(self, ids: Iterable[str]) -> Places:
        """Return where those stand that have one of the ids."""
        if isinstance(ids, Ids):
            return ids.places_in(self)
        wanted = tuple(ids)
        if len(wanted) <= _FEW:
            found = {place for place in map(self.find, wanted) if place is not None}
            return np.array(sorted(found), np.intp)
        return matches(self.keys, keys_of(wanted))[0]

    def id_at(self, at: int) -> str:
        """Return the id of one of them."""
        start, end, number, _ = self.rows[at].tolist()
        return self.patterns.id_of(start, end, number)

    def places(self) -> Iterator[list[int]]:
        """Yield start, end, and the numbers of pattern and judgement of each."""
        for start in range(0, len(self.rows), _BLOCK):
            yield from self.rows[start : start + _BLOCK].tolist()

    def spans(self) -> list[Span]:
        """Return the places, in order."""
        return [Span(start, end) for start, end in self.rows[:, :2].tolist()]

    def ids(self) -> Iterator[str]:
        """Yield the ids, in order."""
        for start, end, number, _ in self.places():
            yield self.patterns.id_of(start, end, number)

    def replacements(self) -> Iterator[str]:
        """Yield the proposed wordings, in order."""
        for _, _, number, judgement in self.places():
            yield self.patterns.replacement_of(number, judgement)

    # What they are, each an array as long as there are suggestions

    @property
    def starts(self) -> NDArray[np.int32]:
        """Where they begin, code points."""
        return self.rows[:, 0]

    @property
    def ends(self) -> NDArray[np.int32]:
        """Where they end, code points."""
        return self.rows[:, 1]

    @property
    def kinds(self) -> Kinds:
        """The kinds of damage, by the numbers of ``patterns.KINDS``."""
        if self._kinds is None:
            self._kinds = self.patterns.kinds(self.rows[:, 2])
        return self._kinds

    @property
    def series(self) -> NDArray[np.int32]:
        """The series, by numbers that ``patterns`` tells."""
        return self.patterns.series(self.rows[:, 2])

    @property
    def confidences(self) -> Confidences:
        """How sure the proposed wordings are; not to be changed."""
        if self._confidences is None:
            self._confidences = self.patterns.confidences(self.rows[:, 2], self.rows[:, 3])
        return self._confidences

    def are_of(self, kinds: Iterable[DamageKind]) -> NDArray[np.bool_]:
        """Tell which are of one of these kinds."""
        chosen = np.zeros(len(KINDS), np.bool_)
        chosen[[CODES[kind] for kind in kinds]] = True
        return chosen[self.kinds]


def assembled(pieces: Sequence[PackedSuggestions]) -> Steps[PackedSuggestions]:
    """Return pieces of the same patterns, at least one, as one, with a yield after each ``_COPIED`` or so."""
    columns: list[Sequence[NDArray[Any]]] = [[p.rows for p in pieces], [p.keys for p in pieces]]
    if pieces[0].is_looked_up:
        sure, kinds = [], []
        for piece in pieces:
            sure.append(piece.confidences)
            kinds.append(piece.kinds)
            yield
        columns += (sure, kinds)
    copies: list[NDArray[Any]] = []
    for parts in columns:
        copies += ((yield from _copied(parts)),)
    return PackedSuggestions(pieces[0].patterns, *copies)


def _mixed(some: PackedSuggestions, others: PackedSuggestions) -> PackedSuggestions:
    """Return both, which are sorted, by span; of two with the same the other comes later."""
    if not len(others):
        return some
    is_other = np.zeros(len(some) + len(others), np.bool_)
    is_other[np.searchsorted(_spans(some), _spans(others), side="right") + np.arange(len(others))] = True

    def column(mine: NDArray[Any], theirs: NDArray[Any]) -> NDArray[Any]:
        both = np.empty((len(is_other), *mine.shape[1:]), mine.dtype)
        both[~is_other], both[is_other] = mine, theirs
        return both

    rows, keys = column(some.rows, others.rows), column(some.keys, others.keys)
    if not some.is_looked_up:
        return PackedSuggestions(some.patterns, rows, keys)
    sure, kinds = column(some.confidences, others.confidences), column(some.kinds, others.kinds)
    return PackedSuggestions(some.patterns, rows, keys, sure, kinds)


def _copied(parts: Sequence[NDArray[Any]]) -> Steps[NDArray[Any]]:
    whole = np.empty((sum(map(len, parts)), *parts[0].shape[1:]), parts[0].dtype)
    done = rest = 0
    for part in parts:
        for start in range(0, len(part), _COPIED):
            some = part[start : start + _COPIED]
            whole[done : done + len(some)] = some
            done += len(some)
            if done - rest >= _COPIED:
                rest = done
                yield
    return whole


class Packing:
    """Suggestions that are packed as they come."""

    def __init__(self, patterns: Patterns, suggestions: Iterable[Suggestion] = ()) -> None:
        self._patterns = patterns
        self._numbers = array("i")
        self._keys = array("q")
        for suggestion in suggestions:
            self.append(suggestion)

    def append(self, suggestion: Suggestion) -> None:
        """Take one more."""
        number = self._patterns.number_of(suggestion)
        self.append_row(suggestion.span.start, suggestion.span.end, number, hash(suggestion.id))

    def append_row(self, start: int, end: int, number: int, key: int) -> None:
        """Take one more by its span, code points, the number of its pattern, and the hash of its id."""
        self._numbers.extend((start, end, number, 0))
        self._keys.append(key)

    def __len__(self) -> int:
        return len(self._keys)

    def packed(self) -> PackedSuggestions:
        """Return those that have come so far."""
        rows = np.array(self._numbers, np.int32).reshape(-1, 4)
        return PackedSuggestions(self._patterns, rows, np.array(self._keys, np.int64))


def pack(suggestions: Iterable[Suggestion]) -> PackedSuggestions:
    """Return ``suggestions`` packed, in their order; what is packed already stays as it is."""
    if isinstance(suggestions, PackedSuggestions):
        return suggestions
    return Packing(Patterns(), suggestions).packed()


def in_both(before: PackedSuggestions, after: PackedSuggestions) -> tuple[Places, Places, NDArray[np.bool_]]:
    """Return where those stand in each that have the same ids and spans, and which are wholly the same.

    Both are sorted, and no two suggestions of one have the same span.
    """
    old, new = _spans(before), _spans(after)
    if not len(old):
        return np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.bool_)
    found = np.minimum(np.searchsorted(old, new), len(old) - 1)
    there = np.flatnonzero((old[found] == new) & (before.keys[found] == after.keys))
    here = found[there]
    return here, there, (before.rows[here, 2:] == after.rows[there, 2:]).all(axis=1)


def _spans(suggestions: PackedSuggestions) -> NDArray[np.int64]:
    """Return a number for each span, in their order."""
    starts = suggestions.starts.astype(np.int64)
    return (starts << 31) + (suggestions.ends - starts)


class Ids(Set[str]):
    """The ids of many suggestions, made when somebody asks for them."""

    def __init__(self, suggestions: PackedSuggestions, places: Places | None = None) -> None:
        """Take suggestions no two of which have the same id, or those at some places, in any order."""
        self._suggestions = suggestions if places is None else suggestions.take(places)
        self._of, self._places = suggestions, places

    def places_in(self, others: PackedSuggestions) -> Places:
        """Return where those stand in others that are among these."""
        if self._of is not others:
            return matches(others.keys, self._suggestions.keys)[0]
        return np.arange(len(others)) if self._places is None else np.sort(self._places)

    def __len__(self) -> int:
        return len(self._suggestions)

    def __iter__(self) -> Iterator[str]:
        return self._suggestions.ids()

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._suggestions.find(key) is not None

    def __and__(self, other: Iterable[object]) -> Set[str]:
        """Return those of the others that are among these, in one look at all."""
        keys = [key for key in other if isinstance(key, str)]
        return frozenset(keys[at] for at in matches(self._suggestions.keys, keys_of(keys))[1].tolist())
