# SPDX-License-Identifier: Apache-2.0
"""How implausible a phrase is where it stands, by what stands around it.

A logistic model over signs that need no neural network: function words and word shapes next to the
phrase, doubled names, capitals behind it, how often the same phrase stands elsewhere in the same
company. Its weights are fitted on simulated damage (``training/splices``).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log2

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.closed_classes import DETERMINERS, POSSESSIVES, TITLES
from desktop_app.repair.splices.element_table import BREAK, GAP, ElementTable

_LOOK_EVERY = 512
_SENTENCE_ENDS = frozenset((".", "?", "!", BREAK, GAP))
_EDGE = "#"


class Surroundings:
    """What stands around the candidates of one text, and the signs drawn from it."""

    __slots__ = ("_by_end", "_by_start", "_pairs", "_table")

    def __init__(self, table: ElementTable, candidates: Sequence[Candidate]) -> None:
        self._table = table
        self._by_start: dict[int, list[Candidate]] = defaultdict(list)
        self._by_end: dict[int, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            self._by_start[candidate.start].append(candidate)
            self._by_end[candidate.end].append(candidate)
        self._pairs: Counter[tuple[str, str]] = Counter(zip(table.lower, table.lower[1:], strict=False))

    def _shape(self, index: int) -> str:
        return self._table.shapes[index] if 0 <= index < len(self._table) else _EDGE

    def _word(self, index: int) -> str:
        return self._table.lower[index] if 0 <= index < len(self._table) else _EDGE

    def signs(self, candidate: Candidate) -> Iterator[str]:
        """Yield the names of the signs that ``candidate`` shows."""
        start, end = candidate.start, candidate.end
        left, left2 = self._shape(start - 1), self._shape(start - 2)
        right, right2 = self._shape(end), self._shape(end + 1)
        kind = self.phrase_kind(candidate)
        yield f"k={kind}{min(candidate.length, 4)}"
        yield f"l={left}|{kind}"
        yield f"r={right}|{kind}"
        yield f"lr={left}|{right}|{kind}"
        yield f"ll={left2}|{left}|{kind}"
        yield f"rr={right}|{right2}|{kind}"
        yield f"lr={left}|{right}"
        yield f"ll={left2}|{left}"
        yield f"rr={right}|{right2}"
        yield f"l={left}"
        yield f"r={right}"
        yield f"n={min(8, int(2 * log2(candidate.repeats)))}|{kind}"
        yield from self._company(candidate, kind)
        yield from self._extent(candidate, kind)
        if self._table.words[start][0].islower() and left in _SENTENCE_ENDS:
            yield "lower-case start"

    def _company(self, candidate: Candidate, kind: str) -> Iterator[str]:
        """How the words next to the phrase stand elsewhere, and whether they repeat it."""
        start, end = candidate.start, candidate.end
        before, after = self._word(start - 1), self._word(end)
        first, last = self._table.lower[start], self._table.lower[end - 1]
        parts = {form for form in self._table.lower[start:end] if len(form) > 2 and form not in DETERMINERS}
        if before in parts:
            yield f"doubled left|{kind}"
        if after in parts:
            yield f"doubled right|{kind}"
        if self._word(start - 2) in parts or self._word(end + 1) in parts:
            yield f"doubled near|{kind}"
        yield f"pair left={min(3, self._pairs[before, first])}|{kind}"
        yield f"pair right={min(3, self._pairs[last, after])}|{kind}"
        if (bridge := self._pairs[before, after]) and after.isalnum():
            yield f"bridge={min(2, bridge)}"
        if before in TITLES:
            yield f"title left|{kind}"
        if before in POSSESSIVES:
            yield f"possessive left|{kind}"

    def _extent(self, candidate: Candidate, kind: str) -> Iterator[str]:
        """Whether a longer or shorter candidate competes for the same place."""
        start, end = candidate.start, candidate.end
        longer = [c for c in self._by_start[start] if c.length > candidate.length]
        longer += [c for c in self._by_end[end] if c.length > candidate.length]
        if longer:
            most = max(c.repeats for c in longer)
            share = "all" if most == candidate.repeats else "some"
            yield f"longer={share}|{min(3, candidate.repeats - most)}|{kind}"
        shorter = [c for c in self._by_start[start] + self._by_end[end] if c.length < candidate.length]
        if shorter:
            least = min(c.repeats for c in shorter)
            yield f"shorter={min(3, least - candidate.repeats)}|{kind}"
        if candidate.length == 1 or self._table.capital[start]:
            yield f"run={self._shape(start - 1)[0] == 'C'}{self._shape(end)[0] == 'C'}|{kind}"

    def phrase_kind(self, candidate: Candidate) -> str:
        """Return N for a name, D for a noun phrase with a determiner, X for a number, L for others."""
        table = self._table
        if table.lower[candidate.start] in DETERMINERS:
            return "DN" if any(table.capital[candidate.start + 1 : candidate.end]) else "D"
        if table.capital[candidate.start]:
            return "N" if table.shapes[candidate.start] != "Day" else "X"
        return "X" if table.shapes[candidate.start] == "N" else "L"


class AnomalyModel:
    """Weights of signs; gives the log-odds that a candidate is a copy, from its surroundings alone."""

    __slots__ = ("_bias", "_weights")

    def __init__(self, weights: Mapping[str, float], bias: float) -> None:
        self._weights = weights
        self._bias = bias

    def log_odds(
        self, surroundings: Surroundings, candidates: Sequence[Candidate], cancel: CancelToken
    ) -> list[float]:
        """Return the log-odds of each candidate."""
        found: list[float] = []
        for number, candidate in enumerate(candidates):
            if number % _LOOK_EVERY == 0:
                cancel.raise_if_cancelled()
            found.append(
                self._bias + sum(self._weights.get(sign, 0.0) for sign in surroundings.signs(candidate))
            )
        return found


_TEXT_WINDOW = 1200


def probabilities(log_odds: Sequence[float]) -> list[float]:
    """Return the probability, 0..1, that each of ``log_odds`` means."""
    return [1 / (1 + exp(-max(-30.0, min(30.0, odds)))) for odds in log_odds]


def text_company(candidates: Sequence[Candidate], log_odds: Sequence[float]) -> list[tuple[float, float]]:
    """Return for each candidate how damaged its neighbourhood and its phrase look, as logarithms.

    The neighbourhood is 1,200 elements either way; both leave the candidate itself out.
    """
    shares = probabilities(log_odds)
    of_phrase: dict[str, float] = defaultdict(float)
    sums = [0.0]
    for candidate, share in zip(candidates, shares, strict=True):
        of_phrase[candidate.key] += share
        sums.append(sums[-1] + share)
    found = []
    low = high = 0
    for candidate, share in zip(candidates, shares, strict=True):
        while candidates[low].start < candidate.start - _TEXT_WINDOW:
            low += 1
        while high < len(candidates) and candidates[high].start <= candidate.start + _TEXT_WINDOW:
            high += 1
        span = candidates[high - 1].start - candidates[low].start + 60
        around = (sums[high] - sums[low] - share) / span
        others = (of_phrase[candidate.key] - share) / max(1, candidate.repeats - 1)
        found.append((log2(around + 0.002), log2(others + 0.02)))
    return found
