# SPDX-License-Identifier: Apache-2.0
"""Zipped documents (docx, odt): parts in and out of memory, within limits, never a file on the disk."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.documents.document import UnreadableDocumentError

MOST_ENTRIES = 5_000
LARGEST_PART = 120 * 1024 * 1024
"""Bytes of one part, unpacked. The text of a thousand pages takes some twenty million."""
LARGEST_WHOLE = 300 * 1024 * 1024
"""Bytes of all parts, unpacked."""
MOST_PACKED = 200
"""Markup shrinks to a fiftieth at most; what shrinks further was made to fill memory."""
_SMALL = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Package:
    """An archive whose table of contents has been found harmless."""

    data: bytes
    """The archive."""

    name: str
    """The file's name, for complaints."""

    entries: frozenset[str]
    """The names of its parts."""

    def read(self, part: str) -> bytes:
        """Return a part unpacked; raise ``UnreadableDocumentError`` where it is missing or broken."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive, archive.open(part) as file:
                return file.read(LARGEST_PART + 1)
        except KeyError as error:
            raise UnreadableDocumentError(f"{self.name} lacks its part {part}; save it anew.") from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise UnreadableDocumentError(
                f"{self.name} is damaged; open it in its program and save it anew."
            ) from error

    def rewritten(self, changed: Mapping[str, bytes], dropped: frozenset[str] = frozenset()) -> bytes:
        """Return the archive with parts replaced, added (at the end) or dropped; others stay as they are."""
        target = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.data)) as old,
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for info in old.infolist():
                if info.filename in dropped:
                    continue
                content = changed.get(info.filename)
                new.writestr(info, old.read(info) if content is None else content)
            for part in changed:
                if part not in self.entries:
                    new.writestr(
                        zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), changed[part], zipfile.ZIP_DEFLATED
                    )
        return target.getvalue()


def open_package(data: bytes, name: str) -> Package:
    """Return the archive; raise ``UnreadableDocumentError`` for one that is broken or means harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableDocumentError(
            f"{name} is damaged; open it in its program and save it anew."
        ) from error
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableDocumentError(f"{name} is locked by a password; save it without one.")
    names = [info.filename for info in infos]
    packed = sum(info.compress_size for info in infos)
    whole = sum(info.file_size for info in infos)
    too_dense = any(i.file_size > max(_SMALL, MOST_PACKED * i.compress_size) for i in infos)
    if (
        len(infos) > MOST_ENTRIES
        or whole > LARGEST_WHOLE
        or max((i.file_size for i in infos), default=0) > LARGEST_PART
        or too_dense
        or packed > len(data)
    ):
        raise UnreadableDocumentError(f"{name} unpacks to more than any document needs; it was not opened.")
    if len(set(names)) < len(names) or any(_leads_out(entry) for entry in names):
        raise UnreadableDocumentError(f"{name} holds parts with forbidden names; it was not opened.")
    return Package(data, name, frozenset(names))


def _leads_out(entry: str) -> bool:
    return entry.startswith("/") or "\\" in entry or ":" in entry or ".." in entry.split("/")
