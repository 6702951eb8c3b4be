# SPDX-License-Identifier: Apache-2.0
"""Lines that belong to a web page and not to the article: what a scraper took along."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion, suggestion_id
from desktop_app.text.scanning import scan
from desktop_app.text.space_runs import RunKind, space_runs
from desktop_app.text.span import Span

_NETWORK = r"(?:Facebook|Twitter|X|LinkedIn|WhatsApp|Reddit|Pinterest|Instagram|Telegram|Email|e-mail)"
_PAGE = r"(?: (?:article|story|page|post))"
_FURNITURE: tuple[tuple[str, re.Pattern[str], float], ...] = (
    (
        "Link to another page",
        re.compile(
            r"\W{0,3}(?:read (?:more|also|next)|related(?: (?:articles?|stories|links)|(?=:))|more on this)"
            r"(?:\s?[:>»→].{0,140}|(?: about| on| at) .{1,80}|\W{0,4})",
            re.IGNORECASE,
        ),
        0.9,
    ),
    (
        "Video player",
        re.compile(
            r"(?:JUST WATCHED|MUST WATCH|Replay|More Videos ?(?:\.{3}|…)?|Watch (?:live|now|the video)\W{0,3}"
            r"|Now Playing|PHOTOS:.{0,120}|Hide Caption|\d{1,3} of \d{1,3})"
        ),
        0.9,
    ),
    (
        "Share line",
        re.compile(
            rf"(?:(?:share|tweet|pin)(?: this)?{_PAGE}? (?:on|via|with) {_NETWORK}.{{0,60}}"
            rf"|share this{_PAGE}?\W?|(?:follow|like) us on {_NETWORK}.{{0,60}}|copy link"
            rf"|(?:e-?mail|print) this{_PAGE}\W?)",
            re.IGNORECASE,
        ),
        0.92,
    ),
    (
        "Copyright line",
        re.compile(
            r"(?:(?:copyright\s{0,2})?(?:©|\(c\))\s{0,2}(?:copyright\s{0,2})?\d{4}.{0,160}"
            r"|copyright \d{4}.{0,160}|all rights reserved\.?.{0,80}"
            r"|this (?:material|article) may not be (?:published|reproduced).{0,160})",
            re.IGNORECASE,
        ),
        0.93,
    ),
    (
        "Page furniture",
        re.compile(
            r"(?:advertisement|story continues below(?: advertisement)?|continue reading(?: the main story)?"
            r"|skip to (?:main )?content|back to top|(?:view|leave a|post a|show|hide) comments?"
            r"|(?:sign up|subscribe)(?: now| today)? (?:for|to) .{0,80}newsletters?.{0,80}"
            r"|click here (?:to|for) .{1,120}|this site uses cookies.{0,160}|privacy policy"
            r"|terms of (?:use|service)|\[edit\]|listen to this article.{0,40})\W{0,2}",
            re.IGNORECASE,
        ),
        0.9,
    ),
)
_INLINE = re.compile(r"(?<=[.!?\"”]) {1,6}(?:Read More|READ MORE|JUST WATCHED)(?= {1,6}[A-Z\"“])")
_LINE = re.compile(r"[^\n]{1,400}")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class BoilerplateDetector:
    """Finds the furniture of web pages, one suggestion for each line: to delete it."""

    name: str = field(default="boilerplate", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield suggestions for ``text``; a span holds the line and the break that leads to it."""
        look = cancel.raise_if_cancelled
        progress(self.name, 0.0)
        look()
        found = sorted({*self._lines(text, look), *self._inline(text, look)})
        end = 0
        for span, series, confidence in found:
            if span.start < end:
                continue
            end = span.end
            yield Suggestion(
                id=suggestion_id(self.name, span, span.of(text)),
                span=span,
                original=span.of(text),
                kind=DamageKind.BOILERPLATE,
                alternatives=(Alternative("", confidence),),
                certainty=confidence,
                explanation="This belongs to the web page it was taken from, not to the article.",
                series=series,
                detector=self.name,
            )

    def _lines(self, text: str, look: Callable[[], None]) -> Iterator[tuple[Span, str, float]]:
        breaks = [run for run in space_runs(text, look) if run.kind is RunKind.BREAK]
        number = 0
        for match in scan(_LINE, text, look):
            cuts = [match.start()]
            while number < len(breaks) and breaks[number].start < match.end():
                if breaks[number].start >= match.start():
                    cuts += [breaks[number].start, breaks[number].end]
                number += 1
            cuts.append(match.end())
            for start, end in zip(cuts[::2], cuts[1::2], strict=True):
                yield from _furniture(text, start, end)

    def _inline(self, text: str, look: Callable[[], None]) -> Iterator[tuple[Span, str, float]]:
        for match in scan(_INLINE, text, look):
            yield Span(*match.span()), "Link to another page", 0.85


def _furniture(text: str, start: int, end: int) -> Iterator[tuple[Span, str, float]]:
    line = text[start:end].strip()
    if not line or len(line) > _LONGEST:
        return
    for series, pattern, confidence in _FURNITURE:
        if pattern.fullmatch(line):
            while start and text[start - 1] in " \n":
                start -= 1
            if start == 0:
                while end < len(text) and text[end] in " \n":
                    end += 1
            yield Span(start, end), series, confidence
            return
