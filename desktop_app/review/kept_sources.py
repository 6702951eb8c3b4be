# SPDX-License-Identifier: Apache-2.0
"""A second copy of each source, apart from its project: a broken file must not cost the only text.

In the state folder lies ``sources/``: the bytes of each source once, under their SHA-256, and for each
project a small note of what is known about its source. ``read_contents`` asks here where the project's
own copy is broken and the source file is gone or changed. The oldest copies give way where all
together take too much room; nobody else on this machine may read them.
"""

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from desktop_app.documents.document import Document
from desktop_app.documents.writing import WritingError, write_whole
from desktop_app.review.project_rows import BrokenRowError, from_json, source_to_json, to_json
from desktop_app.user_folders import state_folder

LOG = logging.getLogger("palimpsest")

MOST_BYTES = 1024**3
"""Bytes that all copies together may take; the latest one always stays."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeptSource:
    """What is kept of the source of one project."""

    facts: Mapping[str, Any] | None
    """All about the source but its bytes, as the project tells it; None where no note is kept."""

    folder: Path

    @classmethod
    def of(cls, project: Path, folder: Path | None = None) -> "KeptSource":
        """Return what is kept for the project at a path; it need not be there any more."""
        place = _place(folder)
        try:
            facts = from_json(_note(project, place).read_bytes())
        except (OSError, BrokenRowError):
            facts = None
        return cls(facts if isinstance(facts, dict) else None, place)

    def data(self, digest: object) -> bytes | None:
        """Return the bytes with a SHA-256 (in hexadecimal), None where they are not kept."""
        # The digest may come out of a stranger's file: it must not become a path.
        if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
            return None
        try:
            data = (self.folder / digest).read_bytes()
        except OSError:
            return None
        return data if sha256(data).hexdigest() == digest else None


def keep_source(document: Document, project: Path, folder: Path | None = None) -> None:
    """Keep a copy of a document's source for its project; where that fails, it is only logged.

    Going without a second copy is no reason to stop saving the first.
    """
    place = _place(folder)
    try:
        # Whole texts lie here: nobody else on this machine is to read them.
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        facts = source_to_json(document.source)
        copy = place / facts["digest"]
        if copy.is_file() and copy.stat().st_size == len(document.source.data):
            os.utime(copy)
        else:
            write_whole(copy, document.source.data)
            copy.chmod(0o600)
        write_whole(_note(project, place), to_json(facts).encode("ascii"))
        _make_room(place, copy)
    except (OSError, WritingError):
        LOG.warning("no second copy of the source could be kept", exc_info=True)


def _make_room(place: Path, latest: Path) -> None:
    copies = [(f.stat().st_mtime_ns, f.stat().st_size, f) for f in place.iterdir() if not f.suffix]
    room = MOST_BYTES - sum(size for _, size, _ in copies)
    for _, size, copy in sorted(copies):
        if room >= 0:
            return
        if copy != latest:
            copy.unlink(missing_ok=True)
            room += size


def _place(folder: Path | None) -> Path:
    return (folder or state_folder()) / "sources"


def _note(project: Path, place: Path) -> Path:
    key = str(project.resolve()).encode("utf-8", "surrogateescape")
    return place / f"{sha256(key).hexdigest()[:24]}.json"
