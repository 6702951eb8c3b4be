# SPDX-License-Identifier: Apache-2.0
"""Marks that language tools leave in a text: escapes, Penn brackets and quotes, subword signs, tags."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import merge

from desktop_app.repair.detector import CancelToken, Progress
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion, suggestion_id
from desktop_app.text.scanning import scan
from desktop_app.text.span import Span

_MOSES_MARK = re.compile(r" ?@([-–,./:])@ ?")
_MOSES_ESCAPE = re.compile(r"&(?:apos|#91|#93|#124|bar|bra|ket);")
_BRACKET = re.compile(r"-[LR][RSC]B-")
_QUOTE_OPEN = re.compile(r"(?<!`)``(?!`)")
_QUOTE_CLOSE = re.compile(r"(?<![^\W_'])''(?=[\s,.;:?!)]|\Z)|(?<=\s)''(?=\s|\Z)")
_WORD_PIECE = re.compile(r"(?<=[^\W_]) ##(?=[^\W_])")
_BPE = re.compile(r"(?<=[^\W_])@@ (?=\S)")
_SENTENCE_PIECE = re.compile(r" ?[▁]")
_BYTE_PIECE = re.compile(r" ?Ġ(?=\S)")
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|span|div|a|h[1-6]|li|ul|ol|td|tr|th|table|tbody|blockquote|sup|sub|font|img|small|"
    r"center|figure|figcaption|section|article)(?:\s[^<>]{0,300})?\s?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"</?(?:p|br|div|h[1-6]|li|tr|blockquote|section|article)\b", re.IGNORECASE)
_MODEL_TOKEN = re.compile(r" ?(?:\[(?:CLS|SEP|PAD)\]|</?s>|<pad>|<\|endoftext\|>|<(?:bos|eos)>) ?")
_UNKNOWN = re.compile(r"\[UNK\]|<unk>|@unk@|\bUNK\b(?= )")
_ESCAPES = {"apos": "'", "#91": "[", "#93": "]", "#124": "|", "bar": "|", "bra": "[", "ket": "]"}
_BRACKETS = {"LRB": "(", "RRB": ")", "LSB": "[", "RSB": "]", "LCB": "{", "RCB": "}"}
_FEW = 3

Replacement = Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class ResidueDetector:
    """Finds what a tool left behind."""

    name: str = field(default="residue", init=False)

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield suggestions for ``text``; spans hold the mark, and the spaces that came with it."""
        look = cancel.raise_if_cancelled
        progress(self.name, 0.0)
        look()
        curly = "“" in text
        rules: list[Iterator[Suggestion]] = [
            self._found(
                text,
                _MOSES_MARK,
                lambda m: m[1],
                "Moses mark",
                "A translation tool wrote a mark inside a word this way.",
                0.97,
                look,
            ),
            self._found(
                text,
                _MOSES_ESCAPE,
                lambda m: _ESCAPES[m[0][1:-1]],
                "Moses escape",
                "A translation tool escapes marks this way.",
                0.98,
                look,
            ),
            self._found(
                text,
                _BRACKET,
                lambda m: _BRACKETS[m[0][1:-1]],
                "Penn bracket",
                "A treebank tokeniser writes brackets this way.",
                0.98,
                look,
            ),
            self._found(
                text,
                _WORD_PIECE,
                lambda m: "",
                "Subword mark",
                "A language model's tokeniser splits words this way.",
                0.97,
                look,
            ),
            self._found(
                text,
                _BPE,
                lambda m: "",
                "Subword mark",
                "A translation model's tokeniser splits words this way.",
                0.97,
                look,
            ),
            self._found(
                text,
                _TAG,
                lambda m: _instead_of_tag(text, m),
                "Stray tag",
                "A tag of a web page was left in the text.",
                0.85,
                look,
            ),
            self._found(
                text,
                _MODEL_TOKEN,
                lambda m: " " if m[0][0] == m[0][-1] == " " else "",
                "Model token",
                "A sign that only a language model reads.",
                0.93,
                look,
            ),
            self._found(
                text,
                _UNKNOWN,
                None,
                "Unknown word",
                "A model did not know the word that stood here.",
                0.97,
                look,
            ),
        ]
        if next(scan(_QUOTE_OPEN, text, look), None) is not None:
            rules.append(
                self._found(
                    text,
                    _QUOTE_OPEN,
                    lambda m: "“" if curly else '"',
                    "Penn quotation mark",
                    "A treebank tokeniser writes an opening quotation mark this way.",
                    0.96,
                    look,
                )
            )
            rules.append(
                self._found(
                    text,
                    _QUOTE_CLOSE,
                    lambda m: "”" if curly else '"',
                    "Penn quotation mark",
                    "A treebank tokeniser writes a closing quotation mark this way.",
                    0.95,
                    look,
                )
            )
        for pattern, sign in ((_SENTENCE_PIECE, "▁"), (_BYTE_PIECE, "Ġ")):
            if text.count(sign) >= _FEW and "ġ" not in text:
                rules.append(
                    self._found(
                        text,
                        pattern,
                        lambda m: " " if m.start() else "",
                        "Subword mark",
                        "A language model's tokeniser writes a space this way.",
                        0.95,
                        look,
                    )
                )
        end = 0
        for suggestion in merge(*rules, key=lambda s: (s.span.start, -s.span.end)):
            if suggestion.span.start >= end:
                yield suggestion
                end = suggestion.span.end

    def _found(
        self,
        text: str,
        pattern: re.Pattern[str],
        replacement: Replacement | None,
        series: str,
        explanation: str,
        confidence: float,
        look: Callable[[], None],
    ) -> Iterator[Suggestion]:
        for match in scan(pattern, text, look):
            span = Span(*match.span())
            lost = replacement is None
            yield Suggestion(
                id=suggestion_id(self.name, span, match[0]),
                span=span,
                original=match[0],
                kind=DamageKind.RESIDUE,
                alternatives=() if replacement is None else (Alternative(replacement(match), confidence),),
                certainty=confidence,
                explanation=explanation,
                series=series,
                detector=self.name,
                lost_words=(1, 1) if lost else (0, 0),
            )


def _instead_of_tag(text: str, match: re.Match[str]) -> str:
    """Return a line break for a tag between blocks of text, nothing for any other."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if not _BLOCK.match(match[0]) or before in ("", "\n") or after in ("", "\n", "<"):
        return ""
    return "\n"
