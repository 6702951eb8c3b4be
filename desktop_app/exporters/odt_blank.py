# SPDX-License-Identifier: Apache-2.0
"""A plain OpenDocument text around a text that came from elsewhere."""

import io
import re
import zipfile
from html import escape

from desktop_app.documents.odt_text import DC, OFFICE, TEXT
from desktop_app.exporters.exporter import ExportError

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MIME = "application/vnd.oasis.opendocument.text"
_MANIFEST_NAMES = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_MANIFEST_NAMES}" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_STYLES = (
    f'{_HEAD}<office:document-styles xmlns:office="{OFFICE}" xmlns:style="{_STYLE}" xmlns:fo="{_FO}" '
    'office:version="1.3"><office:styles><style:default-style style:family="paragraph">'
    '<style:paragraph-properties fo:margin-bottom="0.28cm" fo:line-height="130%"/>'
    '<style:text-properties fo:font-family="Georgia" fo:font-size="11.5pt"/></style:default-style>'
    '<style:style style:name="Standard" style:family="paragraph"/></office:styles></office:document-styles>'
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STAMP = (1980, 1, 1, 0, 0, 0)


def blank_odt(text: str, separator: str) -> bytes:
    """Return a document whose paragraphs are those of ``text``, parted by ``separator``.

    Raises ``ExportError`` for control characters, which XML cannot hold.
    """
    illegal = _ILLEGAL.search(text)
    if illegal:
        raise ExportError(
            f"The text holds the control character U+{ord(illegal[0]):04X}, which odt cannot; remove it."
        )
    paragraphs = "".join(
        f'<text:p text:style-name="Standard">{_content(p)}</text:p>' for p in text.split(separator)
    )
    content = (
        f'{_HEAD}<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}" xmlns:dc="{DC}" '
        f'office:version="1.3"><office:body><office:text>{paragraphs}</office:text></office:body>'
        "</office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _STAMP), _MIME, zipfile.ZIP_STORED)
        for name, part in (
            ("META-INF/manifest.xml", _MANIFEST),
            ("content.xml", content),
            ("styles.xml", _STYLES),
        ):
            archive.writestr(zipfile.ZipInfo(name, _STAMP), part.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _content(paragraph: str) -> str:
    parts = re.split(r"([\t\n]| {2,}|\A | \Z)", paragraph)
    return "".join(
        _special(part) if number % 2 else escape(part, quote=False) for number, part in enumerate(parts)
    )


def _special(part: str) -> str:
    if part.startswith(" "):
        return f'<text:s text:c="{len(part)}"/>'
    return "<text:tab/>" if part == "\t" else "<text:line-break/>"
