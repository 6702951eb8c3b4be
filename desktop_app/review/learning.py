# SPDX-License-Identifier: Apache-2.0
"""What the editor's decisions teach about the rest of their series.

Everything here follows from the decisions and can be computed again at any time, so undoing a decision
unlearns what it taught.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.keys import Places
from desktop_app.repair.ordering import stable_order
from desktop_app.repair.packed import PackedSuggestions, pack
from desktop_app.repair.patterns import Confidences, distinct
from desktop_app.repair.suggestion import Alternative, DamageKind, Source, Suggestion
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.policy import Lane, lanes_of
from desktop_app.review.verdicts import CODES, counted, verdict_codes
from desktop_app.steps import Steps

ENOUGH = 3
"""Decisions of one series by a human before the rest is judged by them."""

MOST = 2_000
"""Decisions of one series that are learned from."""

STEP = 0.25
"""Log odds are shifted by multiples of this: one more decision shall not change ten thousand suggestions."""

_PLACE_BOUND = frozenset({DamageKind.SPLICE, DamageKind.GAP, DamageKind.PARAGRAPH})
"""Kinds whose lost words differ from place to place: a wording chosen here proves nothing there."""


_Chosen = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
"""For some originals what was chosen in their place, and how often."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one series has taught."""

    series: str
    """Its title."""

    moved: Mapping[Lane, int]
    """How many undecided suggestions have come into each lane."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The suggestions as they are judged after the decisions."""

    suggestions: PackedSuggestions
    """As they were found, in the same order, with the same ids; only alternatives differ."""

    lessons: tuple[Lesson, ...]
    """One for each series in which something moved to another lane."""


@dataclass(frozen=True, slots=True)
class Rule:
    """By what the undecided rest of a series is judged; a ``patterns.Judgement``."""

    shift: float
    """How much the log odds of a proposal rise."""

    chosen: _Chosen
    """Wordings that are known for originals that were changed alike more than once."""

    def judged(self, suggestion: Suggestion) -> Suggestion:
        """Return a suggestion with its alternatives as sure, and in the order, as they are by the rule."""
        counts = Counter(
            dict(next((told for original, told in self.chosen if original == suggestion.original), ()))
        )
        if not self.shift and not counts:
            return suggestion
        best = suggestion.alternatives[:1]
        alternatives = [replace(a, confidence=_shifted(a.confidence, self.shift)) for a in best]
        alternatives += suggestion.alternatives[1:]
        same = counts.total()
        for wording, count in counts.items():
            if count >= 2 and wording != suggestion.original:
                known = next(
                    (a for a in alternatives if a.text == wording), Alternative(wording, 0.0, Source.EDITOR)
                )
                others = [a for a in alternatives if a is not known]
                confidence = max(known.confidence, (count + 0.5) / (same + 1))
                alternatives = [replace(known, confidence=confidence), *others]
        ranked = tuple(sorted(alternatives, key=lambda a: -a.confidence))
        if ranked == suggestion.alternatives:
            return suggestion  # nothing can be surer than sure, or be chosen where nothing is known
        return replace(suggestion, alternatives=ranked)

    def confidences(self, best: Confidences, second: Confidences) -> Confidences | None:
        """Return how sure proposals are by the rule; None where wordings count."""
        return None if self.chosen else np.asarray(np.maximum(self._shifted(best), second))

    def _shifted(self, best: Confidences) -> Confidences:
        every, which = np.unique(best, return_inverse=True)
        return np.array([_shifted(sure, self.shift) for sure in every.tolist()], np.float64)[which]

    def outcome(
        self, suggestions: PackedSuggestions, at_once: int
    ) -> Steps[tuple[NDArray[np.bool_], Confidences]]:
        """Tell which of the suggestions, as they were found, the rule sees otherwise, and how sure all are.

        Yields after each ``at_once`` that have to be looked at.
        """
        if not self.chosen:
            best, second = suggestions.patterns.best_two(suggestions.rows[:, 2])
            shifted = self._shifted(best)
            return np.asarray(shifted != best), np.maximum(shifted, second)
        changes, sure = np.zeros(len(suggestions), np.bool_), np.zeros(len(suggestions))
        for place, suggestion in enumerate(suggestions):
            judged = self.judged(suggestion)
            changes[place], sure[place] = judged is not suggestion, judged.confidence
            if place % at_once == at_once - 1:
                yield
        return changes, sure


def learning(
    found: Sequence[Suggestion], decisions: Mapping[str, Decision], at_once: int = 200
) -> Steps[Learned]:
    """Judge undecided suggestions again by what was decided about their series.

    The odds of each confidence are multiplied by how much oftener than promised the series' proposals
    were right (add-one smoothed, in steps of ``STEP``), and a wording chosen at least twice for the same
    original comes first, unless the kind of damage destroys other words at each place. ``found`` are the
    suggestions as the detectors gave them, never what an earlier call returned. Yields after each
    ``at_once`` decisions or so.
    """
    packed = pack(found)
    by_a_human: dict[str, Decision] = {}
    rest = iter(decisions.items())
    while some := list(islice(rest, 10 * at_once)):
        by_a_human.update((key, decision) for key, decision in some if _by_a_human(decision))
        yield
    if len(by_a_human) < ENOUGH:
        return Learned(packed, ())
    decided: dict[int, list[tuple[Suggestion, Decision]]] = defaultdict(list)
    judged_by = yield from _thinned(packed.take(packed.places_of(by_a_human)))
    for start in range(0, len(judged_by), at_once):
        part = judged_by[start : start + at_once]
        for series, s in zip(part.series.tolist(), part, strict=True):
            decided[series].append((s, by_a_human[s.id]))
        yield
    patterns = packed.patterns
    undecided = verdict_codes(packed, decisions) == CODES[Verdict.UNDECIDED]
    yield
    all_series = packed.series
    yield
    yield from packed.looking_up()
    sure = packed.confidences.copy()
    yield
    before = lanes_of(sure)
    yield
    rows = packed.rows.copy()
    yield
    moved: list[tuple[str, Places]] = []
    for series, members in decided.items():
        kind, title = patterns.title(series)
        rule = _rule(kind, members)
        if rule is not None:
            places = np.flatnonzero((all_series == series) & undecided)
            yield
            different, which = distinct(rows[places, 2])
            firsts = np.zeros(len(different), np.intp)
            firsts[which[::-1]] = np.arange(len(which))[::-1]
            yield
            changes, sure_by = yield from rule.outcome(packed.take(places[firsts]), at_once)
            changed = changes[which]
            places = places[changed]
            rows[places, 3] = patterns.number_of_judgement(rule)
            sure[places] = sure_by[which[changed]]
            moved.append((title, places))
        yield
    if not moved:
        return Learned(packed, ())
    after = lanes_of(sure)
    lessons = []
    for title, places in moved:
        others = after[places][after[places] != before[places]]
        if len(others):
            lessons.append(Lesson(title, dict(counted(Lane, others))))
    return Learned(packed.with_rows(rows, sure), tuple(lessons))


def _rule(kind: DamageKind, decided: Sequence[tuple[Suggestion, Decision]]) -> Rule | None:
    """Return by what the rest of a series is judged; None where its decisions teach nothing."""
    if len(decided) < ENOUGH:
        return None
    shift = _shift(decided)
    chosen = () if kind in _PLACE_BOUND else _chosen(decided)
    return Rule(shift, chosen) if shift or chosen else None


def _thinned(decided: PackedSuggestions) -> Steps[PackedSuggestions]:
    """Return ``MOST`` of each series at most, from everywhere: as good a measure as a hundred thousand."""
    yield
    series = decided.series
    order, sizes = yield from stable_order(series)
    number = np.empty(len(decided), np.intp)
    number[order] = np.arange(len(decided)) - (np.cumsum(sizes) - sizes)[series[order]]
    every = -(-sizes // MOST)
    return decided.take(number % np.maximum(every, 1)[series] == 0)


def _by_a_human(decision: Decision) -> bool:
    return decision.verdict in (Verdict.ACCEPTED, Verdict.KEPT) and decision.who != "policy"


def _shift(decided: Sequence[tuple[Suggestion, Decision]]) -> float:
    """Return how much the log odds of a proposal rise: what was right against what was promised."""
    number = len(decided)
    right = sum(decision.replacement == suggestion.replacement for suggestion, decision in decided)
    promised = sum(suggestion.confidence for suggestion, _ in decided)
    observed = math.log((right + 1) / (number - right + 1))
    expected = math.log((promised + 1) / (number - promised + 1))
    return STEP * round((observed - expected) / STEP)


def _chosen(decided: Sequence[tuple[Suggestion, Decision]]) -> _Chosen:
    """Return for each original what was chosen for it, and how often, if any wording was more than once."""
    chosen: dict[str, Counter[str]] = defaultdict(Counter)
    for suggestion, decision in decided:
        if decision.replacement is not None:
            chosen[suggestion.original][decision.replacement] += 1
    return tuple(
        (original, tuple(counts.items())) for original, counts in chosen.items() if max(counts.values()) > 1
    )


def _shifted(confidence: float, shift: float) -> float:
    if not 0.0 < confidence < 1.0:
        return confidence if shift >= 0 or not confidence else _shifted(0.995, shift)
    odds = math.log(confidence / (1 - confidence)) + shift
    return 1 / (1 + math.exp(-odds))
