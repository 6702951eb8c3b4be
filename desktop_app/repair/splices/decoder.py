# SPDX-License-Identifier: Apache-2.0
"""The joint search: which candidates are copies, and how far the indexes had slipped at each.

A beam search from left to right. Each hypothesis carries the law's two sums and its copies; at each
candidate it may go on with or without a copy there, and with each length that the mention may have.
Copies and shift decide together: a wrong shift puts prepositions and commas where mentions should be.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from math import log

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.drift_path import CopyNode, copy_node, mention_place
from desktop_app.repair.splices.element_table import BREAK, ElementTable
from desktop_app.repair.splices.hypotheses import Beam, Hypothesis, Survivors, key_of
from desktop_app.repair.splices.mention_reader import MentionReader
from desktop_app.repair.splices.mentions import MentionModel
from desktop_app.repair.splices.missed_mentions import missed_mentions
from desktop_app.repair.splices.regaining import Regaining
from desktop_app.repair.splices.seen_lengths import SeenLengths
from desktop_app.repair.splices.tagger import TaggerScores

BEAM = 200
"""Hypotheses kept at each candidate."""

MARGIN = 12.0
"""Hypotheses this much worse than the best, in natural logarithms, are dropped."""

FAINTEST = -5.0
"""Candidates with lower log-odds from their surroundings are not considered at all."""

RESTORED = -1
"""Candidate of a node whose write left nothing to see."""

_SLIPS = ((0, 0.0), (1, -6.5), (-1, -6.5), (2, -7.5))
"""Hidden writes and tokenisers that count differently move the drift; natural logarithms."""

_NO_SLIP = _SLIPS[:1]
_SLIP_MARGIN = 3.0

_JUMP = -6.0
_JUMP_MARGIN = 1.5
_JUMP_ODDS = -1.0
_JUMP_RATIO = 1.0
_FARTHEST_BACK, _FARTHEST_ON = 4, 16
"""After writes that nobody saw the drift may be anywhere near; tried where a good mention offers itself."""

_RESTORING = log(0.12)
"""A write without drift put back what stood there: as frequent as writes are at repeated names."""

_ANEW = -6.5
"""Another article begins behind a break, and with it another list."""

_ANEW_AT_BORDER = log(0.5)
"""The same where an article clearly ends."""

_ALIGNED = log(0.25)
_LEAST_ODDS = -7.0
_LOOK_EVERY = 8
"""Places between two looks at the token; each may take five milliseconds where the beam is full."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """What the search made of a text."""

    path: tuple[CopyNode, ...]
    """The copies of the best hypothesis, left to right."""

    aligned: bool
    """Whether names were written over their own mentions, without drift."""


@dataclass(frozen=True, slots=True)
class _Sums:
    """Where a hypothesis has come to when a candidate is reached."""

    score: float
    mass: float
    seen: int
    drift: int


def first_beam() -> Beam:
    """Return the hypotheses at the beginning of a text: with drift, and without."""
    return (
        Hypothesis(0.0, 0.0, 0, 0, 0, None, False, 0, (-1, 0)),
        Hypothesis(_ALIGNED, _ALIGNED, 0, 0, 0, None, True, 0, (-1, 0)),
    )


def decoding(beam: Beam) -> Decoding:
    """Return what the best hypothesis of ``beam`` says."""
    best = max(beam, key=lambda h: h.mass)
    return Decoding(tuple(reversed(list(_ancestry(best.last)))), best.aligned)


class DriftDecoder:
    """Searches one text."""

    def __init__(
        self,
        table: ElementTable,
        candidates: Sequence[Candidate],
        log_odds: Sequence[float],
        model: MentionModel,
        scores: TaggerScores | None = None,
        *,
        borders: AbstractSet[int] | None = None,
    ) -> None:
        """``log_odds`` are those of each candidate being a copy, the law aside.

        ``borders``, for a long text, are the breaks where another article clearly begins; the shift of
        a long text may also be lost, and is then sought again.
        """
        self.table = table
        self._candidates = candidates
        self._log_odds = log_odds
        self._floor = 0.0
        self.reader = MentionReader(table, candidates, model)
        self._missed = missed_mentions(self.reader.kinds, {c.start for c in candidates})
        self._seen_lengths = SeenLengths(scores, model) if scores is not None else None
        self._borders: AbstractSet[int] = borders or frozenset()
        self._regaining = None if borders is None else Regaining(self.reader, RESTORED)

    def decode(self, cancel: CancelToken) -> Decoding:
        """Return the best hypothesis. Raises ``CancelledError`` soon after a cancel."""
        return decoding(self.advance(first_beam(), 0, len(self.table), cancel))

    def advance(self, beam: Sequence[Hypothesis], start: int, end: int, cancel: CancelToken) -> Beam:
        """Return what becomes of ``beam`` over the candidates that begin at elements ``start`` to ``end``.

        ``beam`` has come to ``start`` and stays as it is. Raises ``CancelledError`` soon after a cancel.
        """
        going = [h.copy() for h in beam]
        # A break right before ``start`` has had no candidate behind it yet.
        breaks = iter([i for i in range(max(0, start - 1), len(self.table)) if self.table.words[i] == BREAK])
        next_break = next(breaks, None)
        first = bisect_left(self._candidates, start, key=lambda c: c.start)
        for count, (at, group) in enumerate(self._groups(first)):
            if at >= end:
                break
            if count % _LOOK_EVERY == 0:
                cancel.raise_if_cancelled()
            undrifted = any(h.drift == 0 and not h.aligned for h in going)
            indexes = [i for i in group if self._matters(i, undrifted)]
            if not indexes:
                continue
            last_break, cost = None, _ANEW
            while next_break is not None and next_break < at:
                if next_break in self._borders:
                    cost = _ANEW_AT_BORDER
                last_break, next_break = next_break, next(breaks, None)
            if last_break is not None:
                going = self._begin_anew(going, last_break + 1, cost)
            going = self._advance(going, at, indexes)
            if self._regaining is not None:
                going = self._regaining.among(going, at)
            if self._seen_lengths is not None:
                self._seen_lengths.forget()
        return tuple(going)

    def _groups(self, first: int) -> Iterator[tuple[int, list[int]]]:
        numbered = groupby(range(first, len(self._candidates)), key=lambda i: self._candidates[i].start)
        return ((start, list(group)) for start, group in numbered)

    def _matters(self, index: int, undrifted: bool) -> bool:
        return self._log_odds[index] > FAINTEST or (undrifted and self._candidates[index].length > 1)

    def _begin_anew(self, beam: list[Hypothesis], at: int, cost: float) -> list[Hypothesis]:
        """Add the hypothesis of another article beginning at element ``at``, where the drift is zero."""
        best = max((h for h in beam if h.drift and not h.aligned), key=lambda h: h.mass, default=None)
        if best is None:
            return beam
        sums = (best.drift, best.extra, 0)
        node = copy_node(best.last, at, at, RESTORED, 1, sums, at, self.reader.own, cost)
        score, mass, seen = best.score + cost, best.mass + cost, max(at, best.seen)
        return [*beam, Hypothesis(score, mass, 0, best.extra, at, node, False, seen, (at, -1))]

    def _advance(self, beam: list[Hypothesis], start: int, group: Sequence[int]) -> list[Hypothesis]:
        survivors = Survivors()
        top = max(h.mass for h in beam)
        drifting = max((h.mass for h in beam if not h.aligned), default=top)
        self._floor = top - MARGIN
        for hypothesis in beam:
            if hypothesis.end > start:
                _keep(survivors, hypothesis)
                continue
            behind = (top if hypothesis.aligned else drifting) - hypothesis.mass
            self._expand(hypothesis, start, group, behind, survivors)
        kept = sorted(survivors, key=lambda h: -h.mass)
        floor = kept[0].mass - MARGIN
        return [h for h in kept[:BEAM] if h.mass > floor]

    def _expand(
        self, hypothesis: Hypothesis, start: int, group: Sequence[int], behind: float, survivors: Survivors
    ) -> None:
        """Go on from ``hypothesis`` without a copy at ``start``, and with each that may stand there."""
        aligned, drift, extra, seen = hypothesis.aligned, hypothesis.drift, hypothesis.extra, hypothesis.seen
        last = hypothesis.last
        place = start if aligned else mention_place(last, drift, extra, start)
        missed = 0.0
        if place is not None and place > seen:
            missed = self._missed[place] - self._missed[seen]
            seen = place
        here = _Sums(hypothesis.score + missed, hypothesis.mass + missed, seen, drift)
        _keep(
            survivors,
            Hypothesis(
                here.score, here.mass, drift, extra, hypothesis.end, last, aligned, seen, hypothesis.anchor
            ),
        )
        slips = _SLIPS if behind < _SLIP_MARGIN and not aligned else _NO_SLIP
        may_jump = behind < _JUMP_MARGIN and not aligned
        for index in group:
            if place == start and not aligned:
                self._restore(hypothesis, index, here, survivors)
            if self._log_odds[index] <= FAINTEST:
                continue
            self._copy(hypothesis, index, place, here, slips, survivors)
            if may_jump and self._log_odds[index] > _JUMP_ODDS:
                self._jump(hypothesis, index, here, survivors)

    def _jump(self, hypothesis: Hypothesis, index: int, here: _Sums, survivors: Survivors) -> None:
        """Go on with a copy whose mention stands where another drift puts it."""
        start = self._candidates[index].start
        for drift in range(max(0, here.drift - _FARTHEST_BACK), here.drift + _FARTHEST_ON):
            place = mention_place(hypothesis.last, drift, hypothesis.extra, start)
            if drift == here.drift or place is None or place == start:
                continue
            if self.reader.ratio(index, place, False) > _JUMP_RATIO:
                there = _Sums(here.score + _JUMP, here.mass + _JUMP, here.seen, drift)
                self._copy(hypothesis, index, place, there, _NO_SLIP, survivors)

    def _copy(
        self,
        hypothesis: Hypothesis,
        index: int,
        place: int | None,
        here: _Sums,
        slips: Sequence[tuple[int, float]],
        survivors: Survivors,
    ) -> None:
        """Go on with a copy at candidate ``index``, with each length its mention may have."""
        candidate = self._candidates[index]
        start, end, drift = candidate.start, candidate.end, here.drift
        aligned, extra, last = hypothesis.aligned, hypothesis.extra, hypothesis.last
        odds = self._log_odds[index] + self.reader.ratio(index, place, aligned)
        inside = self._missed[start] - self._missed[end]  # a copy's own words are no mentions
        if odds < _LEAST_ODDS or here.mass + odds + inside < self._floor:
            return
        reading = self.reader.read(index, place, aligned)
        seen = here.seen if place is None else max(here.seen, place)
        more = candidate.length - 1
        lengths = reading.lengths
        if self._seen_lengths is not None:
            lengths = self._seen_lengths.of(start, reading)
        for lost, probability in lengths:
            gain = odds + probability + inside
            if here.mass + gain < self._floor:
                break  # the lengths come likeliest first
            moved = lost != 1 or more or drift != hypothesis.drift
            anchor = (start, drift) if moved else hypothesis.anchor
            for slip, cost in slips:
                after = drift + lost - 1 + slip
                score, mass = here.score + gain + cost, here.mass + gain + cost
                if after < 0 or mass < self._floor:
                    continue
                key = (after, *anchor, aligned, end)
                if survivors.absorbs(key, score, mass):
                    continue
                node = copy_node(last, start, end, index, lost, (drift, extra, after), place, reading, odds)
                past = seen if place is None else min(start, seen + lost)
                new = Hypothesis(score, mass, after, extra + more, end, node, aligned, past, anchor)
                survivors.add(key, new)

    def _restore(self, hypothesis: Hypothesis, index: int, here: _Sums, survivors: Survivors) -> None:
        """Go on as if a write without drift had put back the very phrase that stood there.

        Nothing shows of it, but every later index has moved.
        """
        candidate = self._candidates[index]
        more = candidate.length - 1
        if not more:
            return
        start, end, drift, extra = candidate.start, candidate.end, here.drift, hypothesis.extra
        score, mass = here.score + _RESTORING, here.mass + _RESTORING
        sums = (drift, extra, drift + more)
        node = copy_node(
            hypothesis.last, start, end, RESTORED, more + 1, sums, start, self.reader.own, _RESTORING
        )
        anchor = (start, drift)
        new = Hypothesis(score, mass, drift + more, extra + more, end, node, False, here.seen, anchor)
        _keep(survivors, new)


def _keep(survivors: Survivors, new: Hypothesis) -> None:
    key = key_of(new)
    if not survivors.absorbs(key, new.score, new.mass):
        survivors.add(key, new)


def _ancestry(node: CopyNode | None) -> Iterator[CopyNode]:
    while node is not None:
        yield node
        node = node.parent
