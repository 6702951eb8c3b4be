# SPDX-License-Identifier: Apache-2.0
"""Tracked changes in OpenDocument: what is taken out moves to a list of its own, what is put in is bracketed.

Rules: OpenDocument 1.3, part 3, 5.5. Changes are made from the end of the text to its beginning, so that the
places of those still to come stay valid.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import count

from lxml import etree

from desktop_app.documents.odt_text import (
    ANNOTATION,
    DC,
    FRAME,
    OFFICE,
    OpenText,
    Paragraph,
    Piece,
    t,
    text_slots,
)
from desktop_app.exporters.exporter import ExportError
from desktop_app.exporters.splitting import Change

_STAYS = frozenset({t("note"), FRAME, ANNOTATION, t("bookmark"), t("bookmark-start"), t("bookmark-end")})
"""What hangs on a place and is not part of the words: it outlives their deletion."""
_UNKNOWN_DATE = "1970-01-01T00:00:00"
_SPECIAL = re.compile(r"([\t\n]| {2,}|\A | \Z)")


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who changed something, and when."""

    author: str
    date: str
    """UTC as in ``2026-03-01T12:00:00``; empty when unknown, though the format wants one."""


class OdtChangeWriter:
    """Writes tracked changes and annotations into a content tree."""

    def __init__(self, words: OpenText, separator: str) -> None:
        self._words = words
        self._separator = separator
        self._starts = [paragraph.start for paragraph in words.paragraphs]
        taken = {e.get(t("id")) or e.get(t("change-id")) for e in words.root.iter()}
        self._ids = (name for n in count(1) if (name := f"palimpsest{n}") not in taken)
        self._regions: list[etree._Element] = []
        self._touched: list[etree._Element] = []

    def can(self, change: Change) -> bool:
        """Tell whether the document can hold a change: cells, list items and boxes are never joined."""
        return all(paragraph.joins_next for paragraph in self._paragraphs(change)[:-1])

    def change(self, change: Change, authorship: Authorship, remark: str) -> None:
        """Carry out a change that can be, with an annotation unless ``remark`` is empty."""
        paragraphs = self._paragraphs(change)
        first = paragraphs[0]
        right = change.end > change.start
        end = self._marker(paragraphs[-1], change.end, right=False) if right else None
        marker = self._marker(first, change.start, right=right)
        chain = self._chain
        if end is not None:
            self._delete(first.element, marker, end, authorship)
        if change.new:
            self._insert(first.element, marker, change.new, chain, authorship)
        self._replace_marker(marker, remark, authorship)
        self._touched.append(first.element)

    def annotate(self, start: int, remark: str, authorship: Authorship) -> None:
        """Hang a remark on a place."""
        paragraph = self._words.paragraphs[bisect_right(self._starts, start) - 1]
        self._replace_marker(self._marker(paragraph, start, right=True), remark, authorship)
        self._touched.append(paragraph.element)

    def finish(self) -> None:
        """List the changes at the beginning of the text, where the format wants them.

        Only now may spaces become elements: before, changes still to come count on where the text stands.
        """
        for paragraph in self._touched:
            protect_spaces(paragraph)
        body = self._words.root.find(f"{{{OFFICE}}}body/{{{OFFICE}}}text")
        if body is None or not self._regions:
            return
        listing = body.find(t("tracked-changes"))
        if listing is None:
            listing = etree.Element(t("tracked-changes"))
            body.insert(0, listing)
        listing.extend(reversed(self._regions))

    def _paragraphs(self, change: Change) -> list[Paragraph]:
        first = bisect_right(self._starts, change.start) - 1
        last = max(first, bisect_right(self._starts, change.end) - 1)
        return self._words.paragraphs[first : last + 1]

    def _marker(self, paragraph: Paragraph, at: int, *, right: bool) -> etree._Element:
        """Set a marker at an offset, directly below the paragraph, parting the elements around it."""
        marker = etree.Element("marker")
        self._chain: list[etree._Element] = []
        pieces = paragraph.pieces
        index = bisect_left(pieces, at, key=lambda piece: piece.end)
        if right and index + 1 < len(pieces) and pieces[index].end == at:
            index += 1
        if index < len(pieces):
            _set_into(pieces[index], at, marker)
            paragraph.pieces[index] = Piece(
                pieces[index].start, at, pieces[index].element, pieces[index].slot
            )
        else:
            paragraph.element.insert(0, marker)
        while (parent := marker.getparent()) is not None and parent is not paragraph.element:
            if parent.tag == t("span"):
                self._chain.append(parent)
            _lift(marker, parent)
        return marker

    def _delete(
        self, paragraph: etree._Element, marker: etree._Element, end: etree._Element, authorship: Authorship
    ) -> None:
        """Move what stands between the markers to a list entry; join the paragraphs that it spanned."""
        name, region = self._region("deletion", authorship)
        staying: list[etree._Element] = []
        here = paragraph
        while True:
            taken = etree.SubElement(region, here.tag, dict(here.attrib))
            last = end.getparent() is here
            _move(marker if here is paragraph else None, end if last else None, here, taken)
            staying += _withdrawn(taken)
            protect_spaces(taken)
            if last:
                break
            following = here.getnext()
            assert following is not None, "joined paragraphs are siblings"
            if here is not paragraph:
                _remove(here)
            here = following
        place = etree.Element(t("change"))
        place.set(t("change-id"), name)
        tail, rest = end.tail, [*end.itersiblings()]
        if here is not paragraph:
            _remove(here)
        else:
            paragraph.remove(end)
        marker.tail = None
        for node in (place, *staying):
            paragraph.append(node)
        paragraph[-1].tail = tail
        paragraph.extend(rest)

    def _insert(
        self,
        paragraph: etree._Element,
        marker: etree._Element,
        new: str,
        chain: list[etree._Element],
        authorship: Authorship,
    ) -> None:
        """Put ``new`` in before what follows the marker, in the looks of ``chain``, inner element first."""
        name, _ = self._region("insertion", authorship)
        start, end = etree.Element(t("change-start")), etree.Element(t("change-end"))
        for element in (start, end):
            element.set(t("change-id"), name)
        rest: list[etree._Element] = [*marker.itersiblings()]
        tail = marker.tail
        marker.tail = None
        here = paragraph
        here.append(start)
        for number, wording in enumerate(new.split(self._separator)):
            if number:
                following = etree.Element(paragraph.tag, dict(paragraph.attrib))
                _put_after(here, following)
                here = following
            if wording:
                here.append(_in_looks(wording, chain))
        here.append(end)
        end.tail = tail
        here.extend(rest)
        self._touched.append(here)

    def _replace_marker(self, marker: etree._Element, remark: str, authorship: Authorship) -> None:
        if remark:
            note = etree.Element(ANNOTATION)
            etree.SubElement(note, f"{{{DC}}}creator").text = authorship.author
            etree.SubElement(note, f"{{{DC}}}date").text = authorship.date or _UNKNOWN_DATE
            _fill(etree.SubElement(note, t("p")), "".join(c if c.isprintable() else " " for c in remark))
            note.tail, marker.tail = marker.tail, None
            marker.addprevious(note)
        _remove(marker)

    def _region(self, kind: str, authorship: Authorship) -> tuple[str, etree._Element]:
        name = next(self._ids)
        region = etree.Element(t("changed-region"))
        region.set("{http://www.w3.org/XML/1998/namespace}id", name)
        region.set(t("id"), name)
        body = etree.SubElement(region, t(kind))
        info = etree.SubElement(body, f"{{{OFFICE}}}change-info")
        etree.SubElement(info, f"{{{DC}}}creator").text = authorship.author
        etree.SubElement(info, f"{{{DC}}}date").text = authorship.date or _UNKNOWN_DATE
        self._regions.append(region)
        return name, body


def _set_into(piece: Piece, at: int, marker: etree._Element) -> None:
    """Set a marker into a piece at an offset; what stands left of it stays in the piece."""
    element, cut = piece.element, at - piece.start
    parent = element.getparent()
    if piece.slot == "text":
        text = element.text or ""
        element.text = text[:cut]
        element.insert(0, marker)
        marker.tail = text[cut:]
    elif piece.slot == "tail" and parent is not None:
        text = element.tail or ""
        element.tail = text[:cut]
        parent.insert(parent.index(element) + 1, marker)
        marker.tail = text[cut:]
    elif parent is not None and cut == 0:
        parent.insert(parent.index(element), marker)
    elif parent is not None:
        tail, element.tail = element.tail, None
        element.addnext(marker)
        marker.tail = tail
        length = piece.end - piece.start
        if cut < length:  # only spaces stand for more than one character
            after = etree.Element(t("s"))
            element.set(t("c"), str(cut))
            after.set(t("c"), str(length - cut))
            after.tail, marker.tail = marker.tail, None
            marker.addnext(after)


def _lift(marker: etree._Element, parent: etree._Element) -> None:
    """Part ``parent`` at the marker, so that the marker stands between both parts."""
    right = etree.Element(parent.tag, dict(parent.attrib))
    right.extend([*marker.itersiblings()])
    right.text, marker.tail = marker.tail, None
    right.tail, parent.tail = parent.tail, None
    parent.addnext(marker)
    marker.addnext(right)
    if not right.text and not len(right):
        _remove(right)


def _move(
    after: etree._Element | None,
    before: etree._Element | None,
    source: etree._Element,
    target: etree._Element,
) -> None:
    """Move what stands between two markers of ``source`` to ``target``."""
    if after is None:
        target.text, source.text = source.text, None
        moving = [*source]
    else:
        target.text, after.tail = after.tail, None
        moving = [*after.itersiblings()]
    if before is not None:
        moving = moving[: moving.index(before)]
    target.extend(moving)


def _withdrawn(taken: etree._Element) -> list[etree._Element]:
    """Take out of deleted content what stays in the text, and return it."""
    staying = [
        e for e in taken.iter() if e.tag in _STAYS and not any(a.tag in _STAYS for a in e.iterancestors())
    ]
    for element in staying:
        _remove(element)
    return staying


def _remove(element: etree._Element) -> None:
    """Take an element out of its parent; the text behind it stays."""
    parent = element.getparent()
    assert parent is not None
    previous = element.getprevious()
    if element.tail:
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
        element.tail = None
    parent.remove(element)


def _put_after(element: etree._Element, following: etree._Element) -> None:
    tail, element.tail = element.tail, None
    element.addnext(following)
    following.tail = tail


def _in_looks(text: str, chain: list[etree._Element]) -> etree._Element:
    """Return ``text`` in a span, itself in copies of the spans of ``chain``, inner one first."""
    inner = etree.Element(t("span"), dict(chain[0].attrib) if chain else {})
    _fill(inner, text)
    for span in chain[1:]:
        outer = etree.Element(t("span"), dict(span.attrib))
        outer.append(inner)
        inner = outer
    return inner


def _fill(element: etree._Element, text: str) -> None:
    """Give an empty element a text, spaces that would collapse as elements."""
    last: etree._Element | None = None
    for number, part in enumerate(_SPECIAL.split(text)):
        if number % 2:
            last = etree.SubElement(element, t({"\t": "tab", "\n": "line-break"}.get(part, "s")))
            if len(part) > 1:
                last.set(t("c"), str(len(part)))
            continue
        try:
            if last is None:
                element.text = part or None
            else:
                last.tail = part or None
        except ValueError as error:
            raise ExportError(
                f"{part[:30]!r} holds a character that OpenDocument cannot; choose another wording."
            ) from error


def protect_spaces(paragraph: etree._Element) -> None:
    """Make elements of spaces that would collapse where the text was parted."""
    after_space = True
    last: tuple[etree._Element, str] | None = None
    for holder, slot in [*text_slots(paragraph)]:
        text = "" if slot == "self" else getattr(holder, slot) or ""
        if slot == "self":
            after_space, last = False, None
        elif text:
            last = _protected(holder, slot, text, after_space)
            after_space = text.endswith(" ")
    if last is not None and (getattr(*last) or "").endswith(" "):
        text = getattr(*last)
        setattr(*last, text[:-1] or None)
        _insert_at(*last, etree.Element(t("s")))


def _protected(holder: etree._Element, slot: str, text: str, after_space: bool) -> tuple[etree._Element, str]:
    """Rewrite one stretch of text; return where its last part stands."""
    pattern = r"(\A +| {2,})" if after_space else r"( {2,})"
    parts = re.split(pattern, text)
    if len(parts) == 1:
        return holder, slot
    setattr(holder, slot, parts[0] or None)
    for spaces, following in zip(parts[1::2], parts[2::2], strict=True):
        element = etree.Element(t("s"))
        if len(spaces) > 1:
            element.set(t("c"), str(len(spaces)))
        _insert_at(holder, slot, element)
        element.tail = following or None
        holder, slot = element, "tail"
    return holder, slot


def _insert_at(holder: etree._Element, slot: str, element: etree._Element) -> None:
    """Put an element behind the text of a slot."""
    if slot == "text":
        holder.insert(0, element)
        return
    parent = holder.getparent()
    assert parent is not None
    parent.insert(parent.index(holder) + 1, element)
