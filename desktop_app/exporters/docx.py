# SPDX-License-Identifier: Apache-2.0
"""Word documents with tracked changes, in the original's own formatting where it was a Word document."""

from dataclasses import dataclass

from desktop_app.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class DocxExporter:
    """Accepted and open changes are tracked changes; reason and confidence stand in comments.

    Accepting them all in Word gives the result with the open proposals, rejecting them all the original;
    the file is read again before it is handed out, and refused if that does not hold.
    """

    id: str = "docx"
    label: str = "Word document with tracked changes"
    suffix: str = ".docx"
    shows_open: bool = True

    def render(self, session: ReviewSession) -> bytes:
        """Return the document; raise ``ExportError`` with one sentence where it cannot hold a change."""
        # Imported late: the XML library takes memory, and most reviews never meet an office document.
        from desktop_app.exporters.docx_export import rendered

        return rendered(session, from_word=session.document.source.format == self.id)
