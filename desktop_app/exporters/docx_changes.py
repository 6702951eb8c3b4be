# SPDX-License-Identifier: Apache-2.0
"""Tracked changes in WordprocessingML: runs split, taken out and put in, paragraphs joined and split.

Rules: ECMA-376 part 1, 17.13.5. Changes are made from the end of the text to its beginning, so that the
places of those still to come stay valid.
"""

import re
from bisect import bisect_left, bisect_right
from copy import deepcopy
from dataclasses import dataclass
from itertools import count

from lxml import etree

from desktop_app.documents.docx_text import SPACE, Paragraph, Piece, WordText, w
from desktop_app.exporters.exporter import ExportError
from desktop_app.exporters.splitting import Change

_MARKUP = {"\n": "br", "\t": "tab"}
_HISTORY = tuple(w(t) for t in ("rPrChange", "ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who changed something, and when."""

    author: str
    date: str
    """UTC as in ``2026-03-01T12:00:00Z``; empty when unknown."""


class ChangeWriter:
    """Writes tracked changes into the parts of a document."""

    def __init__(self, words: WordText, separator: str) -> None:
        self._words = words
        self._separator = separator
        self._starts = [paragraph.start for paragraph in words.paragraphs]
        taken = (e.get(w("id"), "") for root in words.roots.values() for e in root.iter())
        highest = max((int(i) for i in taken if i.lstrip("-").isdigit()), default=0)
        self._ids = count(max(highest, 0) + 1)
        self.ours: set[str] = set()

    def next_id(self) -> str:
        """Return an id that no bookmark, comment or change has."""
        return str(next(self._ids))

    def can(self, change: Change) -> bool:
        """Tell whether the document can hold a change: cells, boxes and sections are never joined."""
        return all(paragraph.joins_next for paragraph in self._paragraphs(change)[:-1])

    def change(self, change: Change, authorship: Authorship) -> tuple[etree._Element, etree._Element]:
        """Carry out a change that can be; return its first and last element."""
        paragraphs = self._paragraphs(change)
        touched: list[etree._Element] = []
        for paragraph in reversed(paragraphs):
            touched = self._delete(paragraph, change.start, change.end, authorship)
        for paragraph in paragraphs[:-1]:
            self._mark(paragraph.element, "del", authorship)
        touched += self._insert(paragraphs[0], change.start, change.new, touched, authorship)
        if not touched:  # nothing but a paragraph mark was taken out
            mark = self._place(paragraphs[0], change.start)
            return mark, mark
        return touched[0], touched[-1]

    def place(self, start: int, end: int) -> tuple[etree._Element, etree._Element]:
        """Return the first and last element of an unchanged place, for a comment."""
        paragraph = self.paragraph_at(start)
        low, high = max(start, paragraph.start), min(end, paragraph.end)
        inside = self._isolated(paragraph, low, high)
        if inside:
            return inside[0], inside[-1]
        mark = self._place(paragraph, low)
        return mark, mark

    def _paragraphs(self, change: Change) -> list[Paragraph]:
        first = bisect_right(self._starts, change.start) - 1
        last = max(first, bisect_right(self._starts, change.end) - 1)
        return self._words.paragraphs[first : last + 1]

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the paragraph that holds an offset."""
        return self._words.paragraphs[bisect_right(self._starts, offset) - 1]

    def _delete(
        self, paragraph: Paragraph, start: int, end: int, authorship: Authorship
    ) -> list[etree._Element]:
        """Take out what lies in ``[start, end)`` of one paragraph; return the ``w:del`` elements."""
        made: list[etree._Element] = []
        for run in self._isolated(paragraph, max(start, paragraph.start), min(end, paragraph.end)):
            for text in run.iterfind(w("t")):
                text.tag = w("delText")
            if made and run.getprevious() is made[-1]:
                made[-1].append(run)
                continue
            wrapper = self._tracked("del", authorship)
            run.addprevious(wrapper)
            wrapper.append(run)
            made.append(wrapper)
        return made

    def _isolated(self, paragraph: Paragraph, start: int, end: int) -> list[etree._Element]:
        """Return the runs that hold ``[start, end)`` and nothing else, splitting runs at its ends."""
        if start >= end:
            return []
        self._cut(paragraph, end)
        self._cut(paragraph, start)
        low = bisect_left(paragraph.pieces, start, key=lambda piece: piece.start)
        high = bisect_left(paragraph.pieces, end, key=lambda piece: piece.start)
        return [_alone(piece.element) for piece in paragraph.pieces[low:high]]

    def _cut(self, paragraph: Paragraph, at: int) -> None:
        """Make a border between pieces at an offset."""
        index = bisect_left(paragraph.pieces, at, key=lambda piece: piece.end)
        if index == len(paragraph.pieces):
            return
        piece = paragraph.pieces[index]
        if not piece.start < at < piece.end:
            return
        run = _alone(piece.element)
        shown = piece.element.text or ""
        if piece.element.get(SPACE) != "preserve":
            shown = shown.strip(" \t\r\n")
        following = deepcopy(run)
        run.addnext(following)
        rest = following[-1]
        _set_text(piece.element, shown[: at - piece.start])
        _set_text(rest, shown[at - piece.start :])
        paragraph.pieces.insert(index + 1, Piece(at, piece.end, rest))
        piece.end = at

    def _insert(
        self,
        paragraph: Paragraph,
        start: int,
        new: str,
        deleted: list[etree._Element],
        authorship: Authorship,
    ) -> list[etree._Element]:
        """Put ``new`` in behind what was deleted, or at ``start``; return the ``w:ins`` elements."""
        if not new:
            return []
        like = self._run_like(paragraph, start, deleted)
        made: list[etree._Element] = []
        anchor = deleted[-1] if deleted else self._place(paragraph, start)
        whole, parted = paragraph.element, None
        for number, wording in enumerate(new.split(self._separator)):
            if number:
                left = self._split(whole, anchor, authorship)
                parted = left if parted is None else parted
                anchor = _properties(whole)
            if wording:
                wrapper = self._tracked("ins", authorship)
                wrapper.append(_run(wording, like))
                anchor.addnext(wrapper)
                anchor = wrapper
                made.append(wrapper)
        if parted is not None:  # the changes still to come lie left of the first split
            paragraph.element = parted
        return made or [_properties(whole)]

    def _place(self, paragraph: Paragraph, at: int) -> etree._Element:
        """Return the element after which something at ``at`` is put in."""
        self._cut(paragraph, at)
        index = bisect_left(paragraph.pieces, at, key=lambda piece: piece.end)
        if index < len(paragraph.pieces) and paragraph.pieces[index].end == at > paragraph.start:
            return _alone(paragraph.pieces[index].element)
        return _properties(paragraph.element)

    def _run_like(
        self, paragraph: Paragraph, at: int, deleted: list[etree._Element]
    ) -> etree._Element | None:
        """Return the run whose looks new text takes: that it replaces, else that before it, else after."""
        if deleted:
            return deleted[0].find(w("r"))
        index = bisect_right(paragraph.pieces, at, key=lambda piece: piece.start) - 1
        if paragraph.pieces:
            return paragraph.pieces[max(index if at > paragraph.start else 0, 0)].element.getparent()
        return None

    def _split(self, old: etree._Element, after: etree._Element, authorship: Authorship) -> etree._Element:
        """Part a paragraph behind ``after``; return the new one, which takes what stands before."""
        new = etree.Element(old.tag)
        properties = old.find(w("pPr"))
        if properties is not None:
            new.append(_copied_properties(properties))
        while (parent := after.getparent()) is not None and parent is not old:
            left = etree.Element(parent.tag, dict(parent.attrib))
            left.extend(_up_to(after))
            if parent.tag in {w("ins"), w("moveTo")}:
                left.set(w("id"), self.next_id())
            parent.addprevious(left)
            after = left
        new.extend(child for child in _up_to(after) if child is not properties)
        old.addprevious(new)
        self._mark(new, "ins", authorship)
        return new

    def _mark(self, element: etree._Element, tag: str, authorship: Authorship) -> None:
        """Say that a paragraph's mark was put in or taken out."""
        properties = _properties(element)
        mark = properties.find(w("rPr"))
        if mark is None:
            mark = etree.Element(w("rPr"))
            later = next((e for e in properties if e.tag in {w("sectPr"), w("pPrChange")}), None)
            if later is None:
                properties.append(mark)
            else:
                later.addprevious(mark)
        mark.insert(0, self._tracked(tag, authorship))

    def _tracked(self, tag: str, authorship: Authorship) -> etree._Element:
        element = etree.Element(w(tag))
        element.set(w("id"), self.next_id())
        self.ours.add(str(element.get(w("id"))))
        element.set(w("author"), authorship.author)
        if authorship.date:
            element.set(w("date"), authorship.date)
        return element


def _properties(paragraph: etree._Element) -> etree._Element:
    """Return a paragraph's properties, made where there are none."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    return properties


def _copied_properties(properties: etree._Element) -> etree._Element:
    """Copy what a split paragraph hands on: not its section, not the history of its mark."""
    copied = deepcopy(properties)
    for unwanted in (*copied.findall(w("sectPr")), *copied.findall(w("pPrChange"))):
        copied.remove(unwanted)
    mark = copied.find(w("rPr"))
    if mark is not None:
        for unwanted in [e for e in mark if e.tag in _HISTORY]:
            mark.remove(unwanted)
    return copied


def _up_to(element: etree._Element) -> list[etree._Element]:
    """Return an element and its earlier siblings, in order."""
    return [*reversed([*element.itersiblings(preceding=True)]), element]


def _alone(element: etree._Element) -> etree._Element:
    """Return the run that holds ``element`` and nothing else, the rest of its run set beside it."""
    run = element.getparent()
    assert run is not None, "a piece of text stands in a run"
    looks = run.find(w("rPr"))
    content = [child for child in run if child is not looks]
    at = content.index(element)
    for group, beside in ((content[:at], run.addprevious), (content[at + 1 :], run.addnext)):
        if group:
            other = etree.Element(run.tag, dict(run.attrib))
            if looks is not None:
                other.append(deepcopy(looks))
            other.extend(group)
            beside(other)
    return run


def _set_text(element: etree._Element, text: str) -> None:
    element.text = text
    element.set(SPACE, "preserve")


def _run(text: str, like: etree._Element | None) -> etree._Element:
    """Return a run with ``text`` that looks like another."""
    run = etree.Element(w("r"))
    looks = None if like is None else like.find(w("rPr"))
    if looks is not None:
        copied = deepcopy(looks)
        for unwanted in [e for e in copied if e.tag in _HISTORY]:
            copied.remove(unwanted)
        run.append(copied)
    for part in re.split("([\n\t])", text):
        if part in _MARKUP:
            etree.SubElement(run, w(_MARKUP[part]))
        elif part:
            try:
                _set_text(etree.SubElement(run, w("t")), part)
            except ValueError as error:
                raise ExportError(
                    f"“{part[:30]!r}” holds a character that Word documents cannot; choose another wording."
                ) from error
    return run
