# SPDX-License-Identifier: Apache-2.0
"""Word documents (docx): their text; the file's bytes stay with the document, to be written back into."""

from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.document import Document, SourceInfo, UnreadableDocumentError
from desktop_app.documents.package import open_package
from desktop_app.documents.readers.reader import ReadOptions

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads docx; refuses doc and locked files, which look alike, with a sentence of their own."""

    id: str = "docx"
    label: str = "Word document"
    suffixes: tuple[str, ...] = (".docx", ".docm")

    def recognises(self, data: bytes) -> bool:
        """Tell docx by its parts, and old or locked Word files by their first bytes."""
        return (data.startswith(_ZIP) and b"word/" in data and b"[Content_Types].xml" in data) or (
            data.startswith(_OLD_OFFICE)
        )

    def read(self, data: bytes, path: Path | None, options: ReadOptions) -> Document:
        """Return the document's text; ``options`` have no say."""
        del options
        name = path.name if path else "The document"
        if data.startswith(_OLD_OFFICE):
            raise UnreadableDocumentError(
                f"{name} is an old or locked Word document; save it as .docx without a password."
            )
        # Imported late: the XML library takes memory, and most texts are no office documents.
        from desktop_app.documents.docx_text import read_word, w

        package = open_package(data, name)
        found = read_word(package)
        if not found.text.strip():
            raise UnreadableDocumentError(f"{name} is empty; choose a file that holds a text.")
        notes = []
        if any(
            next(root.iter(w("ins"), w("del"), w("moveFrom")), None) is not None
            for root in found.roots.values()
        ):
            notes.append("It holds earlier tracked changes, which are read as accepted.")
        if any(entry.endswith("vbaProject.bin") for entry in package.entries):
            notes.append("Its macros are ignored and will not be exported.")
        return Document(found.text, SourceInfo(path=path, format=self.id, data=data, notes=tuple(notes)))
