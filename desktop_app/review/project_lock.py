# SPDX-License-Identifier: Apache-2.0
"""One writer for each project: a lock that dies with the process that holds it."""

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class ProjectLock:
    """The right to write a project.

    A file beside the project, ``.NAME.lock``, is locked by the operating system. The system lets go
    of it when the process ends, however it ends, so a lock is never stale and its file may stay.
    """

    def __init__(self, project: Path) -> None:
        self._path = project.with_name(f".{project.name}.lock")
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self) -> bool:
        """Take the lock; return whether it is ours. Raises ``OSError`` where no lock can be made."""
        while not self.held:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            if not _locked(handle):
                os.close(handle)
                return False
            # Whoever held it before may have removed the file between our opening and locking it.
            if _is_at(handle, self._path):
                self._handle = handle
            else:
                os.close(handle)
        return True

    def release(self) -> None:
        """Let go, and remove the file."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform != "win32":
            with suppress(OSError):
                self._path.unlink()
        with suppress(OSError):
            os.close(handle)
        if sys.platform == "win32":
            with suppress(OSError):
                self._path.unlink()


def is_locked(project: Path) -> bool:
    """Tell whether some living window writes this project."""
    lock = ProjectLock(project)
    try:
        ours = lock.acquire()
    except OSError:
        return False
    lock.release()
    return not ours


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            # flock, not lockf: a POSIX record lock would be lost with the first handle that is closed
            # and would not keep two windows of one process apart.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_at(handle: int, path: Path) -> bool:
    if sys.platform == "win32":
        return True  # an open file cannot be removed there
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False
