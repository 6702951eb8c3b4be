# SPDX-License-Identifier: Apache-2.0
"""The result as the text it came from: same encoding, byte order mark and line ends."""

from dataclasses import dataclass, replace

from desktop_app.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class PlainTextExporter:
    """The result text. Nothing accepted gives the bytes of the input."""

    id: str = "text"
    label: str = "Text"
    suffix: str = ".txt"
    shows_open: bool = False

    encoding: str | None = None
    """A Python codec name; None for the input's own, with its byte order mark."""

    def render(self, session: ReviewSession) -> bytes:
        """Return the bytes; raise ``UnwritableTextError`` where the encoding lacks a character."""
        document = session.document
        if self.encoding:
            source = replace(document.source, encoding=self.encoding, bom=b"")
            document = replace(document, source=source)
        return document.to_bytes(session.edits())
