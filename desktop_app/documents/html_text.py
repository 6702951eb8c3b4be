# SPDX-License-Identifier: Apache-2.0
"""The visible text of a web page, with a map from every character to its place in the markup.

The page is scanned, not rebuilt: a tree would lose how the markup was written. Each token is matched once
and to its end, so that hostile markup costs no more time than its length. White space collapses as HTML
has it, blocks are parted by a blank line, ``br`` is a line end.
"""

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass, replace
from html import unescape

SEPARATOR = "\n\n"
"""What parts two blocks in the text."""

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<[!?][^>]*(?:>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>\"']|\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))*+)(?:>|\Z)"
    r"|(?P<reference>&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|(?P<space>[ \t\n\f\r]+)"
    r"|(?P<words>[^<&\s\f]+|.)",
    re.DOTALL,
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main nav ol option p pre "
    "section summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset(
    "script style title textarea template noscript svg math object canvas video audio iframe select".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text within one block element."""

    start: int
    """Code points of the text."""

    tag: str
    """The start tag as written, empty at the top; with an id it is not to be repeated."""

    plain: bool
    """Whether no inline element is open anywhere in it, so that it may be split."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A text and its map."""

    text: str
    markup: str
    starts: "array[int]"
    """Where each code point of the text begins in the markup."""
    ends: "array[int]"
    """Where it ends; that of a collapsed space is the end of its run."""
    blocks: tuple[Block, ...]

    def block_at(self, offset: int) -> Block:
        """Return the block that holds an offset of the text."""
        return self.blocks[max(bisect_right(self.blocks, offset, key=lambda block: block.start) - 1, 0)]


def page_text(markup: str) -> PageText:
    """Return the visible text of ``markup``."""
    scan = _Scan()
    position = 0
    while position < len(markup):
        token = _TOKEN.match(markup, position)
        assert token is not None, "the last alternative takes any character"
        position = token.end()
        if token["name"]:
            name = token["name"].lower()
            scan.tag(token, name)
            if name in _UNSEEN and not token["close"] and not token["rest"].endswith("/"):
                position = _end_of(name, markup, position)
        elif token["reference"]:
            scan.reference(unescape(token[0]), token.start(), token.end())
        elif token["space"]:
            scan.space(token[0], token.start())
        elif token["words"]:
            scan.words(token[0], token.start())
    return PageText(
        "".join(scan.text), markup, scan.starts, scan.ends, tuple(scan.blocks) or (Block(0, "", True),)
    )


def _end_of(name: str, markup: str, position: int) -> int:
    """Return where the content of an element that is not shown ends."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(markup, position)
    return found.start() if found else len(markup)


class _Scan:
    """The text so far."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.starts = array("L")
        self.ends = array("L")
        self.blocks: list[Block] = []
        self._waiting: tuple[int, int] | None = None
        self._breaks = False
        self._empty = True
        self._inline: list[str] = []
        self._open_blocks: list[tuple[str, str]] = []
        self._verbatim = 0

    def tag(self, token: re.Match[str], name: str) -> None:
        """Take note of a tag."""
        closing, standalone = bool(token["close"]), token["rest"].endswith("/")
        if name == "br":
            self._waiting = None
            if not self._empty:
                self._put("\n", token.start(), token.end())
        elif name not in BLOCKS:
            if not standalone and name not in _VOID and name not in _UNSEEN:
                self._inline_tag(name, closing=closing)
        else:
            self._breaks = True
            self._waiting = None
            if name == "pre":
                self._verbatim = max(0, self._verbatim + (-1 if closing else 1))
            if closing:
                while self._open_blocks and self._open_blocks.pop()[0] != name:
                    pass
            elif name != "hr":
                self._open_blocks.append((name, token[0]))
                self._inline.clear()

    def _inline_tag(self, name: str, *, closing: bool) -> None:
        if not closing:
            self._inline.append(name)
            if self.blocks and not self._breaks:
                self.blocks[-1] = replace(self.blocks[-1], plain=False)
        elif name in self._inline:
            self._inline.remove(name)

    def words(self, words: str, start: int) -> None:
        """Add visible characters that stand for themselves."""
        self._settle(start)
        self.text.extend(words.replace("\0", "\ufffd"))
        self.starts.extend(range(start, start + len(words)))
        self.ends.extend(range(start + 1, start + len(words) + 1))

    def reference(self, characters: str, start: int, end: int) -> None:
        """Add what a character reference stands for; of two characters the first has all of its markup."""
        if characters in {" ", "\t", "\n", "\f", "\r"}:
            self._space(characters, start, end)
            return
        self._settle(start)
        for number, character in enumerate(characters):
            self._put("\ufffd" if character in "\0\r" else character, end if number else start, end)

    def space(self, run: str, start: int) -> None:
        """Add white space, as it stands in ``pre`` and as one space elsewhere."""
        if not self._verbatim:
            self._space(" ", start, start + len(run))
            return
        for found in re.finditer("\r\n|.", run, re.DOTALL):
            self._space(found[0], start + found.start(), start + found.end())

    def _space(self, character: str, start: int, end: int) -> None:
        if self._verbatim:
            character = "\n" if character in {"\r", "\r\n"} else character.replace("\f", " ")
            if not (self._breaks and character == "\n"):  # the line end after <pre> is not shown
                self._settle(start)
                self._put(character, start, end)
        elif not self._empty and not self._breaks and self._waiting is None and self.text[-1] != "\n":
            self._waiting = (start, end)

    def _settle(self, at: int) -> None:
        """Begin a block, or set the space that was waiting for a word to follow."""
        if self._breaks or self._empty:
            if not self._empty:
                for character in SEPARATOR:
                    self._put(character, at, at)
            tag = self._open_blocks[-1][1] if self._open_blocks else ""
            self.blocks.append(Block(len(self.starts), tag, plain=not self._inline))
            self._breaks = self._empty = False
        if self._waiting is not None:
            self._put(" ", *self._waiting)
            self._waiting = None

    def _put(self, character: str, start: int, end: int) -> None:
        self.text.append(character)
        self.starts.append(start)
        self.ends.append(end)
