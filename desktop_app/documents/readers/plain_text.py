# SPDX-License-Identifier: Apache-2.0
"""Plain text and Markdown in any of the common encodings, restored byte for byte."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.document import Document, SourceInfo, UnreadableDocumentError, split_line_ends
from desktop_app.documents.readers.reader import ReadOptions

LONGEST_PARAGRAPH = 10_000_000
"""Code points. Longer lines are no prose, and no view could lay them out."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_ONE_TO_ONE = frozenset(
    ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1252", "latin-1", "iso8859-1")
)
"""Codecs of which each text has one form only: what they have decoded they give back as it was."""

_PIECE = 16 * 1024
"""Bytes that are decoded at once to see whether they can be."""


@dataclass(frozen=True, slots=True)
class PlainTextReader:
    """Reads text without markup of its own."""

    id: str = "text"
    label: str = "Plain text"
    suffixes: tuple[str, ...] = (".txt", ".text", ".log")

    def recognises(self, data: bytes) -> bool:
        """Any file may be text: only its name or the lack of a better reader tells."""
        del data
        return False

    def read(self, data: bytes, path: Path | None, options: ReadOptions) -> Document:
        """Return the document; see ``detect_encoding`` for how its encoding is found."""
        name = path.name if path else "The text"
        try:
            bom, encoding, notes = (
                chosen_encoding(options.encoding, data) if options.encoding else detect_encoding(data)
            )
        except LookupError as error:
            raise UnreadableDocumentError(
                f"{options.encoding} is no encoding; choose one such as utf-8."
            ) from error
        try:
            raw = str(memoryview(data)[len(bom) :], encoding)
        except (UnicodeDecodeError, ValueError) as error:
            raise UnreadableDocumentError(
                f"{name} cannot be read as {encoding}; choose another encoding."
            ) from error
        if "\0" in raw:
            raise UnreadableDocumentError(
                f"{name} is not a text file (it holds NUL bytes); open a text, a Word file or a web page."
            )
        if not raw or raw.isspace():
            raise UnreadableDocumentError(f"{name} is empty; choose a file that holds a text.")
        text, line_ends = split_line_ends(raw)
        if has_longer_line(text, LONGEST_PARAGRAPH):
            raise UnreadableDocumentError(
                f"{name} has a paragraph of more than {LONGEST_PARAGRAPH // 1_000_000} million characters; "
                "break it into lines first."
            )
        if encoding not in _ONE_TO_ONE and raw.encode(encoding) != data[len(bom) :]:
            raise UnreadableDocumentError(
                f"{name} cannot be written back exactly as {encoding}; choose another encoding."
            )
        source = SourceInfo(
            path=path, format=self.id, encoding=encoding, bom=bom, line_ends=line_ends, data=data, notes=notes
        )
        return Document(text, source)


def has_longer_line(text: str, most: int) -> bool:
    """Tell whether a line of ``text`` has more than ``most`` code points; makes no list of the lines."""
    start = 0
    while len(text) - start > most:
        last = text.rfind("\n", start, start + most + 1)
        if last < 0:
            return True
        start = last + 1
    return False


def chosen_encoding(name: str, data: bytes) -> tuple[bytes, str, tuple[str, ...]]:
    """Return the byte order mark and the codec for an encoding that the user has named.

    Names that leave the byte order open ("utf-16") or take the mark for part of the encoding
    ("utf-8-sig") are settled by the mark, else little-endian, as on nearly all machines.
    """
    codec = codecs.lookup(name).name if name else name
    family = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codec, codec)
    for mark, marked in _MARKS:
        if data.startswith(mark) and (
            marked == family or (codec in {"utf-16", "utf-32"} and codec in marked)
        ):
            return mark, marked, ()
    return b"", family, ()


def detect_encoding(data: bytes) -> tuple[bytes, str, tuple[str, ...]]:
    """Return the byte order mark, the codec and notes for the editor about a guess.

    A byte order mark decides; else valid UTF-8 is UTF-8 (other text is hardly ever valid by chance);
    else zero bytes at every other place mean UTF-16; else Windows-1252 if all its bytes are defined
    there; else Latin-1, which takes anything.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return mark, codec, ()
    if _decodes(data, "utf-8") and b"\0" not in data:
        return b"", "utf-8", ()
    half = max(1, min(len(data), 4096) // 2)
    for codec, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[offset : 2 * half : 2].count(0) > 0.4 * half > 2 * data[1 - offset : 2 * half : 2].count(0):
            return b"", codec, (f"The encoding was guessed to be {codec}.",)
    codec = "cp1252" if _decodes(data, "cp1252") else "latin-1"
    return b"", codec, (f"The encoding was guessed to be {codec}.",)


def _decodes(data: bytes, codec: str) -> bool:
    """Tell whether all of ``data`` can be decoded; a piece at a time, as the text itself is not wanted."""
    decoder = codecs.getincrementaldecoder(codec)()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _PIECE):
            decoder.decode(view[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
