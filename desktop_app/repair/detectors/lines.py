# SPDX-License-Identifier: Apache-2.0
"""Line breaks inside paragraphs: hard-wrapped lines, and words hyphenated across line ends."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion, suggestion_id
from desktop_app.text.scanning import scan
from desktop_app.text.span import Span

_LINE = re.compile(r"[^\n]{1,500}")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})[-\u2010\u00ad]\n[ \t]{0,8}(?=[^\W\d_]{2})")
_LETTERS = re.compile(r"[^\W\d_]{2,30}")
_LAST_LETTERS = re.compile(r"[^\W\d_]{2,30}\Z")
_WORD = re.compile(r"[^\W\d_]{2,30}(?:-[^\W\d_]{2,30}){0,2}")
_LIST_ITEM = re.compile(r"\s*(?:[-*+•#>|]|\d{1,3}[.)]|\t| {4})")
_WIDTHS = range(45, 101)
_FEWEST_BREAKS = 3
_FULL = 0.9


@dataclass(frozen=True, slots=True)
class LineDetector:
    """Finds breaks that a fixed line width made."""

    name: str = field(default="lines", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield suggestions for ``text``; a span is a line break, or the hyphen and the break."""
        look = cancel.raise_if_cancelled
        progress(self.name, 0.0)
        look()
        hyphens = {m.start(): m for m in scan(_HYPHEN, text, look)}
        known = _vocabulary(text, look) if hyphens else frozenset()
        breaks = {*_wrapped_breaks(text, look)}
        for place in sorted({*hyphens, *breaks}):
            match = hyphens.get(place)
            if match is not None:
                yield self._hyphen(match, known)
            elif place - 1 not in hyphens:
                end = place + 1
                while end < len(text) and text[end] == " ":
                    end += 1
                yield self._suggestion(
                    text,
                    Span(place, end),
                    " ",
                    "Hard line break",
                    "The line ends here only because it was full; the sentence goes on.",
                    0.93,
                )

    def _hyphen(self, match: re.Match[str], known: frozenset[str]) -> Suggestion:
        text = match.string
        left = _LAST_LETTERS.search(text[max(0, match.start() - 30) : match.start()])
        right = _LETTERS.match(text, match.end())
        first, last = left[0] if left else "", right[0] if right else ""
        joined, compound = first + last, f"{first}-{last}"
        has_joined, has_compound = joined.lower() in known, compound.lower() in known
        keeps = (has_compound and not has_joined) or last[:1].isupper()
        confidence = 0.96 if has_joined != has_compound else 0.85
        span = Span(*match.span())
        other = "" if keeps else "-"
        return Suggestion(
            id=suggestion_id(self.name, span, match[0]),
            span=span,
            original=match[0],
            kind=DamageKind.SPACING,
            alternatives=(
                Alternative("-" if keeps else "", confidence),
                Alternative(other, round(1 - confidence, 3)),
            ),
            certainty=0.97,
            explanation=f"“{compound if keeps else joined}” was broken at the end of a line.",
            series="Word broken at a line end",
            detector=self.name,
        )

    def _suggestion(
        self, text: str, span: Span, new: str, series: str, explanation: str, confidence: float
    ) -> Suggestion:
        return Suggestion(
            id=suggestion_id(self.name, span, span.of(text)),
            span=span,
            original=span.of(text),
            kind=DamageKind.SPACING,
            alternatives=(Alternative(new, confidence),),
            certainty=confidence,
            explanation=explanation,
            series=series,
            detector=self.name,
        )


def _vocabulary(text: str, look: Callable[[], None]) -> frozenset[str]:
    return frozenset(match[0].lower() for match in scan(_WORD, text, look))


def _wrapped_breaks(text: str, look: Callable[[], None]) -> Iterator[int]:
    """Yield the places of single line breaks that a fixed width explains.

    A wrapped line is full: the first word of the next would not have fit. Where nearly all breaks of a
    paragraph are of that kind, and there are several, none of them was meant.
    """
    block: list[tuple[int, int]] = []
    blocks: list[list[tuple[int, int]]] = []
    for match in scan(_LINE, text, look):
        if block and match.start() != block[-1][1] + 1:
            blocks.append(block)
            block = []
        block.append(match.span())
    blocks.append(block)
    width = max((end - start for lines in blocks if len(lines) > 1 for start, end in lines), default=0)
    if width not in _WIDTHS:
        return
    inner = [pair for lines in blocks for pair in pairwise(lines)]
    full = [pair for pair in inner if _is_full(text, pair, width)]
    if len(inner) < _FEWEST_BREAKS or len(full) < _FULL * len(inner):
        return
    for lines in blocks:
        look()
        if not any(_LIST_ITEM.match(text, start, min(end, start + 8)) for start, end in lines):
            yield from _full_breaks(text, lines, width)


def _full_breaks(text: str, lines: Sequence[tuple[int, int]], width: int) -> Iterator[int]:
    for pair in pairwise(lines):
        if _is_full(text, pair, width):
            yield pair[0][1]


def _is_full(text: str, pair: tuple[tuple[int, int], tuple[int, int]], width: int) -> bool:
    (start, end), (next_start, next_end) = pair
    first = text[next_start : min(next_end, next_start + 60)].split(None, 1)
    return bool(first) and end - start + 1 + len(first[0]) > width
