# SPDX-License-Identifier: Apache-2.0
"""The redline: one HTML file that shows every change in its place, on screen and on paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from desktop_app import __version__
from desktop_app.exporters.passages import LAYOUT_KINDS, Passage, State, passages, reason, trimmed
from desktop_app.resources import resource
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession

_CONTROL = {code: chr(0x2400 + code) for code in range(32) if code not in (9, 10)} | {0x7F: "\u2421"}
"""HTML may not hold control characters: their pictures stand for them."""

_LEGEND = (
    ("<del>old</del>", "taken out"),
    ("<ins>new</ins>", "put in"),
    ('<del class="open">old</del><ins class="open">new</ins>', "proposed, not decided"),
    ("<mark>‸</mark>", "something was lost here"),
    ('<span class="kept">same</span>', "looked at and kept"),
)


@dataclass(frozen=True, slots=True)
class RedlineExporter:
    """One file, no scripts, nothing fetched from elsewhere."""

    id: str = "html"
    label: str = "Redline (HTML)"
    suffix: str = ".html"
    shows_open: bool = True

    def render(self, session: ReviewSession) -> bytes:
        """Return the page in UTF-8."""
        everything = tuple(passages(session))
        numbers = {p.start: n for n, p in enumerate((p for p in everything if _is_listed(p)), 1)}
        title = escape(session.document.source.name)
        body = "".join(_paragraphs(everything, numbers, session.document.text))
        page = (
            '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title} – changes</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
            f"<header>\n<h1>{title}</h1>\n{_summary(session, everything)}{_legend()}</header>\n"
            f'<main>\n<article dir="auto">\n{body}</article>\n{_list(everything, numbers)}</main>\n'
            f"<footer>Palimpsest {__version__} · source SHA-256 {session.document.source.digest}</footer>\n"
            "</body>\n</html>\n"
        )
        return page.encode("utf-8")


def _style() -> str:
    return resource("redline", "redline.css").read_text(encoding="utf-8")


def _summary(session: ReviewSession, everything: tuple[Passage, ...]) -> str:
    states = [p.state for p in everything]
    kept = session.counts()[Verdict.KEPT]
    words = len(session.document.text.split())
    last = max((p.decision.when for p in everything if p.decision.when), default=None)
    facts = [
        f"{words:,} words",
        f"{states.count(State.CHANGED):,} changed",
        f"{states.count(State.OPEN) + states.count(State.LOST):,} open",
        f"{kept:,} kept",
    ]
    if last:
        facts.append(f'last decision <time datetime="{last.isoformat()}">{last:%d %B %Y, %H:%M} UTC</time>')
    return f'<p class="sub">{" · ".join(facts)}</p>\n'


def _legend() -> str:
    return '<ul class="legend">' + "".join(f"<li>{mark} {what}</li>" for mark, what in _LEGEND) + "</ul>\n"


def _is_listed(passage: Passage) -> bool:
    return passage.state is not State.SAME and (
        passage.suggestion is not None and passage.suggestion.kind not in LAYOUT_KINDS
    )


def _paragraphs(everything: tuple[Passage, ...], numbers: dict[int, int], text: str) -> Iterator[str]:
    """Yield the paragraphs of the text with its changes.

    Where blank lines part the paragraphs, a single line end is a line break; else it parts them.
    """
    marked = "".join(_marked(passage, numbers) for passage in everything)
    blank = re.compile(r"\n\s*\n") if re.search(r"\n[^\S\n]*\n", text) else re.compile(r"\n+")
    for block in blank.split(marked):
        if block.strip():
            yield f"<p>{block.strip(chr(10)).replace(chr(10), '<br>')}</p>\n"


def _marked(passage: Passage, numbers: dict[int, int]) -> str:
    """Return one passage as markup; a line end in it parts paragraphs."""
    decided, state = passage.decision, passage.state
    if state is State.SAME:
        inner = _text(passage.original)
        if passage.suggestion is None or "\n" in inner:
            return inner
        return f'<span class="kept" title="{_attribute(reason(passage) or "Kept.")}">{inner}</span>'
    title = f' title="{_attribute(reason(passage))}"'
    number = numbers.get(passage.start)
    link = f'<a class="n" id="t{number}" href="#c{number}">{number}</a>' if number else ""
    if state is State.LOST:
        return f"{_text(passage.original)}<mark{title}>‸</mark>{link}"
    cite = f' cite="#c{number}"' if number else ""
    when = f' datetime="{decided.when.isoformat()}"' if decided.when else ""
    classes = ' class="open"' if state is State.OPEN else ""
    before, old, new, after = trimmed(passage.original, passage.wording)
    taken = f"<del{classes}{cite}{when}{title}>{_visible(old)}</del>" if old else ""
    put = f"<ins{classes}{cite}{when}{title}>{_visible(new)}</ins>" if new else ""
    return f"{_text(before)}{taken}{put}{link}{_breaks(new)}{_text(after)}"


def _visible(changed: str) -> str:
    """Return changed text with its line ends shown; the break itself comes after the mark."""
    return '<span class="mark">¶</span>'.join(map(_text, changed.split("\n")))


def _breaks(new: str) -> str:
    return "\n" * new.count("\n")


def _text(plain: str) -> str:
    return escape(plain.translate(_CONTROL), quote=False)


def _attribute(plain: str) -> str:
    return escape(" ".join(plain.split()).translate(_CONTROL), quote=True)


def _list(everything: tuple[Passage, ...], numbers: dict[int, int]) -> str:
    """Return the numbered changes with their reasons, and the counts of those that change no word."""
    groups: dict[str, list[Passage]] = {}
    plain: dict[str, int] = {}
    for passage in everything:
        if passage.suggestion is None or passage.state is State.SAME:
            continue
        title = passage.suggestion.series or passage.suggestion.kind.value.capitalize()
        if passage.start in numbers and _is_listed(passage):
            groups.setdefault(title, []).append(passage)
        else:
            plain[title] = plain.get(title, 0) + 1
    parts = ["<h2>Changes</h2>\n"] if groups or plain else ["<p>No changes.</p>\n"]
    for title, count in plain.items():
        parts.append(f'<h3>{_text(title)} <span class="count">{count:,} ×</span></h3>\n')
    for title, members in groups.items():
        parts.append(f'<h3>{_text(title)} <span class="count">{len(members):,} ×</span></h3>\n<table>\n')
        parts.append('<tr><th>No.</th><th>Old</th><th>New</th><th class="sure">State</th>')
        parts.append('<th class="why">Why</th></tr>\n')
        parts.extend(_row(passage, numbers[passage.start]) for passage in members)
        parts.append("</table>\n")
    return f"<section>\n{''.join(parts)}</section>\n"


def _row(passage: Passage, number: int) -> str:
    lost = passage.state is State.LOST
    new = "<mark>‸</mark>" if lost else f"<ins>{_visible(passage.wording)}</ins>"
    cells = (
        f'<td><a href="#t{number}">{number}</a></td>',
        f"<td><del>{_visible(passage.original)}</del></td>",
        f"<td>{new}</td>",
        f'<td class="sure">{passage.state.value}</td>',
        f"<td>{_text(reason(passage))}</td>",
    )
    return f'<tr id="c{number}">{"".join(cells)}</tr>\n'
