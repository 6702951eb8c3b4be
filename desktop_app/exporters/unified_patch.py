# SPDX-License-Identifier: Apache-2.0
"""The result as a unified patch of the file's own bytes, as ``patch`` and ``git apply`` take it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import diff_bytes, unified_diff

from desktop_app.exporters.exporter import ExportError
from desktop_app.review.session import ReviewSession

_NO_END = b"\n\\ No newline at end of file\n"
_WIDE = ("utf-16", "utf-32", "utf_16", "utf_32")


@dataclass(frozen=True, slots=True)
class UnifiedPatchExporter:
    """Three lines of context; lines end at line feeds, whatever else the file calls a line end.

    The patch of a structured document is that of its text, as the text format writes it.
    """

    id: str = "patch"
    label: str = "Patch (unified)"
    suffix: str = ".patch"
    shows_open: bool = False

    def render(self, session: ReviewSession) -> bytes:
        """Return the patch; no bytes where nothing changes.

        Raises ``ExportError`` for encodings whose line ends no patch program finds.
        """
        source = session.document.source
        if source.encoding.startswith(_WIDE):
            raise ExportError(
                f"A patch cannot hold {source.encoding}; export the text, or save it as UTF-8 first."
            )
        old = session.document.to_bytes()
        new = session.document.to_bytes(session.edits())
        plain = source.format in {"text", "markdown"}
        name = (source.name if plain else f"{source.name}.txt").encode("utf-8", "replace")
        return b"".join(_lines(old, new, name))


def _lines(old: bytes, new: bytes, name: bytes) -> Iterator[bytes]:
    path = _quoted(name)
    tab = b"\t" if b" " in name and not path.startswith(b'"') else b""  # ends a name with spaces
    before, after = _path(b"a/", path) + tab, _path(b"b/", path) + tab
    lines = diff_bytes(unified_diff, _split(old), _split(new), before, after, lineterm=b"\n")
    for number, line in enumerate(lines):
        if number < 2 or line.endswith(b"\n"):
            yield line
        else:
            yield line + _NO_END


def _split(data: bytes) -> list[bytes]:
    """Split after line feeds only: ``bytes.splitlines`` would also split after a carriage return."""
    lines = [line + b"\n" for line in data.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _quoted(name: bytes) -> bytes:
    """Quote a name that holds control characters, quotes or backslashes, as git does."""
    if not any(byte < 32 or byte in b'"\\' for byte in name):
        return name
    return b'"' + b"".join(b"\\%03o" % b if b < 32 or b in b'"\\' else bytes((b,)) for b in name) + b'"'


def _path(prefix: bytes, path: bytes) -> bytes:
    return b'"' + prefix + path[1:] if path.startswith(b'"') else prefix + path
