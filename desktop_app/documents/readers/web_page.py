# SPDX-License-Identifier: Apache-2.0
"""Web pages (html): their visible text; the markup stays with the document, to be written back into."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.document import Document, SourceInfo, UnreadableDocumentError
from desktop_app.documents.html_text import page_text
from desktop_app.documents.readers.plain_text import chosen_encoding, detect_encoding
from desktop_app.documents.readers.reader import ReadOptions

LARGEST_PAGE = 20_000_000
"""Bytes. Pages of prose have some hundred thousand."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE
)
_BEGINNING = re.compile(
    rb"\s{0,999}(?:<!--[^>]{0,999}-->\s{0,999})?<(?:!doctype\s{1,9}html|html)[\s>]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class WebPageReader:
    """Reads html."""

    id: str = "html"
    label: str = "Web page"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def recognises(self, data: bytes) -> bool:
        """Tell by a document type or ``html`` tag at the very beginning."""
        return _BEGINNING.match(data.removeprefix(codecs.BOM_UTF8)) is not None

    def read(self, data: bytes, path: Path | None, options: ReadOptions) -> Document:
        """Return the page's text; its encoding is the user's choice, else declared, else found out."""
        name = path.name if path else "The page"
        if len(data) > LARGEST_PAGE:
            raise UnreadableDocumentError(f"{name} is larger than {LARGEST_PAGE // 1_000_000} MB; split it.")
        bom, encoding, notes = page_encoding(data, options.encoding)
        try:
            markup = data[len(bom) :].decode(encoding)
        except (UnicodeDecodeError, LookupError) as error:
            raise UnreadableDocumentError(
                f"{name} cannot be read as {encoding}; choose another encoding."
            ) from error
        if "\0" in markup:
            raise UnreadableDocumentError(f"{name} is no web page (it holds NUL bytes); choose another file.")
        text = page_text(markup).text
        if not text.strip():
            raise UnreadableDocumentError(f"{name} shows no text; choose a page that does.")
        return Document(
            text, SourceInfo(path=path, format=self.id, encoding=encoding, bom=bom, data=data, notes=notes)
        )


def page_encoding(data: bytes, chosen: str | None = None) -> tuple[bytes, str, tuple[str, ...]]:
    """Return byte order mark, codec and notes: by the user, the mark, the ``meta`` tag, or the bytes."""
    if chosen:
        return chosen_encoding(chosen, data)
    found = detect_encoding(data)
    declared = _DECLARED.search(data[:4096])
    if found[0] or declared is None:
        return found
    name = declared[1].decode("ascii")
    name = (
        "cp1252" if name.lower() in {"iso-8859-1", "latin1", "ascii", "us-ascii"} else name
    )  # as browsers do
    try:
        data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return found
    return b"", codecs.lookup(name).name, ()
