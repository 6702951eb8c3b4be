# SPDX-License-Identifier: Apache-2.0
"""What may have been the mention of a copied phrase, and how many elements it had.

The drift law says where the mention of a copy must stand. Here it is asked what stands there: the same
name, a part of it, a pronoun, a noun phrase, or nothing that could ever be a mention; how much more
often that is met at the right place than at a random one; and where the mention may end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log

from desktop_app.repair.splices.closed_classes import CLITICS
from desktop_app.repair.splices.element_table import ElementTable
from desktop_app.repair.splices.mention_kinds import LONGEST_MENTION, PhraseForms, chunk_end

Lengths = tuple[tuple[int, float], ...]
"""Numbers of elements with the logarithms of their probabilities, likeliest first."""


@dataclass(frozen=True, slots=True)
class MentionReading:
    """What stands where the law puts the mention of a copy."""

    kind: str
    """``same``, ``part``, ``contains``, ``pronoun:he``, ``det``, ``cap``, ``number``, ``word``, ``closed``,
    ``mark``, ``white``, ``lost``."""

    log_ratio: float
    """How much more often this is met at the right place than elsewhere, natural logarithm."""

    lengths: Lengths
    """How long the mention may be."""


class MentionModel:
    """Reads mentions by weights fitted on simulated damage (``training/splices``)."""

    __slots__ = ("_length_weights", "_log_ratios", "_lost")

    def __init__(
        self,
        log_ratios: Mapping[str, float],
        length_weights: Mapping[str, float],
        lost_lengths: Mapping[int, float],
    ) -> None:
        self._log_ratios = log_ratios
        self._length_weights = length_weights
        ordered = sorted(lost_lengths.items(), key=lambda item: -item[1])
        self._lost = MentionReading(
            "lost", log_ratios.get("lost", 0.0), tuple((n, log(p)) for n, p in ordered)
        )

    @property
    def lost(self) -> MentionReading:
        """The reading of a mention that was itself overwritten."""
        return self._lost

    def ratio(self, mention_kind: str, kind: str) -> float:
        """Return the log ratio of a mention of ``mention_kind`` for a phrase of ``kind``."""
        found = self._log_ratios.get(f"{mention_kind}|{kind}")
        return self._log_ratios.get(mention_kind, 0.0) if found is None else found

    def lengths(self, table: ElementTable, at: int, mention_kind: str, matched: int) -> Lengths:
        """Return how long a mention of ``mention_kind`` at element ``at`` may be, likeliest first.

        ``matched`` is as ``length_signs`` takes it.
        """
        weights = self._length_weights
        scores = [
            (length, sum(weights.get(sign, 0.0) for sign in signs))
            for length, signs in length_signs(table, at, mention_kind, matched)
        ]
        if not scores:
            return self._lost.lengths
        highest = max(score for _, score in scores)
        total = log(sum(exp(score - highest) for _, score in scores)) + highest
        likely = ((n, score - total) for n, score in scores if score - total > _RAREST)
        return tuple(sorted(likely, key=lambda p: -p[1]))


_RAREST = -4.5


def matched_end(table: ElementTable, phrase: PhraseForms, at: int) -> int:
    """Return one past the element at ``at`` and those behind it that are words of ``phrase``."""
    end = at + 1
    while end < len(table) and table.lower[end] in phrase.words:
        end += 1
    return end


def length_signs(
    table: ElementTable, at: int, kind: str, matched: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the lengths that a mention at ``at`` may have, each with the signs that speak for it.

    ``matched`` is the ``matched_end`` of the phrase that was written over others.

    >>> from desktop_app.repair.splices.element_table import element_table
    >>> table = element_table("We met Ann Low , who left .")
    >>> [length for length, _ in length_signs(table, 2, "same", 4)]
    [1, 2, 3, 4, 5]
    """
    if kind in ("white", "lost"):
        return
    chunk = chunk_end(table, at)
    limit = min(len(table), at + LONGEST_MENTION)
    for end in range(at + 1, limit + 1):
        last = table.lower[end - 1]
        after = table.shapes[end] if end < len(table) else "#"
        length = end - at
        clitic = last in CLITICS
        body = end - clitic
        relation = _order(body, chunk) + _order(body, matched)
        yield (
            length,
            (
                f"{kind} n{length}",
                f"{kind} {relation}{'s' if clitic else ''}",
                f"{kind} after {_coarse(after)}",
                f"n after {after}",
                f"last {'s' if clitic else _coarse(table.shapes[end - 1])} after {_coarse(after)}",
                f"n{length} {relation}",
            ),
        )
        if last.isspace() or last in ".;:?!":
            return


def _order(one: int, other: int) -> str:
    return "=" if one == other else "<" if one < other else ">"


def _coarse(shape: str) -> str:
    if shape[0] == "w":
        return "w"
    if shape in ("C", "c", "N", "#", "'s", "'", ",", ".", "\n", "\t", "and", "of", "the"):
        return shape
    return "fn" if shape.isalpha() else "mark" if shape[0] != "^" else "^"
