# SPDX-License-Identifier: Apache-2.0
"""Has the file changed since it was read? Told by its bytes; the clock only says when to look."""

from enum import Enum
from pathlib import Path

from desktop_app.documents.document import SourceInfo, UnreadableDocumentError
from desktop_app.documents.loading import digest_of


class FileState(Enum):
    """What has become of a source file."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    """Removed, moved, on a disk that is away, or no longer readable."""


class SourceWatch:
    """Looks after the file of one document. ``look`` may be slow: call it in the background."""

    def __init__(self, source: SourceInfo) -> None:
        self._path = source.path
        self._digest = source.digest
        self._seen: tuple[int, int, int, int] | None = None
        self._state = FileState.SAME

    @property
    def path(self) -> Path | None:
        """The file; None for pasted text, which never changes."""
        return self._path

    def look(self) -> FileState:
        """Return what has become of the file; reads it only if its size, time or place differ."""
        if self._path is None:
            return FileState.SAME
        try:
            facts = self._path.stat()
        except (OSError, ValueError):
            self._seen = None
            self._state = FileState.GONE
            return self._state
        # Any difference counts, not only a later time: clocks are set back and copies keep old times.
        seen = (facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns)
        if seen != self._seen:
            try:
                same = digest_of(self._path) == self._digest
            except UnreadableDocumentError:
                return FileState.GONE
            self._seen = seen
            self._state = FileState.SAME if same else FileState.CHANGED
        return self._state
