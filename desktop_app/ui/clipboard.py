# SPDX-License-Identifier: Apache-2.0
"""What lies on the clipboard as a document: with its markup where there is one, else plain."""

from PySide6.QtCore import QMimeData

from desktop_app.documents.document import Document, UnreadableDocumentError, pasted
from desktop_app.documents.readers import ReadOptions
from desktop_app.documents.readers.web_page import WebPageReader

_TYPE = "<!DOCTYPE html>\n"
"""Put before a fragment, so that its kind can be told from its bytes when it is read again."""


def clipboard_document(content: QMimeData | None) -> Document | None:
    """Return the rich text, else the plain text; None where there is neither."""
    if content is None:  # so says Qt of an empty clipboard, whatever its annotations tell
        return None
    if content.hasHtml():
        page = content.html().replace("\0", "").encode("utf-8", "replace")
        reader = WebPageReader()
        if not reader.recognises(page):
            page = _TYPE.encode() + page
        try:
            return reader.read(page, None, ReadOptions(encoding="utf-8"))
        except UnreadableDocumentError:
            pass  # a page without text, as around a picture
    return pasted(content.text()) if content.text().strip() else None
