# SPDX-License-Identifier: Apache-2.0
"""One file per input format; READERS lists them, the most certain first."""

from desktop_app.documents.readers.open_document import OpenDocumentReader
from desktop_app.documents.readers.plain_text import PlainTextReader
from desktop_app.documents.readers.reader import Reader, ReadOptions
from desktop_app.documents.readers.table import TableReader
from desktop_app.documents.readers.web_page import WebPageReader
from desktop_app.documents.readers.word import WordReader

READERS: tuple[Reader, ...] = (
    PlainTextReader(),
    PlainTextReader(id="markdown", label="Markdown", suffixes=(".md", ".markdown")),
    WordReader(),
    WebPageReader(),
    TableReader(),
    TableReader(id="jsonl", label="Table (JSON lines)", suffixes=(".jsonl", ".ndjson")),
    OpenDocumentReader(),
)

__all__ = ["READERS", "ReadOptions", "Reader"]
