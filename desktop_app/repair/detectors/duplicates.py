# SPDX-License-Identifier: Apache-2.0
"""Words, sentences and paragraphs that stand twice."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import merge

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.suggestion import Alternative, DamageKind, Evidence, Suggestion, suggestion_id
from desktop_app.text.scanning import scan
from desktop_app.text.span import Span

_TWICE = re.compile(r"(?<![\w’'-])([^\W\d_]{1,20}) \1(?![\w’'-])", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<![^.?!\n])[^.?!\n]{12,240}[.?!]{1,3}")
_CLOSING = "\"'”’) "
_LINE = re.compile(r"[^\n]{1,500}")
_SLIPS = frozenset(
    "a an the of to in and is was for on with at by it he she we they his her their its as be are were from "
    "this but or i my your our not has have will would can could".split()
)
_VERBS = frozenset("is was be are has have will would can could".split())  # “which are are old” may be meant
_NEXT_WORD = re.compile(r" \w{1,40}")
_NEAR = 20_000  # code points within which a repeated phrase counts
_SENTENCE_WORDS = 4
_ADJACENT_LINE = 40
_DISTANT_LINE = 100
_LONGEST_LINE = 500


@dataclass(frozen=True, slots=True)
class DuplicateDetector:
    """Finds what stands twice; the suggestion is to delete the second."""

    name: str = field(default="duplicates", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield suggestions for ``text``; a span begins with the space or break before the second."""
        look = cancel.raise_if_cancelled
        progress(self.name, 0.0)
        look()
        rules = (self._words(text, look), self._sentences(text, look), self._lines(text, look))
        end = 0
        for suggestion in merge(*rules, key=lambda s: (s.span.start, -s.span.end)):
            if suggestion.span.start >= end:
                yield suggestion
                end = suggestion.span.end

    def _words(self, text: str, look: Callable[[], None]) -> Iterator[Suggestion]:
        for match in scan(_TWICE, text, look):
            word = match[1].lower()
            second = match[0][len(match[1]) + 1 :]
            if second != word or word not in _SLIPS:
                continue
            middle = match.start() + len(match[1])
            yield self._suggestion(
                text,
                Span(match.start(), middle),
                Span(middle, match.end()),
                "Doubled word",
                f"“{second}” stands twice.",
                _doubled_word_confidence(text, word, match.end()),
            )

    def _sentences(self, text: str, look: Callable[[], None]) -> Iterator[Suggestion]:
        previous = Span(0, 0)
        for match in scan(_SENTENCE, text, look):
            start, end = match.span()
            while (
                start < end and text[start] in _CLOSING and text[start] != " "
            ):  # they close the sentence before
                start += 1
            while end < len(text) and text[end] in _CLOSING and text[end] != " ":
                end += 1
            sentence = Span(start, end)
            same = sentence.of(text).strip() == previous.of(text).strip()
            if same and start == previous.end and match[0].count(" ") > _SENTENCE_WORDS:
                yield self._suggestion(
                    text,
                    previous,
                    sentence,
                    "Doubled sentence",
                    "The same sentence stands twice in a row.",
                    0.9,
                )
            previous = sentence

    def _lines(self, text: str, look: Callable[[], None]) -> Iterator[Suggestion]:
        seen: dict[str, Span] = {}
        last = ""
        for match in scan(_LINE, text, look):
            line = match[0].strip()
            begins = match.start() == 0 or text[match.start() - 1] == "\n"
            whole = (
                begins and text[match.end() : match.end() + 1] in ("", "\n") and len(match[0]) < _LONGEST_LINE
            )
            if not line or not whole:
                continue
            first = seen.get(line)
            limit = _ADJACENT_LINE if line == last else _DISTANT_LINE
            if first is not None and len(line) >= limit:
                start = match.start()
                while start > first.end and text[start - 1] == "\n":
                    start -= 1
                yield self._suggestion(
                    text,
                    first,
                    Span(start, match.end()),
                    "Doubled paragraph",
                    "The same paragraph stands earlier in the text.",
                    0.92 if line == last else 0.75,
                )
            elif len(line) >= _ADJACENT_LINE:
                seen[line] = Span(*match.span())
            last = line

    def _suggestion(
        self, text: str, first: Span, second: Span, series: str, explanation: str, confidence: float
    ) -> Suggestion:
        return Suggestion(
            id=suggestion_id(self.name, second, second.of(text)),
            span=second,
            original=second.of(text),
            kind=DamageKind.DUPLICATE,
            alternatives=(Alternative("", confidence),),
            certainty=confidence,
            explanation=explanation,
            evidence=(Evidence("repetition", (first,), "Here it stands first."),),
            series=series,
            detector=self.name,
        )


def _doubled_word_confidence(text: str, word: str, end: int) -> float:
    """Return how sure the second of two like words is a slip and not the start of a phrase put there.

    A phrase that stands elsewhere too may have been written over what followed the first word.
    """
    following = _NEXT_WORD.match(text, end)
    if following is not None:
        phrase = word + following[0]
        before = text[max(0, end - _NEAR) : max(0, end - len(word))]
        if phrase in before or phrase in text[end + 1 : end + _NEAR]:
            return 0.3
    return 0.65 if word in _VERBS else 0.9
