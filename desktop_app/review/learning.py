# SPDX-License-Identifier: Apache-2.0
"""What the editor's decisions teach about the rest of their series.

Everything here follows from the decisions and can be computed again at any time, so undoing a decision
unlearns what it taught.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop_app.repair.suggestion import Alternative, DamageKind, Source, Suggestion
from desktop_app.review.decision import UNDECIDED, Decision, Verdict
from desktop_app.review.policy import Lane, lane

ENOUGH = 3
"""Decisions of one series by a human before the rest is judged by them."""

STEP = 0.25
"""Log odds are shifted by multiples of this: one more decision shall not change ten thousand suggestions."""

_PLACE_BOUND = frozenset({DamageKind.SPLICE, DamageKind.GAP, DamageKind.PARAGRAPH})
"""Kinds whose lost words differ from place to place: a wording chosen here proves nothing there."""


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
    found: Sequence[Suggestion], decisions: Mapping[str, Decision], at_once: int = 500
) -> Generator[None, None, Learned]:
    """Judge undecided suggestions again by what was decided about their series.

    The odds of each confidence are multiplied by how much oftener than promised the series' proposals
    were right (add-one smoothed, in steps of ``STEP``), and a wording chosen at least twice for the same
    original comes first, unless the kind of damage destroys other words at each place. ``found`` are the
    suggestions as the detectors gave them, never what an earlier call returned. Yields after each
    ``at_once`` of them.
    """
    if sum(_by_a_human(d) for d in decisions.values()) < ENOUGH:
        return Learned(tuple(found), ())
    series: dict[tuple[DamageKind, str], list[Suggestion]] = defaultdict(list)
    for number, suggestion in enumerate(found):
        series[suggestion.kind, suggestion.series].append(suggestion)
        if number % at_once == 0:
            yield
    judged: dict[str, Suggestion] = {}
    lessons = []
    by_a_human = {key: decision for key, decision in decisions.items() if _by_a_human(decision)}
    for (kind, title), members in series.items():
        decided = [(s, by_a_human[s.id]) for s in members if s.id in by_a_human]
        yield
        if len(decided) < ENOUGH:
            continue
        shift = _shift(decided)
        chosen = {} if kind in _PLACE_BOUND else _chosen(decided)
        if not shift and not chosen:
            continue
        moved: Counter[Lane] = Counter()
        for number, suggestion in enumerate(members):
            if number % at_once == 0:
                yield
            if decisions.get(suggestion.id, UNDECIDED).verdict is not Verdict.UNDECIDED:
                continue
            new = _judged(suggestion, shift, chosen)
            judged[suggestion.id] = new
            if lane(new) is not lane(suggestion):
                moved[lane(new)] += 1
        if moved:
            lessons.append(Lesson(title, dict(moved)))
    return Learned(tuple(judged.get(s.id, s) for s in found), tuple(lessons))


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
    ranked = sorted(alternatives, key=lambda a: -a.confidence)
    return replace(suggestion, alternatives=tuple(ranked))


def _shifted(confidence: float, shift: float) -> float:
    if not 0.0 < confidence < 1.0:
        return confidence if shift >= 0 or not confidence else _shifted(0.995, shift)
    odds = math.log(confidence / (1 - confidence)) + shift
    return 1 / (1 + math.exp(-odds))
