# SPDX-License-Identifier: Apache-2.0
"""The text of a Word document, with a map from every character to the element that holds it.

Paragraphs are parted by a blank line, line breaks are line ends. Body, tables (cell by cell), text boxes
(after the paragraph that holds them), footnotes and endnotes are read in this order; headers, footers,
hidden text and what earlier tracked changes took out are not. Element names: ECMA-376, part 1, section 17.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.documents.markup import parse_xml
from desktop_app.documents.package import Package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SEPARATOR = "\n\n"
"""What parts two paragraphs in the text."""


def w(tag: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{tag}"


_INLINE = frozenset(
    w(t)
    for t in (
        "hyperlink ins moveTo smartTag sdt sdtContent fldSimple customXml bdo dir ruby rubyBase".split()
    )
)
_BLOCKS = frozenset(w(t) for t in "tbl tr tc sdt sdtContent customXml ins moveTo".split())
_FIXED = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_BETWEEN = frozenset(
    w(t)
    for t in "bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd".split()
)
_AS_SPACES = str.maketrans("\r\n\t", "   ")


@dataclass(slots=True)
class Piece:
    """A stretch of text that one element of a run holds."""

    start: int
    """Code points of the document's text."""

    end: int
    """One past the last."""

    element: etree._Element
    """``w:t``, ``w:tab``, ``w:br`` ...; its parent is the run."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph and its place in the text."""

    element: etree._Element
    """``w:p``."""

    part: str
    """The part of the package it stands in."""

    start: int = 0
    """Code points of the document's text."""

    end: int = 0
    """One past the last character, before the separator."""

    pieces: list[Piece] = field(default_factory=list)
    """Its text, in order."""

    joins_next: bool = False
    """Whether its end can be deleted so that the next paragraph goes on in it."""

    may_have_comments: bool = True
    """Word allows comments in the main text only."""


@dataclass(slots=True)
class WordText:
    """A text and its map."""

    text: str
    paragraphs: list[Paragraph]
    roots: dict[str, etree._Element]
    """The parts that hold text, parsed, by name; the main part first."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Tracked changes to see as rejected: their insertions are skipped, their deletions read."""

    ids: frozenset[str]
    """``w:id`` of the changes."""

    def has(self, element: etree._Element | None) -> bool:
        """Tell whether an element is one of them."""
        return element is not None and element.get(w("id")) in self.ids


def read_word(package: Package, separator: str = SEPARATOR) -> WordText:
    """Return the text of a package, its paragraphs parted by ``separator``.

    Raises ``UnreadableDocumentError`` where the package holds no Word document.
    """
    main = main_part(package)
    root = parse_xml(package.read(main), package.name)
    if root.tag == f"{{{STRICT}}}document":
        raise UnreadableDocumentError(
            f"{package.name} is in the strict variant of docx; save it as an ordinary Word document."
        )
    if root.tag != w("document"):
        raise UnreadableDocumentError(f"{package.name} is no Word document; open it in its own program.")
    roots = {main: root}
    folder = main.rpartition("/")[0]
    for notes in ("footnotes", "endnotes"):
        part = f"{folder}/{notes}.xml"
        if part in package.entries:
            roots[part] = parse_xml(package.read(part), package.name)
    return word_text(roots, separator)


def main_part(package: Package) -> str:
    """Return the name of the part that holds the body."""
    relations = parse_xml(package.read("_rels/.rels"), package.name)
    for relation in relations.iter(f"{{{RELATIONS}}}Relationship"):
        if str(relation.get("Type")).endswith("/officeDocument"):
            return str(relation.get("Target")).lstrip("/")
    raise UnreadableDocumentError(f"{package.name} is no Word document; open it in its own program.")


def word_text(
    roots: dict[str, etree._Element],
    separator: str = SEPARATOR,
    *,
    rejected: Ours | None = None,
    joined: Ours | None = None,
) -> WordText:
    """Return the text that the parts hold.

    ``rejected`` and ``joined`` let a writer check itself: the text with its changes rejected, or with
    them accepted, when deleted paragraph marks join their neighbours.
    """
    walk = _Walk(rejected or Ours(frozenset()))
    for part, root in roots.items():
        walk.part = part
        body = root.find(w("body"))
        if body is not None:
            walk.blocks(body)
            continue
        walk.main = False
        for note in root:
            if note.get(w("type")) in {None, "normal"}:
                walk.blocks(note)
    return _with_offsets(walk, roots, separator, rejected, joined)


def _with_offsets(
    walk: "_Walk",
    roots: dict[str, etree._Element],
    separator: str,
    rejected: Ours | None,
    joined: Ours | None,
) -> WordText:
    texts: list[str] = []
    position = 0
    for number, (paragraph, strings) in enumerate(walk.found):
        following = walk.found[number + 1][0] if number + 1 < len(walk.found) else None
        paragraph.joins_next = following is not None and _adjacent(paragraph.element, following.element)
        paragraph.start = position
        for piece, string in zip(paragraph.pieces, strings, strict=True):
            piece.start = position
            position += len(string)
            piece.end = position
        paragraph.end = position
        texts += strings
        if following is not None and not _mark_is_gone(paragraph.element, rejected, joined):
            texts.append(separator)
            position += len(separator)
    return WordText("".join(texts), [paragraph for paragraph, _ in walk.found], roots)


def _mark_is_gone(element: etree._Element, rejected: Ours | None, joined: Ours | None) -> bool:
    inserted = element.find(f"{w('pPr')}/{w('rPr')}/{w('ins')}")
    deleted = element.find(f"{w('pPr')}/{w('rPr')}/{w('del')}")
    return (rejected is not None and rejected.has(inserted)) or (joined is not None and joined.has(deleted))


def _adjacent(one: etree._Element, other: etree._Element) -> bool:
    """Tell whether two paragraphs follow each other in the same cell, box or body, and the same section."""
    if one.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        return False
    following = one.getnext()
    while following is not None and following is not other and following.tag in _BETWEEN:
        following = following.getnext()
    return following is other


class _Walk:
    """Collects paragraphs, with the strings of their pieces."""

    def __init__(self, rejected: Ours) -> None:
        self.found: list[tuple[Paragraph, list[str]]] = []
        self.part = ""
        self.main = True
        self._rejected = rejected
        self._in_box = 0

    def blocks(self, container: etree._Element) -> None:
        for child in container:
            if child.tag == w("p"):
                self._paragraph(child)
            elif child.tag in _BLOCKS:
                self.blocks(child)

    def _paragraph(self, element: etree._Element) -> None:
        paragraph = Paragraph(element, self.part, may_have_comments=self.main and not self._in_box)
        strings: list[str] = []
        boxes: list[etree._Element] = []
        self.found.append((paragraph, strings))
        self._inline(element, paragraph.pieces, strings, boxes)
        self._in_box += 1
        for box in boxes:
            self.blocks(box)
        self._in_box -= 1

    def _inline(
        self, parent: etree._Element, pieces: list[Piece], strings: list[str], boxes: list[etree._Element]
    ) -> None:
        for child in parent:
            if child.tag == w("r"):
                for element, string in self._run(child, boxes):
                    pieces.append(Piece(0, 0, element))
                    strings.append(string)
                for base in child.iterfind(f"{w('ruby')}/{w('rubyBase')}"):
                    self._inline(base, pieces, strings, boxes)
            elif (child.tag == w("ins") and self._rejected.has(child)) or (
                child.tag == w("del") and not self._rejected.has(child)
            ):
                continue
            elif child.tag in _INLINE or child.tag == w("del"):
                self._inline(child, pieces, strings, boxes)

    def _run(self, run: etree._Element, boxes: list[etree._Element]) -> Iterator[tuple[etree._Element, str]]:
        boxes.extend(_boxes(run))
        if run.find(f"{w('rPr')}/{w('vanish')}") is not None:
            return
        for child in run:
            string = _string(child)
            if string:
                yield child, string


def _string(element: etree._Element) -> str:
    """Return the text that an element of a run stands for; Word drops the outer spaces of a plain ``w:t``."""
    if element.tag in {w("t"), w("delText")}:
        text = (element.text or "").translate(_AS_SPACES)
        return text if element.get(SPACE) == "preserve" else text.strip(" ")
    if element.tag == w("br"):
        return "\n" if element.get(w("type")) in {None, "textWrapping"} else ""
    return _FIXED.get(str(element.tag), "")


def _boxes(run: etree._Element) -> Iterator[etree._Element]:
    """Yield the outermost text boxes of a run; of two forms of the same box only the first."""
    for child in run:
        if child.tag == f"{{{ALTERNATIVES}}}AlternateContent":
            yield from _outermost(child[0]) if len(child) else ()
        elif child.tag in {w("drawing"), w("pict"), w("object")}:
            yield from _outermost(child)


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == w("txbxContent"):
            yield child
        else:
            yield from _outermost(child)
