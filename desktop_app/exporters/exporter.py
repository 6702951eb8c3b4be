# SPDX-License-Identifier: Apache-2.0
"""What an exporter is, and how its bytes reach the disk: whole or not at all."""

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from desktop_app.review.session import ReviewSession


class ExportError(Exception):
    """An export that could not be made; one sentence that tells the user what to do."""


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


def write_whole(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target`` so that the file is there whole, or as it was before.

    The bytes go to a temporary file in the same folder, to the disk, and take the name in one step.
    Permissions of a file that is replaced stay; a link stays a link and its target is replaced.
    Raises ``ExportError`` with one sentence.
    """
    temporary: Path | None = None
    try:
        place = target.resolve() if target.is_symlink() else target
        if place.exists() and not os.access(place, os.W_OK):
            raise PermissionError(errno.EACCES, "Permission denied")
        handle, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".part", dir=place.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            temporary.chmod(stat.S_IMODE(place.stat().st_mode))
        else:
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
        temporary.replace(place)
        _sync_folder(place.parent)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise ExportError(_sentence(target, error)) from error


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too, where the system lets folders be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(target: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"The folder of {target.name} does not exist; choose another place."
    if isinstance(error, PermissionError):
        return f"{target.name} may not be written there; choose another place."
    if isinstance(error, IsADirectoryError):
        return f"{target.name} is a folder; choose another name."
    if error.errno == errno.ENOSPC:
        return f"The disk is full, {target.name} was not written; make room or choose another place."
    return f"{target.name} could not be written: {error.strerror or error}."
