# SPDX-License-Identifier: Apache-2.0
"""The result as a web page: in the original's own markup, every tag as it was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from desktop_app.documents.html_text import SEPARATOR, PageText, page_text
from desktop_app.exporters.exporter import ExportError
from desktop_app.exporters.passages import passages
from desktop_app.exporters.splitting import Change, changes_of
from desktop_app.review.session import ReviewSession

_COLLAPSING = re.compile(r"[ \t]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_ID = re.compile(r"\sid\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WebPageExporter:
    """Only what was accepted changes. Runs of spaces show as one, as HTML has it."""

    id: str = "page"
    label: str = "Web page (HTML)"
    suffix: str = ".repaired.html"
    shows_open: bool = False

    def render(self, session: ReviewSession) -> bytes:
        """Return the page in its own encoding; characters that this lacks become references.

        Raises ``ExportError`` where a change would join blocks whose markup cannot be joined.
        """
        document = session.document
        source = document.source
        if source.format != "html":
            return _new_page(session.result, source.name).encode("utf-8")
        page = page_text(source.data[len(source.bom) :].decode(source.encoding))
        if page.text != document.text:
            raise ExportError("The page no longer holds the reviewed text; open it again.")
        markup = _rewritten(page, session)
        if _shown(page_text(markup).text) != _shown(session.result):
            raise ExportError("A change cannot be written into this page's markup; export text or a redline.")
        return source.bom + markup.encode(source.encoding, "xmlcharrefreplace")


def _rewritten(page: PageText, session: ReviewSession) -> str:
    """Return the markup with the accepted changes."""
    starts = [block.start for block in page.blocks]
    ends = [start - len(SEPARATOR) for start in starts[1:]] + [len(page.text)]
    parts: list[str] = []
    position = 0
    for passage in passages(session):
        if passage.decision.replacement is None:
            continue
        for change in changes_of(passage, page.text, starts, ends, SEPARATOR):
            for low, high, put in _pieces(page, change):
                parts += [page.markup[position:low], put]
                position = max(position, high)
    return "".join([*parts, page.markup[position:]])


def _pieces(page: PageText, change: Change) -> Iterator[tuple[int, int, str]]:
    """Yield what to replace in the markup: stretches of visible characters, never a tag between them."""
    put = _as_markup(page, change)
    if change.start == change.end:
        at = page.ends[change.start - 1] if change.start else page.starts[0]
        if change.start and page.text[change.start - 1] == "\n" and change.start < len(page.text):
            at = page.starts[change.start]
        yield at, at, put
        return
    if SEPARATOR in page.text[change.start : change.end]:
        yield from _joined(page, change, put)
        return
    low, high = page.starts[change.start], page.ends[change.start]
    for index in range(change.start + 1, change.end):
        if page.starts[index] != high:
            yield low, high, put
            put, low = "", page.starts[index]
        high = page.ends[index]
    yield low, high, put


def _joined(page: PageText, change: Change, put: str) -> Iterator[tuple[int, int, str]]:
    """Yield one stretch over a block border, which must be nothing but an end tag and a like start tag."""
    low = page.ends[change.start - 1] if change.start else page.starts[0]
    high = page.starts[change.end] if change.end < len(page.text) else page.ends[-1]
    between = re.sub(r"[^<>]*(<[^<>]*>)?[^<>]*", r"\1", page.markup[low:high])
    if re.fullmatch(r"(?:</([a-zA-Z0-9]+)\s*><\1(?:\s[^<>]*)?>)+", between) is None:
        raise ExportError(
            f"The change at “{change.passage.original.strip()[:40]}” would join parts of the page that stand "
            "apart; keep the original there."
        )
    yield low, high, put


def _as_markup(page: PageText, change: Change) -> str:
    """Return the new words as markup: paragraphs like the one they stand in where that can be parted."""
    block = page.block_at(change.start)
    name = re.match(r"<([a-zA-Z0-9]+)", block.tag)
    if name and block.plain and name[1].lower() in {"p", "li", "blockquote"}:
        again = f"<{name[1]}>" if _ID.search(block.tag) else block.tag
        border = f"</{name[1]}>\n{again}"
    else:
        border = "<br><br>"
    blocks = (escape(part, quote=False).replace("\n", "<br>") for part in change.new.split(SEPARATOR))
    return border.join(blocks)


def _shown(text: str) -> str:
    """Return what of a text can be seen on a page: white space collapsed."""
    return _AROUND_BREAK.sub("\n", _COLLAPSING.sub(" ", text)).strip(" \n")


def _new_page(text: str, name: str) -> str:
    separator = SEPARATOR if SEPARATOR in text else "\n"
    blocks = (
        escape(part, quote=False).replace("\n", "<br>\n") for part in text.split(separator) if part.strip()
    )
    body = "\n".join(f"<p>{block}</p>" for block in blocks)
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{escape(name)}</title>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )
