# SPDX-License-Identifier: Apache-2.0
"""Document: a text, and all that is needed to give its file back byte for byte."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from desktop_app.text.edits import Edit

_LINE_END = re.compile(r"\r\n|\r|\n")


class UnreadableDocumentError(Exception):
    """A file that cannot be opened; its text is one sentence that tells the user what to do."""


class UnwritableTextError(Exception):
    """A text that the document's encoding cannot hold; one sentence that tells the user what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """Where a document came from, and how its bytes are to be made again."""

    path: Path | None
    """The file; None for pasted text and for the sample."""

    format: str = "text"
    """The id of the reader that read it: text, markdown, docx, ..."""

    encoding: str = "utf-8"
    """A Python codec name, without byte order mark: utf-8, utf-16-le, utf-16-be, cp1252, latin-1."""

    bom: bytes = b""
    """The byte order mark that stood in front, or nothing."""

    line_ends: tuple[str, ...] = ("\n",)
    r"""One of \n, \r\n, \r if the file is uniform; else one for each line break, in order."""

    data: bytes = field(default=b"", repr=False)
    """The file's bytes as they were read; structured formats are written back into them."""

    column: str | None = None
    """The column of a table that was read; None for everything else."""

    row: int | None = None
    """The only row of it that was read, counted from 0; None for all."""

    notes: tuple[str, ...] = ()
    """What a reader should tell the editor: a guess at the encoding, parts left out, ..."""

    _digest: str = field(default="", init=False, repr=False, compare=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal; found out once, which takes a second for a gigabyte."""
        if not self._digest:
            object.__setattr__(self, "_digest", sha256(self.data).hexdigest())
        return self._digest

    @property
    def name(self) -> str:
        """A short name for titles."""
        return self.path.name if self.path else "Untitled"


@dataclass(frozen=True, slots=True)
class Document:
    r"""A text with ``\n`` line ends only, and its source."""

    text: str
    source: SourceInfo

    def to_bytes(self, edits: Iterable[Edit] = ()) -> bytes:
        """Return the bytes of the text file after ``edits`` (sorted, disjoint, code points of ``text``).

        Without edits these are the bytes of the input. Line breaks that no edit touches keep their own
        form; new ones take the form that prevails. Raises ``UnwritableTextError`` where a replacement
        holds a character that the encoding lacks.
        """
        ends = self.source.line_ends
        prevailing = max(set(ends), key=lambda end: (ends.count(end), end)) if ends else "\n"
        breaks = 0

        def restored(part: str) -> str:
            nonlocal breaks
            if len(ends) <= 1:
                return part if prevailing == "\n" else part.replace("\n", prevailing)
            lines = part.split("\n")
            own = ends[breaks : breaks + len(lines) - 1]
            breaks += len(lines) - 1
            return "".join(piece for pair in zip(lines, (*own, ""), strict=True) for piece in pair)

        parts: list[str] = []
        position = 0
        for edit in edits:
            parts.append(restored(self.text[position : edit.span.start]))
            breaks += edit.span.of(self.text).count("\n")
            parts.append(edit.replacement.replace("\n", prevailing))
            position = edit.span.end
        parts.append(restored(self.text[position:]))
        return self.source.bom + self._encoded("".join(parts))

    def _encoded(self, text: str) -> bytes:
        try:
            return text.encode(self.source.encoding)
        except UnicodeEncodeError as error:
            stray = text[error.start]
            raise UnwritableTextError(
                f"The character {stray!r} cannot be written in {self.source.encoding}; "
                "export as UTF-8 or choose another wording."
            ) from error


def split_line_ends(raw: str) -> tuple[str, tuple[str, ...]]:
    r"""Return ``raw`` with ``\n`` line ends, and the ends it had in the form of ``SourceInfo.line_ends``.

    >>> split_line_ends("a\r\nb\r\n"), split_line_ends("a\rb\n")
    (('a\nb\n', ('\r\n',)), ('a\nb\n', ('\r', '\n')))
    """
    if "\r" not in raw:
        return raw, ("\n",)
    ends = tuple(_LINE_END.findall(raw))
    uniform = len(set(ends)) == 1
    return _LINE_END.sub("\n", raw), (ends[0],) if uniform else ends


def pasted(text: str) -> Document:
    """Return a document for text that came from no file.

    Lone surrogates, which no file could hold, become U+FFFD.
    """
    clean = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if not text.isascii() else text
    body, _ = split_line_ends(clean)
    return Document(body, SourceInfo(path=None, data=body.encode("utf-8")))
