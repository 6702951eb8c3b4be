# SPDX-License-Identifier: Apache-2.0
"""What is written is never a program: macros of the original stay behind."""

from collections.abc import Mapping

from desktop_app.documents.markup import parse_xml, serialised
from desktop_app.documents.package import Package

_MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
_PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"


def without_macros(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """Return the package with parts replaced and without macros; untouched parts stay byte for byte."""
    macros = frozenset(e for e in package.entries if e.rpartition("/")[2].startswith("vba"))
    if not macros:
        return package.rewritten(changed) if changed else package.data
    parts = dict(changed)
    for part in (_TYPES, *(e for e in package.entries if e.endswith(".rels"))):
        if part in macros:
            continue
        root = parse_xml(parts.get(part) or package.read(part), package.name)
        for entry in list(root):
            target = str(entry.get("PartName") or entry.get("Target"))
            if target.rpartition("/")[2].startswith("vba"):
                root.remove(entry)
            elif entry.get("ContentType") == _MACRO_TYPE:
                entry.set("ContentType", _PLAIN_TYPE)
        parts[part] = serialised(root)
    return package.rewritten(parts, macros)
