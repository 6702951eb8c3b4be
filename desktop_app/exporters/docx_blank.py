# SPDX-License-Identifier: Apache-2.0
"""A plain Word document around a text that came from elsewhere."""

import io
import re
import zipfile
from html import escape

from desktop_app.documents.docx_text import OFFICE, RELATIONS, W
from desktop_app.exporters.exporter import ExportError

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)
_ROOT = (
    f'{_HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT = (
    f'{_HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
    f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="Georgia" w:cs="Georgia"/><w:sz w:val="23"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    '<w:spacing w:after="160" w:line="312" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    "</w:styles>"
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STAMP = (1980, 1, 1, 0, 0, 0)


def blank_docx(text: str, separator: str) -> bytes:
    """Return a document whose paragraphs are those of ``text``, parted by ``separator``.

    Raises ``ExportError`` for control characters, which XML cannot hold.
    """
    illegal = _ILLEGAL.search(text)
    if illegal:
        raise ExportError(
            f"The text holds the control character U+{ord(illegal[0]):04X}, which Word cannot; remove it."
        )
    paragraphs = "".join(
        f"<w:p><w:r>{_content(p)}</w:r></w:p>" if p else "<w:p/>" for p in text.split(separator)
    )
    body = f'{_HEAD}<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _DOCUMENT,
        "word/styles.xml": _STYLES,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), content.encode("utf-8"), zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _content(paragraph: str) -> str:
    marks = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}
    return "".join(
        marks[part] if part in marks else f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>'
        for part in re.split("([\n\t])", paragraph)
    )
