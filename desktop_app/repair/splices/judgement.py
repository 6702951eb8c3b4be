# SPDX-License-Identifier: Apache-2.0
"""How sure each copy is, once the whole text has been searched.

The search decides from left to right; afterwards everything is known, the shift on both sides too. Each
candidate is then judged anew under the shift that holds where it stands, by boosted trees fitted on
simulated damage, which makes the answer a probability that can be shown to people.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np

from desktop_app.repair.detector import CancelToken
from desktop_app.repair.splices.boosted_trees import BoostedTrees
from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.decoder import Decoding, DriftDecoder
from desktop_app.repair.splices.drift_path import CopyNode, mention_place
from desktop_app.repair.splices.lost_lengths import lost_lengths
from desktop_app.repair.splices.mentions import MentionReading
from desktop_app.repair.splices.networks import Networks
from desktop_app.repair.splices.occurrences import Occurrences
from desktop_app.repair.splices.phrase_signs import PhraseSigns
from desktop_app.repair.splices.said_twice import SaidTwice
from desktop_app.repair.splices.tagger import TaggerScores

_NEIGHBOURS = 4
"""Copies on each side whose mentions tell whether the shift is right here."""

_DENSITY_WINDOW = 600
_EVIDENCE_WINDOW = 1200
_SHORTEST_TEXT = 100
_NO_EVIDENCE = 0.0003
_DOUBTLESS = 2.0
"""Log-odds from which on a copy speaks for damage around it."""

_DENSEST = 0.12
"""Copies per element in the worst articles studied."""

_WORTH_ASKING = -4.0
"""Log-odds, the law aside, from which on it is asked what might have stood there, as that takes time."""

_SIZES = (100, 250)
"""Elements up to which a text is short, and from which on it is an article."""

_LOOK_EVERY = 256

_SLIPS_FROM = 2.0
"""Log-odds beyond doubt, summed over a text, from which on its copies have landed beside their mentions."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A candidate under the shift that the search found for its place."""

    candidate: int
    """Its index."""

    certainty: float
    """Probability that it is a copy, 0..1, calibrated."""

    drift: int
    """The law's ``D`` there."""

    mention: int | None
    """Element where its mention begins, None where that was overwritten."""

    reading: MentionReading
    """What stands there."""

    node: CopyNode | None
    """Its place on the path, if the search took it for a copy."""

    lost: Mapping[int, float]
    """The share of each number of lost words, 0..1, ascending; together 1."""

    said_twice: bool = False
    """Whether it is taken for a copy since it stands twice in a row, on its own mention."""


@dataclass(frozen=True, slots=True)
class JudgementModel:
    """How the features in ``Judge.features`` become a probability."""

    trees: BoostedTrees

    half_sure: tuple[float, float]
    """So much evidence of other copies makes damage at all as likely as not: in a text shorter than any that
    the trees were fitted on, and in an article."""

    def certainties(self, rows: Sequence[Mapping[str, float]]) -> Sequence[float]:
        """Return one probability per row, 0..1."""
        odds = np.clip(self.trees.log_odds(rows), -30.0, 30.0)
        return [float(share) for share in 1 / (1 + np.exp(-odds))]


class Judge:
    """Looks at the candidates of one decoded text."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        log_odds: Sequence[float],
        decoder: DriftDecoder,
        decoding: Decoding,
        scores: TaggerScores | None,
        networks: Networks | None = None,
    ) -> None:
        """Ask ``networks`` what might have stood somewhere only where no index slips."""
        self._candidates = candidates
        self._log_odds = log_odds
        self._decoder = decoder
        self._aligned = decoding.aligned
        self._scores = scores
        self._stand_ins = networks.stand_ins if networks is not None and decoding.aligned else None
        self._signs = PhraseSigns(decoder.table)
        self._usual = {n: exp(odds) for n, odds in decoder.reader.own.lengths}
        self._occurrences = Occurrences(decoder.table, candidates, log_odds, scores)
        self._firsts = set({c.key: i for i, c in reversed(list(enumerate(candidates)))}.values())
        self._size = candidates[-1].end if candidates else 0
        self._path = decoding.path
        self._starts = [node.start for node in decoding.path]
        self._node_of = {node.candidate: node for node in decoding.path if node.candidate >= 0}
        self._groups: dict[str, Counter[str]] = defaultdict(Counter)
        for node in self._node_of.values():
            self._groups[candidates[node.candidate].key][node.reading.kind] += 1
        self._excess_sums = [0.0]
        for node in decoding.path:
            self._excess_sums.append(self._excess_sums[-1] + _excess(node))
        slips = not decoding.aligned and sum(map(_excess, decoding.path)) > _SLIPS_FROM
        self._twice = SaidTwice(decoder.table, candidates, slips=slips)
        self._ratio_sums = [0.0]
        for node in decoding.path:
            self._ratio_sums.append(self._ratio_sums[-1] + max(-2.0, min(2.0, node.reading.log_ratio)))

    def place(self, index: int) -> tuple[int, int | None, MentionReading]:
        """Return drift, mention and its reading for candidate ``index``, under the path's shift."""
        start = self._candidates[index].start
        number = bisect_left(self._starts, start)
        last = self._path[number - 1] if number else None
        if last is not None and last.end > start and last.candidate != index:
            last = last.parent  # it competes with the copy that stands here: judge it in its stead
        drift, extra = (last.drift_after, last.extra_after) if last is not None else (0, 0)
        if number < len(self._path) and self._path[number].parent is last:
            drift, extra = self._path[number].drift, self._path[number].extra
        place = start if self._aligned else mention_place(last, drift, extra, start)
        return drift, place, self._decoder.reader.read(index, place, self._aligned)

    def features(self, index: int, reading: MentionReading) -> dict[str, float]:
        """Return what speaks for and against candidate ``index``."""
        candidate = self._candidates[index]
        node = self._node_of.get(index)
        support = self._support(candidate.start, node)
        odds = self._log_odds[index]
        ratio = reading.log_ratio
        total = odds + ratio
        world = "aligned" if self._aligned else "drift"
        evidence = self._evidence(candidate.start, node)
        groups = self._groups.get(candidate.key)
        found = {
            "odds": odds,
            f"odds {world}": odds,
            "ratio": ratio,
            "ratio * support": ratio * support,
            "support": support,
            "density": self._density(candidate.start),
            f"world {world}": 1.0,
            f"first {world}": 1.0 if index in self._firsts else 0.0,
            "path": 1.0 if node is not None else 0.0,
            "evidence": evidence,
            "positive": max(0.0, total),
            "negative": min(0.0, total),
            f"kind {reading.kind}": 1.0,
        }
        if groups is not None and reading.kind.startswith("pronoun"):
            own = max(0, groups[reading.kind] - (node is not None))  # a path carried over may read otherwise
            others = sum(
                n for kind, n in groups.items() if kind.startswith("pronoun") and kind != reading.kind
            )
            found["agrees"] = log((own + 0.5) / (others + 1.0))
        if node is not None:
            found["path odds"] = node.log_odds
        return found | self._occurrences.features(index) | self._signs.features(candidate)

    def rows(self, indexes: Sequence[int], cancel: CancelToken) -> list[dict[str, float]]:
        """Return what speaks for and against each of the candidates ``indexes``, in their order."""
        return self._rows(indexes, [self.place(index)[2] for index in indexes], cancel)

    def _rows(
        self, indexes: Sequence[int], readings: Sequence[MentionReading], cancel: CancelToken
    ) -> list[dict[str, float]]:
        rows = [self.features(index, reading) for index, reading in zip(indexes, readings, strict=True)]
        if self._stand_ins is not None:
            asked = [number for number, index in enumerate(indexes) if self._log_odds[index] > _WORTH_ASKING]
            candidates = [self._candidates[indexes[number]] for number in asked]
            answers = self._stand_ins.features(self._decoder.table, candidates, cancel)
            for number, answer in zip(asked, answers, strict=True):
                rows[number] |= answer
        return rows

    def worth(self, least_odds: float) -> list[int]:
        """Return the candidates with greater log-odds, the law aside, and those that stand twice in a row."""
        twice = self._twice.candidates
        return [i for i, odds in enumerate(self._log_odds) if odds > least_odds or i in twice]

    def judge(self, indexes: Sequence[int], model: JudgementModel, cancel: CancelToken) -> list[Judgement]:
        """Return a judgement on each of the candidates ``indexes``, in their order."""
        found: list[Judgement] = []
        for first in range(0, len(indexes), _LOOK_EVERY):
            cancel.raise_if_cancelled()
            some = indexes[first : first + _LOOK_EVERY]
            places = [self.place(index) for index in some]
            rows = self._rows(some, [reading for _, _, reading in places], cancel)
            for index, place, certainty in zip(some, places, model.certainties(rows), strict=True):
                node = self._node_of.get(index)
                share = self.damage_share(self._candidates[index].start, node, model.half_sure)
                lost = self._lost(index, place[2], node)
                found.append(Judgement(index, share * certainty, *place, node, lost))
        before = {judgement.candidate: judgement.certainty for judgement in found}
        after = self._twice.settled(before, lambda start: self.damage_share(start, None, model.half_sure))
        return [self._settled(judgement, after[judgement.candidate]) for judgement in found]

    def _settled(self, judgement: Judgement, certainty: float) -> Judgement:
        if certainty == judgement.certainty:
            return judgement
        if certainty < judgement.certainty:
            return replace(judgement, certainty=certainty)
        own = self._decoder.reader.own
        index, drift = judgement.candidate, judgement.drift
        return Judgement(
            index, certainty, drift, None, own, None, self._lost(index, own, None), said_twice=True
        )

    def _lost(self, index: int, reading: MentionReading, node: CopyNode | None) -> Mapping[int, float]:
        seen = None
        if self._scores is not None:
            seen = self._scores.lengths[self._candidates[index].start].tolist()
        return lost_lengths(reading, node.lost if node is not None else None, seen, self._usual)

    def _support(self, start: int, own: CopyNode | None) -> float:
        number = bisect_left(self._starts, start)
        low, high = (
            max(0, number - _NEIGHBOURS),
            min(len(self._path), number + _NEIGHBOURS + (own is not None)),
        )
        total = self._ratio_sums[high] - self._ratio_sums[low]
        count = high - low
        if own is not None:
            total -= max(-2.0, min(2.0, own.reading.log_ratio))
            count -= 1
        return total / (count + 1)

    def _evidence(self, start: int, own: CopyNode | None) -> float:
        """How much the other copies around speak for damage at all, per element, as a logarithm.

        In healthy text some names look out of place, too, but hardly ever beyond all doubt.
        """
        return log(self._excess(start, own) / max(_SHORTEST_TEXT, self._size_around(start)) + _NO_EVIDENCE)

    def _size_around(self, start: int) -> int:
        return min(self._size, start + _EVIDENCE_WINDOW) - max(0, start - _EVIDENCE_WINDOW)

    def _nodes_around(self, start: int) -> tuple[int, int]:
        low = bisect_left(self._starts, start - _EVIDENCE_WINDOW)
        return low, bisect_right(self._starts, start + _EVIDENCE_WINDOW)

    def _excess(self, start: int, own: CopyNode | None) -> float:
        low, high = self._nodes_around(start)
        total = self._excess_sums[high] - self._excess_sums[low]
        return max(0.0, total - (_excess(own) if own is not None else 0.0))

    def damage_share(self, start: int, own: CopyNode | None, half_sure: tuple[float, float]) -> float:
        """Return how sure it is, 0..1, that the text around element ``start`` is damaged at all.

        One name that looks out of place proves nothing, nor do many that a writer may have repeated for
        effect, as refrains and contracts do: without company beyond doubt nothing is certain. More copies
        than any pipeline makes in so short a text speak for a writer, too, and so does what is said twice
        again and again.
        """
        low, high = self._nodes_around(start)
        size = self._size_around(start)
        around = range(start - _EVIDENCE_WINDOW, start + _EVIDENCE_WINDOW + 1)
        said_twice = self._twice.evidence(around, size)
        if said_twice is None:
            return 0.0
        credible = min(1.0, max(1.0, _DENSEST * size) / max(1, high - low))
        excess = credible * self._excess(start, own) + said_twice
        square = excess**2
        return square / (square + float(np.interp(size, _SIZES, half_sure)) ** 2)

    def _density(self, start: int) -> float:
        count = bisect_right(self._starts, start + _DENSITY_WINDOW) - bisect_left(
            self._starts, start - _DENSITY_WINDOW
        )
        return log((count + 0.5) / (2 * _DENSITY_WINDOW))


def _excess(node: CopyNode) -> float:
    return max(0.0, node.log_odds - _DOUBTLESS) if node.candidate >= 0 else 0.0
