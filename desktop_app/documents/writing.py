# SPDX-License-Identifier: Apache-2.0
"""How bytes reach the disk: whole or not at all."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BACKUP_SUFFIX = ".bak"
"""What is added to the name of the file that is kept beside its successor."""


class WritingError(Exception):
    """A file that could not be written; one sentence that tells the user what to do."""


def write_whole(target: Path, data: bytes, *, backup: bool = False, inside: Path | None = None) -> None:
    """Write ``data`` to ``target`` so that the file is there whole, or as it was before.

    See ``whole_file`` for what happens to links, permissions and the file that is replaced. Raises
    ``WritingError`` with one sentence.
    """
    with whole_file(target, backup=backup, inside=inside) as part:
        part.write_bytes(data)


@contextmanager
def whole_file(target: Path, *, backup: bool = False, inside: Path | None = None) -> Iterator[Path]:
    """Lend a path in the folder of ``target``; what lies there at the end becomes ``target`` in one step.

    The bytes are on the disk before the name changes, so that a crash leaves the old file or the new
    one. Permissions and owner of a file that is replaced stay. A link stays a link and its target is
    replaced; with ``inside``, a folder chosen by the user, a link that leads out of it is refused.
    With ``backup`` the replaced file stays, as ``NAME.bak``. Raises ``WritingError`` with one sentence.
    """
    part: Path | None = None
    try:
        place = _place(target, inside)
        old = _replaceable(place)
        handle, name = tempfile.mkstemp(prefix=f".{place.name[:100]}.", suffix=".part", dir=place.parent)
        os.close(handle)
        part = Path(name)
        yield part
        _set_permissions(part, old)
        _sync(part)
        if backup and old is not None:
            _keep(place)
        part.replace(place)
        _sync(place.parent)
    except OSError as error:
        raise WritingError(sentence(target, error)) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def sentence(target: Path, error: OSError) -> str:
    """Return what to tell the user about a file that could not be written."""
    name = target.name or str(target)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"The folder of {name} does not exist; choose another place."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"{name} may not be written there; choose another place."
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder; choose another name."
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"The disk is full, {name} was not written; make room or choose another place."
    if error.errno == errno.ENAMETOOLONG:
        return f"The name {name[:40]}… is too long; choose a shorter one."
    return f"{name} could not be written: {error.strerror or error}; choose another place."


def _place(target: Path, inside: Path | None) -> Path:
    """Return the file that is really written."""
    if "\0" in str(target):
        raise WritingError("A file name cannot hold a NUL character; choose another name.")
    try:
        # A link in the middle of the path is the user's own way of arranging folders; only the last
        # part decides whether a link is kept.
        place = target.resolve() if target.is_symlink() else target
    except RuntimeError as error:  # Python before 3.13 tells of a circle of links this way
        raise WritingError(f"{target.name} is a link that leads nowhere; choose another name.") from error
    if inside is not None and not target.resolve().is_relative_to(inside.resolve()):
        raise WritingError(f"{target.name} is a link that leads out of {inside.name}; remove it first.")
    if not place.name:
        raise WritingError(f"{target} is a folder; choose another name.")
    return place


def _replaceable(place: Path) -> os.stat_result | None:
    """Return the facts of the file that will be replaced, None if there is none; raise ``OSError``."""
    try:
        old = place.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file")
    # Renaming over a read-only file would succeed: whoever made it so did not want that.
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return old


def _set_permissions(part: Path, old: os.stat_result | None) -> None:
    if old is None:
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        return
    new = part.stat()
    if hasattr(os, "chown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with suppress(OSError):  # only the administrator may give files away; the group is worth a try
            os.chown(part, -1, old.st_gid)
        with suppress(OSError):
            os.chown(part, old.st_uid, -1)
    part.chmod(stat.S_IMODE(old.st_mode))


def _keep(place: Path) -> None:
    """Let the old file stay under a second name, itself replaced in one step."""
    backup = place.with_name(place.name + BACKUP_SUFFIX)
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:100]}.", suffix=".part", dir=place.parent)
    os.close(handle)
    spare = Path(name)
    try:
        spare.write_bytes(place.read_bytes())
        spare.chmod(stat.S_IMODE(place.stat().st_mode))
        _sync(spare)
        spare.replace(backup)
    finally:
        with suppress(OSError):
            spare.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Make a file, or the names in a folder, durable, where the system lets it be done."""
    folder = path.is_dir()
    try:
        handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    except OSError:
        if folder:  # Windows opens no folders
            return
        raise
    try:
        os.fsync(handle)
    except OSError as error:
        if not folder and error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(handle)
