# SPDX-License-Identifier: Apache-2.0
"""CriticMarkup: changes and remarks inside a Markdown text (criticmarkup.com/spec.php)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.exporters.passages import LAYOUT_KINDS, Passage, State, passages, reason, trimmed
from desktop_app.review.session import ReviewSession

_PUNCTUATION = r"{}~+\-=<>\\"
_ESCAPED = re.compile(rf"\\([{_PUNCTUATION}])")
_NEEDS_ESCAPE = re.compile(rf"\\(?=[{_PUNCTUATION}]|\Z)|\{{[+\-~=>]?|\}}|~>")
_MARK = re.compile(
    r"\\.|\{\+\+(?P<new>.*?)\+\+\}|\{--(?P<old>.*?)--\}|\{~~(?P<from>.*?)~>(?P<to>.*?)~~\}|\{>>.*?<<\}",
    re.DOTALL,
)
_BLANK = re.compile(r"(\n(?:[^\S\n]*\n)+)")


@dataclass(frozen=True, slots=True)
class CriticMarkupExporter:
    """Open proposals are marks like accepted ones, with a remark that says so.

    Braces of the text, and whatever else would read as a mark, get a backslash, as Markdown has it.
    """

    id: str = "criticmarkup"
    label: str = "CriticMarkup (Markdown)"
    suffix: str = ".critic.md"
    shows_open: bool = True

    def render(self, session: ReviewSession) -> bytes:
        """Return UTF-8."""
        return "".join(_marked(passage) for passage in passages(session)).encode("utf-8")


def read_critic_markup(marked: str) -> tuple[str, str]:
    """Return the text before and after the changes; remarks belong to neither.

    >>> read_critic_markup("He said{-- --}, {~~Byron~>no~~}{>>a splice<<}.")
    ('He said , Byron.', 'He said, no.')
    """
    before: list[str] = []
    after: list[str] = []
    position = 0
    for mark in _MARK.finditer(marked):
        same = marked[position : mark.start()]
        if mark[0].startswith("\\"):
            same += _ESCAPED.sub(r"\1", mark[0])
        before += (same, _plain(mark["old"] or mark["from"] or ""))
        after += (same, _plain(mark["new"] or mark["to"] or ""))
        position = mark.end()
    rest = marked[position:]
    return "".join((*before, rest)), "".join((*after, rest))


def _plain(escaped: str) -> str:
    return _ESCAPED.sub(r"\1", escaped)


def _safe(text: str) -> str:
    return _NEEDS_ESCAPE.sub(lambda found: "".join("\\" + character for character in found[0]), text)


def _marked(passage: Passage) -> str:
    if passage.state is State.SAME or passage.suggestion is None:
        return _safe(passage.original)
    why = reason(passage)
    wordy = passage.suggestion.kind not in LAYOUT_KINDS and why
    remark = f"{{>>{_safe(' '.join(why.split()))}<<}}" if wordy else ""
    if passage.state is State.LOST:
        return f"{_safe(passage.original)}{remark}"
    before, old, new, after = trimmed(passage.original, passage.wording)
    if old and new and not _BLANK.search(old) and not _BLANK.search(new):
        marks = f"{{~~{_safe(old)}~>{_safe(new)}~~}}"
    else:
        marks = "".join((*_pieces("--", old), *_pieces("++", new)))
    return f"{_safe(before)}{marks}{remark}{_safe(after)}"


def _pieces(sign: str, text: str) -> Iterator[str]:
    """Yield a mark for each paragraph and each break between: marks may not hold whole paragraphs."""
    for piece in _BLANK.split(text):
        if piece:
            yield f"{{{sign}{_safe(piece)}{sign}}}"
