# SPDX-License-Identifier: Apache-2.0
"""What may have been the mention of a copied phrase, and how many elements it had.

The drift law says where the mention of a copy must stand. Here it is asked what stands there: the same
name, a part of it, a pronoun, a noun phrase, or nothing that could ever be a mention; how much more
often that is met at the right place than at a random one; and where the mention may end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, log

from desktop_app.repair.splices.closed_classes import CLITICS, DETERMINERS, POSSESSIVES, PRONOUN_GROUP
from desktop_app.repair.splices.element_table import ElementTable

LONGEST_MENTION = 7
"""In elements."""

_INSIDE = frozenset("of the de del della di da du la le van von der den bin al and for - – & ’s 's".split())


@dataclass(frozen=True, slots=True)
class MentionReading:
    """What stands where the law puts the mention of a copy."""

    kind: str
    """``same``, ``part``, ``contains``, ``pronoun:he``, ``det``, ``cap``, ``number``, ``word``, ``closed``,
    ``mark``, ``white``, ``lost``."""

    log_ratio: float
    """How much more often this is met at the right place than elsewhere, natural logarithm."""

    lengths: tuple[tuple[int, float], ...]
    """Possible lengths in elements with the logarithms of their probabilities, likeliest first."""


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

    def ratio(self, table: ElementTable, phrase: "PhraseForms", at: int, kind: str) -> float:
        """Return only the log ratio of ``read``, which takes a fraction of its time."""
        return self._ratio(kind_of_mention(table, phrase, at), kind)

    def _ratio(self, mention_kind: str, kind: str) -> float:
        found = self._log_ratios.get(f"{mention_kind}|{kind}")
        return self._log_ratios.get(mention_kind, 0.0) if found is None else found

    def read(self, table: ElementTable, phrase: "PhraseForms", at: int, kind: str) -> MentionReading:
        """Return what stands at element ``at``, read as a mention of ``phrase`` of ``kind``."""
        mention_kind = kind_of_mention(table, phrase, at)
        ratio = self._ratio(mention_kind, kind)
        weights = self._length_weights
        scores: list[tuple[int, float]] = []
        for length, signs in length_signs(table, phrase, at, mention_kind):
            scores.append((length, sum(weights.get(sign, 0.0) for sign in signs)))
        if not scores:
            return MentionReading(mention_kind, ratio, self._lost.lengths)
        highest = max(score for _, score in scores)
        total = log(sum(exp(score - highest) for _, score in scores)) + highest
        lengths = sorted(
            ((n, score - total) for n, score in scores if score - total > _RAREST), key=lambda p: -p[1]
        )
        return MentionReading(mention_kind, ratio, tuple(lengths))


_RAREST = -4.5


@dataclass(frozen=True, slots=True)
class PhraseForms:
    """A phrase as the mention model sees it."""

    words: tuple[str, ...]
    """Its elements, lower case."""

    content: frozenset[str]
    """Those that are not function words."""


def phrase_forms(table: ElementTable, start: int, end: int) -> PhraseForms:
    """Return the forms of the phrase at elements ``start`` to ``end``."""
    content = frozenset(table.lower[i] for i in range(start, end) if not table.closed[i])
    return PhraseForms(tuple(table.lower[start:end]), content)


def kind_of_mention(table: ElementTable, phrase: PhraseForms, at: int) -> str:
    """Return what the mention of ``phrase`` would be if it began at element ``at``."""
    form = table.lower[at]
    if form.isspace():
        return "white"
    if form in PRONOUN_GROUP and not (
        form in DETERMINERS and form not in POSSESSIVES and _is_content(table, at + 1)
    ):
        return f"pronoun:{PRONOUN_GROUP[form]}"
    length = len(phrase.words)
    if table.lower[at : at + length] == list(phrase.words):
        return "same"
    if not table.closed[at]:
        return _kind_of_content(table, phrase, at)
    if form in DETERMINERS:
        end = chunk_end(table, at)
        if end == at + 1:
            return "closed"
        return "contains" if any(w in phrase.content for w in table.lower[at + 1 : end]) else "det"
    return "closed" if form[0].isalpha() else "mark"


def _kind_of_content(table: ElementTable, phrase: PhraseForms, at: int) -> str:
    if table.lower[at] in phrase.content:
        return "part"
    if any(w in phrase.content for w in table.lower[at + 1 : chunk_end(table, at)]):
        return "contains"
    if table.capital[at]:
        before = table.words[at - 1] if at else "\n"
        return (
            "cap inside"
            if at and table.capital[at - 1] and not table.closed[at - 1]
            else ("cap first" if before in ".?!\n\t" else "cap")
        )
    if table.words[at][0].isdigit():
        return "number"
    return "word"


def _is_content(table: ElementTable, at: int) -> bool:
    return at < len(table) and not table.closed[at]


def chunk_end(table: ElementTable, at: int) -> int:
    """Return one past the noun phrase or name that begins at element ``at``, by function words and marks."""
    limit = min(len(table), at + LONGEST_MENTION)
    end = at + 1
    if table.capital[at] and not table.closed[at]:
        while end < limit:
            if table.capital[end] or (not table.closed[end] and table.words[end][0].isdigit()):
                end += 1
            elif table.lower[end] in _INSIDE and end + 1 < limit and table.capital[end + 1]:
                end += 2
            else:
                break
        return end
    while end < limit and not table.closed[end]:
        end += 1
    return end


def length_signs(
    table: ElementTable, phrase: PhraseForms, at: int, kind: str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the lengths that a mention at ``at`` may have, each with the signs that speak for it.

    >>> from desktop_app.repair.splices.element_table import element_table
    >>> table = element_table("We met Ann Low , who left .")
    >>> [length for length, _ in length_signs(table, phrase_forms(table, 2, 4), 2, "same")]
    [1, 2, 3, 4, 5]
    """
    if kind in ("white", "lost"):
        return
    chunk = chunk_end(table, at)
    matched = at + 1
    while matched < len(table) and table.lower[matched] in phrase.words:
        matched += 1
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
