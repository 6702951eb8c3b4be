# SPDX-License-Identifier: Apache-2.0
"""TEI P5: the original with its corrections, as scholarly editions note them.

Elements and their use: TEI P5 Guidelines, 3.5 (simple editorial changes) and 12.3 (damage, supplied text);
``cert`` and ``resp`` are those of ``att.global.responsibility``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from desktop_app import __version__
from desktop_app.exporters.passages import Passage, State, author, passages, trimmed
from desktop_app.review.policy import LIKELY, SURE
from desktop_app.review.session import ReviewSession

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>{title}</title>{responsible}</titleStmt>
<publicationStmt><p>Unpublished working copy, exported by Palimpsest {version}.</p></publicationStmt>
<sourceDesc><p>{title}, SHA-256 {digest}</p></sourceDesc>
</fileDesc>
<encodingDesc>
<editorialDecl>
<correction method="markup"><p>Damage by automatic text processing is corrected in place: sic holds what the
source has, corr what is thought to have stood there, supplied what was lost, gap what is lost and not
restored. cert is high from {sure:.0%}, medium from {likely:.0%}, else low; certainty holds the number.
Changes whose resp is #open are proposals that nobody has decided.</p></correction>
</editorialDecl>
</encodingDesc>
</teiHeader>
<text>
<body>
"""


@dataclass(frozen=True, slots=True)
class TeiExporter:
    """One ``p`` for each paragraph of the result, ``lb`` for other line ends."""

    id: str = "tei"
    label: str = "TEI P5"
    suffix: str = ".tei.xml"
    shows_open: bool = True

    def render(self, session: ReviewSession) -> bytes:
        """Return UTF-8. Control characters, which XML cannot hold, become U+FFFD."""
        everything = list(passages(session))
        names = sorted({author(p) for p in everything if p.state is State.CHANGED})
        ids = {name: f"ed{number}" for number, name in enumerate(names, 1)}
        source = session.document.source
        header = _HEADER.format(
            title=_text(source.name),
            version=__version__,
            digest=source.digest,
            sure=SURE,
            likely=LIKELY,
            responsible="".join(
                f'<respStmt><resp>{what}</resp><name xml:id="{key}">{_text(name)}</name></respStmt>'
                for name, key, what in (
                    *((name, key, "corrections accepted by") for name, key in ids.items()),
                    ("Palimpsest", "open", "proposals made by"),
                )
            ),
        )
        marked = "".join(_marked(passage, ids) for passage in everything)
        parting = "\n\n" if "\n\n" in session.document.text else "\n"
        body = "".join(_paragraphs(marked, parting))
        return f"{header}{body}</body>\n</text>\n</TEI>\n".encode()


def _paragraphs(marked: str, parting: str) -> Iterator[str]:
    """Yield ``p`` elements; line ends outside of markup part them, those within changes are ``lb`` by now."""
    blocks = [block for block in marked.split(parting) if block.strip()]
    for block in blocks or [""]:
        yield f"<p>{block.strip(chr(10)).replace(chr(10), '<lb/>')}</p>\n"


def _marked(passage: Passage, ids: dict[str, str]) -> str:
    suggestion = passage.suggestion
    if suggestion is None or passage.state is State.SAME:
        return _text(passage.original)
    if passage.state is State.LOST:
        return f'{_text(passage.original)}<gap reason="lost" resp="#open"/>'
    resp = ids[author(passage)] if passage.state is State.CHANGED else "open"
    before, old, new, after = trimmed(passage.original, passage.wording)
    # An editor's own wording, or one that is not the best alternative, has no number of its own.
    degree = next((a.confidence for a in suggestion.alternatives if a.text == passage.wording), None)
    responsible = f'resp="#{resp}"' + ("" if degree is None else f' cert="{_certainty(degree)}"')
    number = "" if degree is None else f'<certainty locus="value" degree="{degree:.2f}"/>'
    first, breaks, rest = _parted(new)
    if old and not new:
        change = f"<surplus {responsible}>{_broken(old)}{number}</surplus>"
    elif old:
        change = (
            f"<choice><sic>{_broken(old)}</sic><corr {responsible}>{_broken(first)}{number}</corr></choice>"
        )
    else:
        change = f'<supplied reason="lost" {responsible}>{_broken(first)}{number}</supplied>'
    more = f'<supplied reason="lost" {responsible}>{_broken(rest)}</supplied>' if rest else ""
    return f"{_text(before)}{change}{breaks}{more}{_text(after)}"


def _parted(new: str) -> tuple[str, str, str]:
    """Part a wording at its first blank line: ``p`` cannot stand in ``corr``."""
    found = re.search(r"\n{2,}", new)
    return (new, "", "") if found is None else (new[: found.start()], found[0], new[found.end() :])


def _certainty(confidence: float) -> str:
    return "high" if confidence >= SURE else "medium" if confidence >= LIKELY else "low"


def _broken(text: str) -> str:
    return _text(text).replace("\n", "<lb/>")


def _text(plain: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", plain), quote=False)
