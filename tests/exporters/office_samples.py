# SPDX-License-Identifier: Apache-2.0
"""Word and OpenDocument files with what real ones hold: tables, lists, notes, mixed looks, two directions."""

import io
import random
import zipfile
from collections.abc import Callable
from itertools import pairwise
from xml.sax.saxutils import escape

from desktop_app.documents.docx_text import OFFICE, W
from desktop_app.exporters.docx_blank import blank_docx
from desktop_app.exporters.odt_blank import blank_odt

WORDS = "Mara Quill walked home , she said . The old barn was empty and 'quiet' – no one came".split()
HEBREW = "הבית היה ריק , אמרה מרה .".split()
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LOOKS = ("", "<w:b/>", "<w:i/>", '<w:b/><w:color w:val="AA0000"/>')


def sentence(chance: random.Random, words: list[str] = WORDS) -> list[str]:
    return [chance.choice(words) for _ in range(chance.randint(3, 14))]


def runs(chance: random.Random, words: list[str], run: Callable[[str, int], str]) -> str:
    """Cut a sentence into runs with looks of their own, anywhere between letters."""
    text = " ".join(words)
    cuts = sorted({0, len(text), *(chance.randint(0, len(text)) for _ in range(3))})
    return "".join(run(text[a:b], chance.randrange(4)) for a, b in pairwise(cuts))


def word_file(seed: int) -> bytes:
    chance = random.Random(seed)

    def run(text: str, look: int) -> str:
        return f'<w:r><w:rPr>{LOOKS[look]}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    def paragraph(properties: str = "", words: list[str] = WORDS, extra: str = "") -> str:
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs(chance, sentence(chance, words), run)}{extra}</w:p>"

    def cell() -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraph()}</w:tc>'

    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    remark = (
        '<w:commentRangeStart w:id="7"/><w:r><w:t>marked</w:t></w:r><w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>'
    )
    body = [
        paragraph('<w:pStyle w:val="Title"/>'),
        paragraph(
            extra=f'<w:bookmarkStart w:id="1" w:name="here"/>{note}<w:bookmarkEnd w:id="1"/>{run(" on", 1)}'
        ),
        paragraph(item),
        paragraph(item),
        f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
        f"<w:tr>{cell()}{cell()}</w:tr><w:tr>{cell()}{cell()}</w:tr></w:tbl>",
        paragraph("<w:bidi/>", HEBREW),
        paragraph(extra=remark),
        paragraph(
            extra=f'<w:hyperlink w:anchor="here">{run("back there", 2)}</w:hyperlink>{run(" again", 0)}'
        ),
        paragraph(),
    ]
    parts = unpacked(blank_docx("x", "\n\n"))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    content = "".join(body)
    parts["word/document.xml"] = (
        f'{head}<w:document xmlns:w="{W}"><w:body>{content}<w:sectPr/></w:body></w:document>'.encode()
    )
    parts["word/footnotes.xml"] = (
        f'{head}<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p><w:r>'
        "<w:separator/></w:r>"
        '</w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r>'
        '<w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="2">'
        f"<w:p>{run('A note , she said .', 0)}</w:p></w:footnote></w:footnotes>"
    ).encode()
    parts["word/comments.xml"] = (
        f'{head}<w:comments xmlns:w="{W}"><w:comment w:id="7" w:author="Bo"><w:p><w:r><w:t>Why?</w:t></w:r>'
        "</w:p></w:comment></w:comments>"
    ).encode()
    parts["word/numbering.xml"] = (
        f'{head}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()
    kinds = ("footnotes", "comments", "numbering")
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        "".join(f'<Override PartName="/word/{k}.xml" ContentType="{TYPE}.{k}+xml"/>' for k in kinds).encode()
        + b"</Types>",
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/{k}" Target="{k}.xml"/>'
            for n, k in enumerate(kinds, 5)
        ).encode()
        + b"</Relationships>",
    )
    return packed(parts)


def open_file(seed: int) -> bytes:
    chance = random.Random(seed)

    def run(text: str, look: int) -> str:
        return f'<text:span text:style-name="T{look}">{escape(text)}</text:span>' if look else escape(text)

    def paragraph(words: list[str] = WORDS, extra: str = "", tag: str = "p") -> str:
        inner = runs(chance, sentence(chance, words), run)
        return f'<text:{tag} text:style-name="Standard">{inner}{extra}</text:{tag}>'

    def cell() -> str:
        return f"<table:table-cell>{paragraph()}</table:table-cell>"

    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>A note , she said .</text:p></text:note-body></text:note>"
    )
    body = [
        paragraph(tag="h"),
        paragraph(extra=f'<text:bookmark text:name="here"/>{note} on'),
        f"<text:list><text:list-item>{paragraph()}</text:list-item>"
        f"<text:list-item>{paragraph()}</text:list-item></text:list>",
        '<table:table><table:table-column table:number-columns-repeated="2"/>'
        f"<table:table-row>{cell()}{cell()}</table:table-row></table:table>",
        paragraph(HEBREW),
        paragraph(),
        paragraph(extra='<text:tab/>a<text:line-break/>b<text:s text:c="3"/>c'),
        paragraph(
            extra="<office:annotation><dc:creator>Bo</dc:creator><text:p>Why?</text:p></office:annotation>"
        ),
    ]
    parts = unpacked(blank_odt("x", "\n\n"))
    styles = "".join(
        f'<style:style style:name="T{n}" style:family="text"><style:text-properties {look}/></style:style>'
        for n, look in (
            (1, 'fo:font-weight="bold"'),
            (2, 'fo:font-style="italic"'),
            (3, 'fo:color="#aa0000"'),
        )
    )
    content = parts["content.xml"].decode()
    content = content.replace(
        "<office:body>", f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
    )
    content = content.replace(
        "<office:document-content ",
        '<office:document-content xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ',
    )
    start = content.index("<office:text>") + len("<office:text>")
    parts["content.xml"] = (
        content[:start] + "".join(body) + content[content.index("</office:text>") :]
    ).encode()
    return packed(parts)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return target.getvalue()
