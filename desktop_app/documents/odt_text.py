# SPDX-License-Identifier: Apache-2.0
"""The text of an OpenDocument text, with a map from every character to where it stands in the XML.

Read like Word documents (see ``docx_text``): paragraphs parted by a blank line; tables cell by cell, text
boxes after the paragraph that holds them, notes at the end. Element names and the rule for white space:
OpenDocument 1.3, part 3, chapters 5 and 6.1.2. Reading rewrites collapsible white space, so that what an
element holds is what is seen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
DC = "http://purl.org/dc/elements/1.1/"
SEPARATOR = "\n\n"
"""What parts two paragraphs in the text."""


def t(tag: str) -> str:
    """Return the qualified name of an element or attribute of the text namespace."""
    return f"{{{TEXT}}}{tag}"


PARAGRAPHS = frozenset({t("p"), t("h")})
TEXT_BOX = f"{{{DRAW}}}text-box"
FRAME = f"{{{DRAW}}}frame"
ANNOTATION = f"{{{OFFICE}}}annotation"
_SKIPPED = frozenset(
    {
        t("tracked-changes"),
        t("note-citation"),
        t("ruby-text"),
        ANNOTATION,
        t("script"),
        t("list-header-label"),
    }
)
_INDEXES = frozenset(t(f"{kind}-index") for kind in "alphabetical table illustration object user".split()) | {
    t("table-of-content"),
    t("bibliography"),
}
_SPACES = re.compile("[ \t\r\n]+")


@dataclass(slots=True)
class Piece:
    """A stretch of text and where it stands."""

    start: int
    """Code points of the document's text."""

    end: int
    """One past the last."""

    element: etree._Element
    """The element that holds it."""

    slot: str
    """``text`` or ``tail`` of the element, or ``self``: the element stands for spaces, a tab, a break."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph and its place in the text."""

    element: etree._Element
    start: int = 0
    end: int = 0
    pieces: list[Piece] = field(default_factory=list)
    joins_next: bool = False


@dataclass(slots=True)
class OpenText:
    """A text and its map."""

    text: str
    paragraphs: list[Paragraph]
    root: etree._Element
    """``content.xml``."""


def open_text(root: etree._Element, separator: str = SEPARATOR) -> OpenText:
    """Return the text of a content tree; a tree without ``office:text`` gives none."""
    body = root.find(f"{{{OFFICE}}}body/{{{OFFICE}}}text")
    walk = _Walk()
    if body is not None:
        walk.blocks(body)
        while walk.notes:
            notes, walk.notes = walk.notes, []
            for note in notes:
                walk.blocks(note)
    texts: list[str] = []
    position = 0
    for number, (paragraph, strings) in enumerate(walk.found):
        if number:
            texts.append(separator)
            position += len(separator)
            previous = walk.found[number - 1][0]
            previous.joins_next = previous.element.getnext() is paragraph.element
        paragraph.start = position
        for piece, string in zip(paragraph.pieces, strings, strict=True):
            piece.start = position
            position += len(string)
            piece.end = position
        paragraph.end = position
        texts += strings
    return OpenText("".join(texts), [paragraph for paragraph, _ in walk.found], root)


class _Walk:
    """Collects paragraphs with the strings of their pieces."""

    def __init__(self) -> None:
        self.found: list[tuple[Paragraph, list[str]]] = []
        self.notes: list[etree._Element] = []

    def blocks(self, container: etree._Element) -> None:
        for child in container:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED or child.tag in _INDEXES:
                continue
            if child.tag in PARAGRAPHS:
                self._paragraph(child)
            else:
                self.blocks(child)

    def _paragraph(self, element: etree._Element) -> None:
        boxes: list[etree._Element] = []
        _collapse(element)
        paragraph = Paragraph(element)
        strings: list[str] = []
        self.found.append((paragraph, strings))
        for holder, slot, string in self._inline(element, boxes):
            paragraph.pieces.append(Piece(0, 0, holder, slot))
            strings.append(string)
        for box in boxes:
            self.blocks(box)

    def _inline(
        self, parent: etree._Element, boxes: list[etree._Element]
    ) -> Iterator[tuple[etree._Element, str, str]]:
        if parent.text:
            yield parent, "text", parent.text
        for child in parent:
            if child.tag == t("note"):
                self.notes.extend(child.findall(t("note-body")))
            elif child.tag == FRAME or str(child.tag).startswith(f"{{{DRAW}}}"):
                boxes.extend(_outermost(child))
            elif string := standing_for(child):
                yield child, "self", string
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                yield from self._inline(child, boxes)
            if child.tail:
                yield child, "tail", child.tail


def standing_for(element: etree._Element) -> str:
    """Return the spaces, tab or line end that an element stands for; empty for others."""
    if element.tag == t("s"):
        count = str(element.get(t("c"), "1"))
        return " " * min(int(count) if count.isdigit() else 1, 10_000)
    return {t("tab"): "\t", t("line-break"): "\n"}.get(str(element.tag), "")


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == TEXT_BOX:
            yield child
        else:
            yield from _outermost(child)


def _collapse(paragraph: etree._Element) -> None:
    """Make one space of each run of white space, and none at the beginning and the end."""
    slots = list(text_slots(paragraph))
    after_space = True
    for holder, slot in slots:
        if slot == "self":
            after_space = False
            continue
        raw = getattr(holder, slot) or ""
        text = _SPACES.sub(" ", raw)
        if after_space and text.startswith(" "):
            text = text[1:]
        if text:
            after_space = text.endswith(" ")
        if text != raw:
            setattr(holder, slot, text)
    for holder, slot in reversed(slots):
        text = "x" if slot == "self" else getattr(holder, slot) or ""
        if text.endswith(" ") and slot != "self":
            setattr(holder, slot, text[:-1])
        if text.strip(" "):
            break


def text_slots(parent: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield every place of a paragraph that may hold visible text: ``text``, ``tail``, ``self``."""
    yield parent, "text"
    for child in parent:
        if standing_for(child):
            yield child, "self"
        elif (
            isinstance(child.tag, str)
            and child.tag not in _SKIPPED
            and child.tag != t("note")
            and not child.tag.startswith(f"{{{DRAW}}}")
        ):
            yield from text_slots(child)
        yield child, "tail"
