# SPDX-License-Identifier: Apache-2.0
"""Comments of a Word document: the part, its registration, and the marks in the text."""

from lxml import etree

from desktop_app.documents.docx_text import OFFICE, RELATIONS, SPACE, w
from desktop_app.documents.markup import parse_xml, serialised
from desktop_app.documents.package import Package
from desktop_app.exporters.docx_changes import Authorship

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = f"{OFFICE}/comments"


class Comments:
    """The comments of one document, those that were there before and ours."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        folder, _, name = main.rpartition("/")
        self._relations_part = f"{folder}/_rels/{name}.rels".lstrip("/")
        self._relations = _part(package, self._relations_part, f"{{{RELATIONS}}}Relationships")
        known = next((r for r in self._relations if r.get("Type") == _RELATION), None)
        self._is_new = known is None
        target = "comments.xml" if known is None else str(known.get("Target"))
        self._part = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        self.root = _part(package, self._part, w("comments"))
        self._count = 0

    def add(
        self, key: str, text: str, authorship: Authorship, first: etree._Element, last: etree._Element
    ) -> None:
        """Hang a comment on a stretch of a paragraph; ``key`` is an id that nothing else has."""
        self._count += 1
        comment = etree.SubElement(self.root, w("comment"))
        comment.set(w("id"), key)
        comment.set(w("author"), authorship.author)
        comment.set(w("initials"), "P")
        if authorship.date:
            comment.set(w("date"), authorship.date)
        run = etree.SubElement(etree.SubElement(comment, w("p")), w("r"))
        words = etree.SubElement(run, w("t"))
        words.text = "".join(c if c.isprintable() else " " for c in text)
        words.set(SPACE, "preserve")
        start, end, reference = (etree.Element(w(t)) for t in ("commentRangeStart", "commentRangeEnd", "r"))
        start.set(w("id"), key)
        end.set(w("id"), key)
        etree.SubElement(reference, w("commentReference")).set(w("id"), key)
        if first.tag == w("pPr"):
            first.addnext(start)
        else:
            first.addprevious(start)
        (start if last.tag == w("pPr") and last is first else last).addnext(end)
        end.addnext(reference)

    def parts(self) -> dict[str, bytes]:
        """Return the parts of the package that comments change."""
        if not self._count:
            return {}
        changed = {self._part: serialised(self.root)}
        if self._is_new:
            taken = {r.get("Id") for r in self._relations}
            relation = etree.SubElement(self._relations, f"{{{RELATIONS}}}Relationship")
            relation.set("Id", next(f"rIdC{n}" for n in range(1, len(taken) + 2) if f"rIdC{n}" not in taken))
            relation.set("Type", _RELATION)
            relation.set("Target", "comments.xml")
            changed[self._relations_part] = serialised(self._relations)
            types = parse_xml(self._package.read("[Content_Types].xml"), self._package.name)
            override = etree.SubElement(types, f"{{{_TYPES}}}Override")
            override.set("PartName", f"/{self._part}")
            override.set("ContentType", _CONTENT)
            changed["[Content_Types].xml"] = serialised(types)
        return changed


def _part(package: Package, part: str, tag: str) -> etree._Element:
    if part in package.entries:
        return parse_xml(package.read(part), package.name)
    namespace = tag[1:].partition("}")[0]
    return etree.Element(tag, nsmap={"w": namespace} if tag == w("comments") else {None: namespace})
