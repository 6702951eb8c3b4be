# SPDX-License-Identifier: Apache-2.0
"""Characters that were decoded wrongly, escaped, or cannot be seen.

Mis-decoded characters are recognised by ftfy (Robyn Speer), which was tuned on much real text to have no
false positives; here it is asked about one run of characters at a time, so that the place is exact.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import merge

import ftfy

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion, suggestion_id
from desktop_app.text.scanning import scan
from desktop_app.text.span import Span

_FOREIGN = re.compile(r"[^\x00-\x7f]{2,64}(?: (?=[^\s\w]))?")
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:[A-Za-z]{2,12}\d{0,2}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_MOSES = frozenset({"&apos;", "&#91;", "&#93;", "&#124;", "&bar;", "&bra;", "&ket;"})
_C1 = re.compile(r"[\x80-\x9f]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE = re.compile("(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]{1,64}")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]{1,64}")
_JOINER = re.compile("(?<=[A-Za-z,.;:])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z])")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,64}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_REPLACEMENT = re.compile("\ufffd{1,8}")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_CLITIC = re.compile(r"(?:s|t|re|ve|ll|d|m)\b")
_CONTEXT = 3
_LIGATURES = dict(
    zip(
        "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06",
        ("ff", "fi", "fl", "ffi", "ffl", "st", "st"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class CharacterDetector:
    """Finds characters that nobody wrote."""

    name: str = field(default="characters", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield suggestions for ``text``; each span is as short as the mistake."""
        look = cancel.raise_if_cancelled
        progress(self.name, 0.0)
        look()
        directions = scan(_RIGHT_TO_LEFT, text, look)
        rules: list[Iterator[Suggestion]] = [self._mojibake(text, look), self._entities(text, look)]
        deleted = [
            (_CONTROL, "Control character", "A control character has no place in a text.", 0.9),
            (
                _INVISIBLE,
                "Invisible character",
                "This character cannot be seen and means nothing here.",
                0.95,
            ),
            (_JOINER, "Invisible character", "A joiner between Latin letters means nothing.", 0.95),
            (
                _LONE,
                "Broken character",
                "Half a character is left here; it cannot be written to a file.",
                0.6,
            ),
        ]
        if next(directions, None) is None:
            deleted.append((_DIRECTION, "Invisible character", "This text has no right-to-left words.", 0.92))
        for pattern, series, explanation, confidence in deleted:
            rules.append(self._replaced(text, pattern, lambda m: "", series, explanation, confidence, look))
        rules.append(
            self._replaced(
                text,
                _PAIR,
                lambda m: ftfy.fixes.fix_surrogates(m[0]),
                "Broken character",
                "Two halves of one character stand apart.",
                0.98,
                look,
            )
        )
        rules.append(
            self._replaced(
                text,
                _C1,
                lambda m: ftfy.fixes.fix_c1_controls(m[0]),
                "Mis-decoded character",
                "Windows-1252 was read as Latin-1.",
                0.93,
                look,
            )
        )
        rules.append(
            self._replaced(
                text,
                _LIGATURE,
                lambda m: _LIGATURES[m[0]],
                "Ligature",
                "These letters came as one printed sign.",
                0.7,
                look,
            )
        )
        rules.append(self._lost(text, look))
        end = 0
        for suggestion in merge(*rules, key=lambda s: (s.span.start, -s.span.end)):
            if suggestion.span.start >= end:
                yield suggestion
                end = suggestion.span.end

    def _mojibake(self, text: str, look: Callable[[], None]) -> Iterator[Suggestion]:
        for match in scan(_FOREIGN, text, look):
            left = text[max(0, match.start() - _CONTEXT) : match.start()]
            right = text[match.end() : match.end() + _CONTEXT]
            fixed = ftfy.fix_encoding(left + match[0] + right)
            if not (fixed.startswith(left) and fixed.endswith(right)) or len(fixed) < len(left) + len(right):
                continue
            middle = fixed[len(left) : len(fixed) - len(right)]
            if middle == match[0] or "\ufffd" in middle:
                continue
            start, end = match.span()
            old, new = match[0], middle
            while old and new and old[0] == new[0]:
                old, new, start = old[1:], new[1:], start + 1
            while old and new and old[-1] == new[-1]:
                old, new, end = old[:-1], new[:-1], end - 1
            yield self._suggestion(
                Span(start, end),
                old,
                new,
                "Mis-decoded character",
                f"“{old}” is what “{new}” looks like when it is read in the wrong encoding.",
                0.97,
            )

    def _entities(self, text: str, look: Callable[[], None]) -> Iterator[Suggestion]:
        for match in scan(_ENTITY, text, look):
            plain = match[0]
            for _ in range(4):
                plain = html.unescape(plain)
            if match[0] in _MOSES or plain == match[0] or len(plain) != 1 or _is_no_text(plain):
                continue
            yield self._suggestion(
                Span(*match.span()),
                match[0],
                plain,
                "HTML entity",
                f"“{match[0]}” is how web pages write “{plain}”.",
                0.8 if plain in "<>" else 0.97,
            )

    def _lost(self, text: str, look: Callable[[], None]) -> Iterator[Suggestion]:
        for match in scan(_REPLACEMENT, text, look):
            span = Span(*match.span())
            inside = span.start and text[span.start - 1].isalpha() and _CLITIC.match(text, span.end)
            new = "’" if inside and len(span) == 1 else None
            yield self._suggestion(
                span,
                match[0],
                new,
                "Lost character",
                "A character was lost here when the text was decoded.",
                0.85,
            )

    def _replaced(
        self,
        text: str,
        pattern: re.Pattern[str],
        replacement: Callable[[re.Match[str]], str],
        series: str,
        explanation: str,
        confidence: float,
        look: Callable[[], None],
    ) -> Iterator[Suggestion]:
        for match in scan(pattern, text, look):
            new = replacement(match)
            if new != match[0]:
                yield self._suggestion(Span(*match.span()), match[0], new, series, explanation, confidence)

    def _suggestion(
        self, span: Span, original: str, new: str | None, series: str, explanation: str, confidence: float
    ) -> Suggestion:
        return Suggestion(
            id=suggestion_id(self.name, span, original),
            span=span,
            original=original,
            kind=DamageKind.CHARACTER,
            alternatives=() if new is None else (Alternative(new, confidence),),
            certainty=0.97 if new is None else confidence,
            explanation=explanation,
            series=series,
            detector=self.name,
        )


def _is_no_text(character: str) -> bool:
    """Tell whether a character may not stand in a text: half a surrogate pair, or a control."""
    return unicodedata.category(character) in {"Cs", "Cc"} and character not in "\n\t"
