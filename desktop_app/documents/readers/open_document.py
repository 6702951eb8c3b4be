# SPDX-License-Identifier: Apache-2.0
"""OpenDocument texts (odt): their text; the file's bytes stay with the document, to be written back into."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.document import Document, SourceInfo, UnreadableDocumentError
from desktop_app.documents.package import open_package
from desktop_app.documents.readers.reader import ReadOptions

_MIME = b"mimetypeapplication/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True)
class OpenDocumentReader:
    """Reads odt."""

    id: str = "odt"
    label: str = "OpenDocument text"
    suffixes: tuple[str, ...] = (".odt",)

    def recognises(self, data: bytes) -> bool:
        """Tell by the media type, which stands uncompressed at the beginning."""
        return data.startswith(b"PK\x03\x04") and _MIME in data[:128]

    def read(self, data: bytes, path: Path | None, options: ReadOptions) -> Document:
        """Return the document's text; ``options`` have no say."""
        del options
        name = path.name if path else "The document"
        # Imported late: the XML library takes memory, and most texts are no office documents.
        from desktop_app.documents.markup import parse_xml
        from desktop_app.documents.odt_text import open_text, t

        package = open_package(data, name)
        if "META-INF/manifest.xml" in package.entries and b"encryption-data" in package.read(
            "META-INF/manifest.xml"
        ):
            raise UnreadableDocumentError(f"{name} is locked by a password; save it without one.")
        found = open_text(parse_xml(package.read("content.xml"), name))
        if not found.text.strip():
            raise UnreadableDocumentError(f"{name} holds no text; choose a file that does.")
        notes = []
        if next(found.root.iter(t("changed-region")), None) is not None:
            notes.append("It holds earlier tracked changes, which are read as accepted.")
        if any(entry.startswith(("Basic/", "Scripts/")) for entry in package.entries):
            notes.append("Its macros are ignored and will not be exported.")
        return Document(found.text, SourceInfo(path=path, format=self.id, data=data, notes=tuple(notes)))
