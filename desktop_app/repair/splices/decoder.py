# SPDX-License-Identifier: Apache-2.0
"""The joint search: which candidates are copies, and how far the indexes had slipped at each.

A beam search from left to right. Each hypothesis carries the law's two sums and its copies; at each
candidate it may go on with or without a copy there, and with each length that the mention may have.
Copies and shift decide together: a wrong shift puts prepositions and commas where mentions should be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log1p

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.anomaly import Surroundings
from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.drift_path import CopyNode, far_ancestor, mention_place
from desktop_app.repair.splices.element_table import BREAK, ElementTable
from desktop_app.repair.splices.mentions import (
    MentionModel,
    MentionReading,
    PhraseForms,
    kind_of_mention,
    phrase_forms,
)

BEAM = 200
"""Hypotheses kept at each candidate."""

MARGIN = 12.0
"""Hypotheses this much worse than the best, in natural logarithms, are dropped."""

FAINTEST = -5.0
"""Candidates with lower log-odds from their surroundings are not considered at all."""

_SLIPS = ((0, 0.0), (1, -6.5), (-1, -6.5), (2, -7.5))
"""Hidden writes and tokenisers that count differently move the drift; natural logarithms."""

_SLIP_MARGIN = 3.0
_JUMP = -6.0
_JUMP_MARGIN = 1.5
_JUMP_ODDS = -1.0
_JUMP_RATIO = 1.0
_FARTHEST_BACK, _FARTHEST_ON = 4, 16
"""After writes that nobody saw the drift may be anywhere near; tried where a good mention offers itself."""

_LEAST_ODDS = -7.0
_READINGS_KEPT = 100_000
_RESTORED = log(0.12)
_ANEW = -9.0
RESTORED = -1
"""Candidate of a node whose write changed nothing."""

_COUNT_WEIGHT = 0.25
_USUAL_COUNTS = tuple(map(log, (0.02, 0.65, 0.19, 0.07, 0.04, 0.03)))
"""Of 0, 1, 2, ... lost words, in simulated damage."""
_ALIGNED_PRIOR = log(0.25)
_LOOK_EVERY = 64


@dataclass(frozen=True, slots=True)
class Decoding:
    """What the search made of a text."""

    path: tuple[CopyNode, ...]
    """The copies of the best hypothesis, left to right."""

    aligned: bool
    """Whether names were written over their own mentions, without drift."""


class _Hypothesis:
    """A path with its sums; slots and no validation, for thousands are made per page."""

    __slots__ = ("aligned", "anchor", "drift", "end", "extra", "last", "mass", "score", "seen")

    def __init__(
        self,
        score: float,
        mass: float,
        drift: int,
        extra: int,
        end: int,
        last: CopyNode | None,
        aligned: bool,
        seen: int,
        anchor: tuple[int, int],
    ) -> None:
        self.mass = mass
        self.seen = seen
        self.anchor = anchor
        self.score = score
        self.drift = drift
        self.extra = extra
        self.end = end
        self.last = last
        self.aligned = aligned


class DriftDecoder:
    """Searches one text."""

    def __init__(
        self,
        table: ElementTable,
        candidates: Sequence[Candidate],
        log_odds: Sequence[float],
        model: MentionModel,
        lost_counts: Sequence[Sequence[float]] | None = None,
    ) -> None:
        """``lost_counts`` are a tagger's log probabilities of 0, 1, 2, ... lost words per candidate."""
        self._table = table
        self._candidates = candidates
        self._log_odds = log_odds
        self._model = model
        surroundings = Surroundings(table, ())
        self._kinds = [surroundings.phrase_kind(c) for c in candidates]
        self._floor = 0.0
        self._lost_counts = lost_counts
        self._weighed: dict[tuple[int, int], MentionReading] = {}
        self._forms: dict[str, PhraseForms] = {}
        self._readings: dict[tuple[str, int], MentionReading] = {}
        self._missed = _missed_mentions(table, {c.start for c in candidates})
        self._own = MentionReading("self", 0.0, model.lost.lengths)
        self._aligned = MentionReading("self", 0.0, ((1, 0.0),))

    def decode(self, cancel: CancelToken) -> Decoding:
        """Return the best hypothesis. Raises ``CancelledError`` soon after a cancel."""
        breaks = [i for i, word in enumerate(self._table.words) if word == BREAK]
        beam = [
            _Hypothesis(0.0, 0.0, 0, 0, 0, None, False, 0, (-1, 0)),
            _Hypothesis(_ALIGNED_PRIOR, _ALIGNED_PRIOR, 0, 0, 0, None, True, 0, (-1, 0)),
        ]
        position = 0
        count = 0
        undrifted = True
        while position < len(self._candidates):
            start = self._candidates[position].start
            group = []
            while position < len(self._candidates) and self._candidates[position].start == start:
                if self._log_odds[position] > FAINTEST or (
                    undrifted and self._candidates[position].length > 1
                ):
                    group.append(position)
                position += 1
            if not group:
                continue
            while breaks and breaks[0] < start:
                at = breaks.pop(0)
                if not breaks or breaks[0] >= start:
                    beam = self._begin_anew(beam, at + 1)
            count += 1
            if count % _LOOK_EVERY == 0:
                cancel.raise_if_cancelled()
            beam = self._advance(beam, start, group)
            undrifted = any(h.drift == 0 and not h.aligned for h in beam)
        best = max(beam, key=lambda h: h.mass)
        path = []
        node = best.last
        while node is not None:
            path.append(node)
            node = node.parent
        return Decoding(tuple(reversed(path)), best.aligned)

    def _begin_anew(self, beam: list[_Hypothesis], at: int) -> list[_Hypothesis]:
        """Add hypotheses of another article beginning at element ``at``, where the drift is zero again."""
        best = max((h for h in beam if h.drift and not h.aligned), key=lambda h: h.mass, default=None)
        if best is None:
            return beam
        node = _node(best.last, at, at, RESTORED, 1, (best.drift, best.extra, 0), at, self._own, _ANEW)
        new = _Hypothesis(
            best.score + _ANEW,
            best.mass + _ANEW,
            0,
            best.extra,
            at,
            node,
            False,
            max(at, best.seen),
            (at, -1),
        )
        return [*beam, new]

    def _advance(self, beam: list[_Hypothesis], start: int, group: Sequence[int]) -> list[_Hypothesis]:
        survivors: dict[tuple[int, int, int, bool, int], _Hypothesis] = {}
        top = max(h.mass for h in beam)
        self._floor = top - MARGIN
        best_drifting = max((h.mass for h in beam if not h.aligned), default=top)
        for hypothesis in beam:
            if hypothesis.end > start:
                _keep(survivors, hypothesis)
                continue
            behind = (top if hypothesis.aligned else best_drifting) - hypothesis.mass
            self._expand(hypothesis, start, group, behind < _SLIP_MARGIN, behind < _JUMP_MARGIN, survivors)
        kept = sorted(survivors.values(), key=lambda h: -h.mass)
        floor = kept[0].mass - MARGIN
        return [h for h in kept[:BEAM] if h.mass > floor]

    def _expand(
        self,
        hypothesis: _Hypothesis,
        start: int,
        group: Sequence[int],
        may_slip: bool,
        may_jump: bool,
        survivors: dict[tuple[int, int, int, bool, int], _Hypothesis],
    ) -> None:
        aligned, drift, extra, seen = hypothesis.aligned, hypothesis.drift, hypothesis.extra, hypothesis.seen
        place = start if aligned else mention_place(hypothesis.last, drift, extra, start)
        missed = 0.0
        if place is not None and place > seen:
            missed = self._missed[place] - self._missed[seen]
            seen = place
        none = hypothesis.score + missed
        mass = hypothesis.mass + missed
        _keep(
            survivors,
            _Hypothesis(
                none, mass, drift, extra, hypothesis.end, hypothesis.last, aligned, seen, hypothesis.anchor
            ),
        )
        for index in group:
            if place == start and not aligned:
                self._restore(hypothesis, index, none, mass, seen, survivors)
            if self._log_odds[index] <= FAINTEST:
                continue
            self._copy(hypothesis, index, place, (none, mass, seen, drift), may_slip, survivors)
            if may_jump and not aligned and self._log_odds[index] > _JUMP_ODDS:
                for moved in range(max(0, drift - _FARTHEST_BACK), drift + _FARTHEST_ON):
                    there = mention_place(hypothesis.last, moved, extra, start)
                    if moved == drift or there is None or there == start:
                        continue
                    if self.reading(index, there, False).log_ratio > _JUMP_RATIO:
                        sums = (none + _JUMP, mass + _JUMP, seen, moved)
                        self._copy(hypothesis, index, there, sums, False, survivors)

    def _copy(
        self,
        hypothesis: _Hypothesis,
        index: int,
        place: int | None,
        sums: tuple[float, float, int, int],
        may_slip: bool,
        survivors: dict[tuple[int, int, int, bool, int], _Hypothesis],
    ) -> None:
        """Go on with a copy at candidate ``index``, with each length its mention may have."""
        score, mass, seen, drift = sums
        aligned, extra = hypothesis.aligned, hypothesis.extra
        candidate = self._candidates[index]
        start = candidate.start
        reading = self.reading(index, place, aligned)
        odds = self._log_odds[index] + reading.log_ratio
        if odds < _LEAST_ODDS:
            return
        inside = self._missed[start] - self._missed[candidate.end]
        for lost, probability in reading.lengths:
            gain = odds + probability + inside
            if mass + gain < self._floor:
                break  # the lengths come likeliest first
            moved = lost != 1 or candidate.length != 1 or drift != hypothesis.drift
            anchor = (start, drift) if moved else hypothesis.anchor
            past = min(start, max(seen, place) + lost) if place is not None else seen
            for slip, cost in _SLIPS if may_slip and not aligned else _SLIPS[:1]:
                after = drift + lost - 1 + slip
                if after >= 0 and mass + gain + cost > self._floor:
                    node = _node(
                        hypothesis.last,
                        start,
                        candidate.end,
                        index,
                        lost,
                        (drift, extra, after),
                        place,
                        reading,
                        odds,
                    )
                    _keep(
                        survivors,
                        _Hypothesis(
                            score + gain + cost,
                            mass + gain + cost,
                            after,
                            extra + candidate.length - 1,
                            candidate.end,
                            node,
                            aligned,
                            past,
                            anchor,
                        ),
                    )

    def _restore(
        self,
        hypothesis: _Hypothesis,
        index: int,
        score: float,
        mass: float,
        seen: int,
        survivors: dict[tuple[int, int, int, bool, int], _Hypothesis],
    ) -> None:
        """Go on as if a write without drift had put back the very phrase that stood there.

        Nothing shows of it, but every later index has moved.
        """
        candidate = self._candidates[index]
        if candidate.length == 1:
            return
        start, drift, extra = candidate.start, hypothesis.drift, hypothesis.extra
        more = candidate.length - 1
        sums = (drift, extra, drift + more)
        node = _node(
            hypothesis.last,
            start,
            candidate.end,
            RESTORED,
            candidate.length,
            sums,
            start,
            self._own,
            _RESTORED,
        )
        _keep(
            survivors,
            _Hypothesis(
                score + _RESTORED,
                mass + _RESTORED,
                drift + more,
                extra + more,
                candidate.end,
                node,
                False,
                seen,
                (start, drift),
            ),
        )

    def reading(self, index: int, place: int | None, aligned: bool) -> MentionReading:
        """Return what stands at ``place``, read as the mention of candidate ``index``."""
        if aligned:
            return self._aligned
        if self._lost_counts is None:
            return self._read(index, place)
        key = (index, -1 if place is None else place)
        found = self._weighed.get(key)
        if found is None:
            if len(self._weighed) > _READINGS_KEPT:
                self._weighed.clear()
            found = self._weighed[key] = _weighed(self._read(index, place), self._lost_counts[index])
        return found

    def _read(self, index: int, place: int | None) -> MentionReading:
        if place is None:
            return self._model.lost
        candidate = self._candidates[index]
        if place == candidate.start:
            return self._own
        key = (candidate.key, place)
        found = self._readings.get(key)
        if found is None:
            forms = self._forms.get(candidate.key)
            if forms is None:
                forms = self._forms[candidate.key] = phrase_forms(self._table, candidate.start, candidate.end)
            if len(self._readings) > _READINGS_KEPT:
                self._readings.clear()
            found = self._readings[key] = self._model.read(self._table, forms, place, self._kinds[index])
        return found


def _weighed(reading: MentionReading, lost_counts: Sequence[float]) -> MentionReading:
    """Weigh the lengths that the mention may have by the numbers of words that seem to be lost."""
    most = len(lost_counts) - 1
    scores = [
        (n, score + _COUNT_WEIGHT * (lost_counts[min(n, most)] - _USUAL_COUNTS[min(n, most)]))
        for n, score in reading.lengths
    ]
    total = log(sum(exp(score) for _, score in scores))
    lengths = sorted(((n, score - total) for n, score in scores), key=lambda item: -item[1])
    return MentionReading(reading.kind, reading.log_ratio, tuple(lengths))


def _node(
    last: CopyNode | None,
    start: int,
    end: int,
    candidate: int,
    lost: int,
    sums: tuple[int, int, int],
    mention: int | None,
    reading: MentionReading,
    odds: float,
) -> CopyNode:
    drift, extra, after = sums
    depth = 0 if last is None else last.depth + 1
    return CopyNode(
        start,
        end,
        candidate,
        lost,
        drift,
        extra,
        after,
        mention,
        reading,
        odds,
        last,
        depth,
        far_ancestor(last),
    )


def _keep(survivors: dict[tuple[int, int, int, bool, int], _Hypothesis], new: _Hypothesis) -> None:
    """Add ``new``; where another says the same of all that follows, keep the better with the mass of both."""
    key = (new.drift, *new.anchor, new.aligned, new.end)
    old = survivors.get(key)
    if old is None:
        survivors[key] = new
        return
    high, low = (old.mass, new.mass) if old.mass > new.mass else (new.mass, old.mass)
    mass = high + log1p(exp(low - high))
    if new.score > old.score:
        survivors[key] = new
        new.mass = mass
    else:
        old.mass = mass


_MISSED = {
    "pronoun:he": -0.6,
    "pronoun:she": -0.6,
    "pronoun:i": -0.35,
    "pronoun:it": -0.4,
    "pronoun:they": -0.45,
    "pronoun:we": -0.25,
    "pronoun:you": -0.2,
}
MISS_SCALE = 1


def _missed_mentions(table: ElementTable, repeated: set[int]) -> list[float]:
    """Return running sums of what it costs to pass a likely mention that was never copied anywhere."""
    nothing = PhraseForms(("",), frozenset())
    sums = [0.0]
    for at in range(len(table)):
        kind = kind_of_mention(table, nothing, at)
        cost = _MISSED.get(kind, 0.0)
        if at in repeated:
            cost = -0.15 if kind in ("cap", "cap first", "det") else cost
        sums.append(sums[-1] + MISS_SCALE * cost)
    return sums
