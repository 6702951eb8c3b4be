# SPDX-License-Identifier: Apache-2.0
"""OpenDocument texts with tracked changes, in the original's own formatting where it was one."""

from dataclasses import dataclass

from desktop_app.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class OdtExporter:
    """Accepted and open changes are tracked changes; reason and confidence stand in annotations.

    The file is read again before it is handed out, and refused if it does not hold the result.
    """

    id: str = "odt"
    label: str = "OpenDocument text with tracked changes"
    suffix: str = ".odt"
    shows_open: bool = True

    def render(self, session: ReviewSession) -> bytes:
        """Return the document; raise ``ExportError`` with one sentence where it cannot hold a change."""
        # Imported late: the XML library takes memory, and most reviews never meet an office document.
        from desktop_app.exporters.odt_export import rendered

        return rendered(session, from_odt=session.document.source.format == self.id)
