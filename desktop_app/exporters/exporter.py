# SPDX-License-Identifier: Apache-2.0
"""What an exporter is; how its bytes reach the disk is told in ``documents.writing``."""

from typing import Protocol

from desktop_app.documents.writing import WritingError, write_whole
from desktop_app.review.session import ReviewSession

ExportError = WritingError
"""An export that could not be made or written; one sentence that tells the user what to do."""

__all__ = ["ExportError", "Exporter", "write_whole"]


class Exporter(Protocol):
    """Turns a reviewed text into the bytes of one format."""

    @property
    def id(self) -> str:
        """A short name, as in ``--format html``."""

    @property
    def label(self) -> str:
        """What menus and file dialogs call it."""

    @property
    def suffix(self) -> str:
        """File name ending, with the dot."""

    @property
    def shows_open(self) -> bool:
        """Whether undecided suggestions appear as open proposals; else the original stands there."""

    def render(self, session: ReviewSession) -> bytes:
        """Return the file's bytes. Only accepted decisions change the text.

        Raises ``ExportError`` or ``UnwritableTextError`` with one sentence.
        """
