# SPDX-License-Identifier: Apache-2.0
"""Compounds that still stand elsewhere in the text, and what they prove about a dropped word."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.text.scanning import scan
from desktop_app.text.span import Span

_COMPOUND = re.compile(r"(?<![\w-])[^\W_]{1,30}(?:(?:-| - )[^\W_]{1,30}){1,4}(?![\w-])")
_NEIGHBOUR = re.compile(r"[^\W_][\w'’]{0,40}")
_FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with and or but as is was were are be been he she it they his "
    "her its their this that these those who which i we you my our your not no has have had will would "
    "can could said one two three first last new more most".split()
)
_LONGEST_SPACED = 3  # parts; `one - two - three - four` apart is a list with dashes
_MOST_PLACES = 50
_AGREED = 0.8


@dataclass(frozen=True, slots=True)
class Proof:
    """A compound that stands elsewhere beside the same word."""

    compound: str
    """The word, hyphens without spaces."""
    spans: tuple[Span, ...]
    """Where it stands, at most three places."""
    confidence: float
    """0..1, that this is what was dropped."""


class Compounds:
    """All hyphenated words of a text, by their neighbours.

    One common neighbour proves nothing: after a surname stands another given name each time. Two do.
    """

    __slots__ = ("_places",)

    def __init__(self, text: str, look: Callable[[], None]) -> None:
        self._places: dict[tuple[str, ...], list[tuple[str, Span]]] = {}
        for match in scan(_COMPOUND, text, look):
            parts = match[0].split(" - ")
            if len(parts) > _LONGEST_SPACED or match[0].replace("-", "").replace(" ", "").isdigit():
                continue
            span = Span(match.start(), match.end())
            before, after = neighbours(text, span)
            for key in _keys(before, after):
                self._places.setdefault(key, []).append(("-".join(parts), span))

    def proofs(self, before: Sequence[str], after: Sequence[str]) -> tuple[Proof, ...]:
        """Return the compounds known between the same words, the likeliest first.

        ``before`` and ``after`` are up to two words on each side, the nearest first.
        """
        counts: dict[str, int] = {}
        places: dict[str, list[Span]] = {}
        for key in _keys(before, after):
            for compound, span in self._places.get(key, ())[:_MOST_PLACES]:
                counts[compound] = counts.get(compound, 0) + 1
                if span not in places.setdefault(compound, []):
                    places[compound].append(span)
        total = sum(counts.values())
        ranked = sorted(counts, key=lambda compound: (-counts[compound], compound))
        return tuple(
            Proof(c, tuple(sorted(places[c])[:3]), round(_AGREED * counts[c] / total, 3)) for c in ranked[:5]
        )


def neighbours(text: str, span: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return up to two words before and after ``span``, lower case, the nearest first."""
    before = text[max(0, span.start - 90) : span.start].lower().split()[::-1][:2]
    after = text[span.end : span.end + 90].lower().split()[:2]
    return tuple(before), tuple(after)


def _keys(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield contexts of two words that carry meaning; marks and function words prove nothing."""
    contexts = [("both", *before[:1], *after[:1]), ("before", *before[:2]), ("after", *after[:2])]
    for context in contexts:
        if len(context) == 3 and all(_NEIGHBOUR.match(w) and w not in _FUNCTION_WORDS for w in context[1:]):
            yield context
