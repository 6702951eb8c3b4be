# SPDX-License-Identifier: Apache-2.0
"""What two of a phrase in a row say about a text, and which of them is a copy."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from desktop_app.repair.splices.candidates import LONGEST_PHRASE, Candidate
from desktop_app.repair.splices.doubled import Doubled, doubled_phrases, equated_phrases
from desktop_app.repair.splices.element_table import ElementTable

_SPEAKS = 0.9
"""How much one such place speaks for damage, in the log-odds of a copy beyond doubt."""

_USUAL, _MOST = 1 / 120, 1 / 60
"""Places per element of which no more speak for damage, and from which on they speak for a writer, as in
songs. Articles studied have fewer than half the first."""

_FEW = 3
"""So many prove nothing about the writer of a short text."""

_ONE_OF_TWO = 0.74
"""How sure the chosen one of two is a copy where the text is damaged: nine in ten such places are damage,
and of five choices four are right."""

_CHOSEN_FROM = 0.25
"""The one that is more rarely a copy is chosen if it is at least so likely, and likelier than the other."""


class SaidTwice:
    """The candidates of one text that stand twice in a row, or are said to be themselves."""

    def __init__(self, table: ElementTable, candidates: Sequence[Candidate], *, slips: bool) -> None:
        """Where an index ``slips``, two of a phrase meet by chance: they say something about writers only."""
        doubled = list(doubled_phrases(table))
        self._slips = slips
        self._places = [pair.second for pair in doubled]
        self._starts = [candidate.start for candidate in candidates]
        self._all = candidates
        number_of = {(c.start, c.length): i for i, c in enumerate(candidates)} if doubled else {}
        self._pairs = [] if slips else [pair for d in doubled if (pair := _numbered(d, number_of))]
        self._equated = [] if slips else list(equated_phrases(table))
        self.candidates = frozenset(index for pair in self._pairs for index in pair)
        """Those that stand twice in a row, by index: worth a judgement, whatever they look like."""

    def evidence(self, around: range, size: int) -> float | None:
        """Return how much such places among the ``size`` elements ``around`` speak for damage, >= 0.

        None where they are so many that a writer likes to say things twice.
        """
        count = bisect_left(self._places, around.stop) - bisect_left(self._places, around.start)
        if count > max(_FEW, _MOST * size):
            return None
        return 0.0 if self._slips else _SPEAKS * min(count, _USUAL * size)

    def settled(
        self, certainties: Mapping[int, float], damage_share: Callable[[int], float]
    ) -> dict[int, float]:
        """Return ``certainties`` of candidates, by index, given that one of two is a copy.

        ``damage_share`` tells for an element how sure it is that the text is damaged around it. The chosen
        one of two in a row is as sure as that allows; what something is said to be is the less likely a
        copy the surer the same words before it are one.
        """
        settled = dict(certainties)
        for rarely, usually in self._pairs:
            if not {rarely, usually} <= settled.keys():
                continue
            one, other = settled[rarely], settled[usually]
            sure = _ONE_OF_TWO * damage_share(self._starts[usually])
            if max(one, other) < sure:
                settled[rarely if one >= max(_CHOSEN_FROM, other) else usually] = sure
        for pair in self._equated:
            before = self._overlapping(pair.first, pair.first + pair.length)
            sure = max((settled.get(index, 0.0) for index in before), default=0.0)
            for index in self._overlapping(pair.second, pair.second + pair.length):
                if index in settled:
                    settled[index] *= 1 - sure
        return settled

    def _overlapping(self, start: int, end: int) -> list[int]:
        first = bisect_left(self._starts, start - LONGEST_PHRASE)
        return [i for i in range(first, bisect_left(self._starts, end)) if self._all[i].end > start]


def _numbered(pair: Doubled, number_of: Mapping[tuple[int, int], int]) -> tuple[int, int] | None:
    """Return the candidates of a pair, the one that is more often a copy last; None where one is none."""
    first, second = ((start, pair.length) for start in (pair.first, pair.second))
    if first not in number_of or second not in number_of:
        return None
    in_order = number_of[first], number_of[second]
    return in_order[::-1] if pair.first_lost else in_order
