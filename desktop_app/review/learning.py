# SPDX-License-Identifier: Apache-2.0
"""What the editor's decisions teach about the rest of their series.

Everything here follows from the decisions and can be computed again at any time, so undoing a decision
unlearns what it taught.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from desktop_app.repair.suggestion import Alternative, DamageKind, Source, Suggestion
from desktop_app.review.decision import UNDECIDED, Decision, Verdict
from desktop_app.review.policy import Lane, lane

ENOUGH = 3
"""Decisions of one series by a human before the rest is judged by them."""

STEP = 0.25
"""Log odds are shifted by multiples of this: one more decision shall not change ten thousand suggestions."""

_PLACE_BOUND = frozenset({DamageKind.SPLICE, DamageKind.GAP, DamageKind.PARAGRAPH})
"""Kinds whose lost words differ from place to place: a wording chosen here proves nothing there."""


NOTHING: Mapping[str, Suggestion] = MappingProxyType({})
"""Where no earlier call is told of."""

_Series = tuple[DamageKind, str]
"""A kind of damage and the title of a series."""

_Rule = tuple[float, Mapping[str, Counter[str]]]
"""How much the log odds rise, and what was chosen for which original."""


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

    suggestions: tuple[Suggestion, ...]
    """As they were found, in the same order, with the same ids; only alternatives differ."""

    lessons: tuple[Lesson, ...]
    """One for each series in which something moved to another lane."""


def learning(
    found: Sequence[Suggestion],
    decisions: Mapping[str, Decision],
    before: Mapping[str, Suggestion] = NOTHING,
    at_once: int = 500,
) -> Generator[None, None, Learned]:
    """Judge undecided suggestions again by what was decided about their series.

    The odds of each confidence are multiplied by how much oftener than promised the series' proposals
    were right (add-one smoothed, in steps of ``STEP``), and a wording chosen at least twice for the same
    original comes first, unless the kind of damage destroys other words at each place. ``found`` are the
    suggestions as the detectors gave them, never what an earlier call returned; what that was may be
    given as ``before``, by id: of equal suggestions those go on. Yields after each ``at_once`` of them.
    """
    by_a_human = {key: decision for key, decision in decisions.items() if _by_a_human(decision)}
    if len(by_a_human) < ENOUGH:
        return Learned(tuple(found), ())
    decided: dict[_Series, list[tuple[Suggestion, Decision]]] = defaultdict(list)
    for start in range(0, len(found), at_once):
        for s in found[start : start + at_once]:
            members = decided[s.kind, s.series]
            if s.id in by_a_human:
                members.append((s, by_a_human[s.id]))
        yield
    rules = {series: rule for series, members in decided.items() if (rule := _rule(series[0], members))}
    if not rules:
        return Learned(tuple(found), ())
    judged = list(found)
    moved: dict[_Series, Counter[Lane]] = {series: Counter() for series in rules}
    for start in range(0, len(found), at_once):
        for number, s in enumerate(found[start : start + at_once], start):
            series = (s.kind, s.series)
            rule = rules.get(series)
            if rule is None or decisions.get(s.id, UNDECIDED).verdict is not Verdict.UNDECIDED:
                continue
            new = _judged(s, *rule)
            old = before.get(s.id)
            judged[number] = old if old is not None and old == new else new
            if lane(new) is not lane(s):
                moved[series][lane(new)] += 1
        yield
    lessons = (Lesson(title, dict(counts)) for (_, title), counts in moved.items() if counts)
    return Learned(tuple(judged), tuple(lessons))


def _rule(kind: DamageKind, decided: Sequence[tuple[Suggestion, Decision]]) -> _Rule | None:
    """Return by what the rest of a series is judged; None where its decisions teach nothing."""
    if len(decided) < ENOUGH:
        return None
    shift = _shift(decided)
    chosen = {} if kind in _PLACE_BOUND else _chosen(decided)
    return (shift, chosen) if shift or chosen else None


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


def _chosen(decided: Sequence[tuple[Suggestion, Decision]]) -> dict[str, Counter[str]]:
    """Return for each original what was chosen for it, and how often, if any wording was more than once."""
    chosen: dict[str, Counter[str]] = defaultdict(Counter)
    for suggestion, decision in decided:
        if decision.replacement is not None:
            chosen[suggestion.original][decision.replacement] += 1
    return {original: counts for original, counts in chosen.items() if max(counts.values()) > 1}


def _judged(suggestion: Suggestion, shift: float, chosen: Mapping[str, Counter[str]]) -> Suggestion:
    counts = chosen.get(suggestion.original, Counter())
    if not shift and not counts:
        return suggestion
    alternatives = [replace(a, confidence=_shifted(a.confidence, shift)) for a in suggestion.alternatives[:1]]
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


def _shifted(confidence: float, shift: float) -> float:
    if not 0.0 < confidence < 1.0:
        return confidence if shift >= 0 or not confidence else _shifted(0.995, shift)
    odds = math.log(confidence / (1 - confidence)) + shift
    return 1 / (1 + math.exp(-odds))
