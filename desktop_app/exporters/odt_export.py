# SPDX-License-Identifier: Apache-2.0
"""The work of the exporter of OpenDocument texts."""

from datetime import UTC

from desktop_app.documents.markup import parse_xml, serialised
from desktop_app.documents.odt_text import SEPARATOR, open_text
from desktop_app.documents.package import Package, open_package
from desktop_app.exporters.exporter import ExportError
from desktop_app.exporters.odt_blank import blank_odt
from desktop_app.exporters.odt_changes import Authorship, OdtChangeWriter
from desktop_app.exporters.passages import Passage, State, author, passages, remarks
from desktop_app.exporters.splitting import changes_of
from desktop_app.review.session import ReviewSession

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"


def rendered(session: ReviewSession, *, from_odt: bool) -> bytes:
    """Return a session as an OpenDocument text, in the original's own where it came ``from_odt``.

    Raises ``ExportError`` with one sentence where it cannot hold a change.
    """
    document = session.document
    separator = SEPARATOR
    if from_odt:
        package = open_package(document.source.data, document.source.name)
    else:
        separator = SEPARATOR if SEPARATOR in document.text else "\n"
        package = open_package(blank_odt(document.text, separator), document.source.name)
    return _written(session, package, separator)


def _written(session: ReviewSession, package: Package, separator: str) -> bytes:
    root = parse_xml(package.read(_CONTENT), package.name)
    words = open_text(root, separator)
    if words.text != session.document.text:
        raise ExportError("The document no longer holds the reviewed text; open it again.")
    starts = [paragraph.start for paragraph in words.paragraphs]
    ends = [paragraph.end for paragraph in words.paragraphs]
    writer = OdtChangeWriter(words, separator)
    everything = list(passages(session))
    notes = remarks(everything)
    wanted = []
    touched = False
    for passage in reversed(everything):
        remark = notes.get(passage.start, "")
        if passage.state is State.SAME:
            wanted.append(passage.original)
            continue
        touched = True
        changes = list(changes_of(passage, words.text, starts, ends, separator))
        possible = all(writer.can(change) for change in changes)
        if not possible and passage.state is State.CHANGED:
            raise ExportError(
                f"The change at “{passage.original.strip()[:40]}” would join parts that are kept apart "
                "(cells, list items, boxes); keep the original there."
            )
        if possible:
            for number, change in enumerate(reversed(changes), 1):
                writer.change(change, _authorship(passage), remark if number == len(changes) else "")
        if remark and not (possible and changes):
            writer.annotate(passage.start, remark, _authorship(passage))
        wanted.append(passage.wording if possible else passage.original)
    if not touched:
        return _without_macros(package, {})
    writer.finish()
    content = serialised(root)
    if open_text(parse_xml(content, package.name), separator).text != "".join(reversed(wanted)):
        raise ExportError("The document could not be written without harm; export another format.")
    return _without_macros(package, {_CONTENT: content})


def _authorship(passage: Passage) -> Authorship:
    when = passage.decision.when
    return Authorship(author(passage), when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if when else "")


def _without_macros(package: Package, changed: dict[str, bytes]) -> bytes:
    """Return the package without programs; with nothing changed and none inside, byte for byte."""
    macros = frozenset(e for e in package.entries if e.startswith(("Basic/", "Scripts/")))
    if not macros:
        return package.rewritten(changed) if changed else package.data
    manifest = parse_xml(package.read(_MANIFEST), package.name)
    for entry in list(manifest):
        if any(str(value).startswith(("Basic/", "Scripts/")) for value in entry.attrib.values()):
            manifest.remove(entry)
    return package.rewritten({**changed, _MANIFEST: serialised(manifest)}, macros)
