# SPDX-License-Identifier: Apache-2.0
"""Reviews to test with: one that is written out, and strategies for any text with any decisions."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import strategies as st

from desktop_app.documents.document import Document, pasted
from desktop_app.documents.loading import read_document
from desktop_app.repair.suggestion import (
    Alternative,
    DamageKind,
    Evidence,
    Source,
    Suggestion,
    suggestion_id,
)
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MARKS = "{}~+-=<>\\&\"'[]*"
"""Characters that mean something in one of the formats."""

LETTERS = st.sampled_from([*"aé漢𝄞bC ,.", " ", "\n", "\n\n", "\u00a0", "\u200b", "\u0301", "א", *MARKS])
TEXTS = st.lists(st.one_of(LETTERS, st.characters(exclude_categories=("Cs", "Cc"))), min_size=1).map("".join)


def suggestion(
    text: str,
    start: int,
    end: int,
    *wordings: str,
    kind: DamageKind = DamageKind.SPLICE,
    confidence: float = 0.8,
    series: str = "",
    explanation: str = "",
) -> Suggestion:
    span = Span(start, end)
    return Suggestion(
        id=suggestion_id("test", span, text[start:end]),
        span=span,
        original=text[start:end],
        kind=kind,
        alternatives=tuple(Alternative(w, confidence / (n + 1), Source.RULE) for n, w in enumerate(wordings)),
        explanation=explanation,
        evidence=(Evidence("mention", (Span(0, min(3, len(text))),), "it stands at the beginning"),),
        series=series,
        detector="test",
    )


def sample() -> ReviewSession:
    """Return a review with every state: sixteen words of two paragraphs in Windows line ends."""
    data = (
        "\ufeffMara Quill walked home , she said . The Mara Quill was old.\r\n\r\n"
        "A {++ mark & <b>  tag  The next day it rained.\r\n"
    ).encode()
    document = read_document(data, Path("walk.txt"))
    text = document.text

    def at(part: str, *wordings: str, kind: DamageKind, series: str, confidence: float = 0.8) -> Suggestion:
        start = text.index(part)
        return suggestion(
            text,
            start,
            start + len(part),
            *wordings,
            kind=kind,
            series=series,
            confidence=confidence,
            explanation=f"Something happened to “{part.strip()}”.",
        )

    found = [
        at(" ,", ",", kind=DamageKind.SPACING, series="Space before a comma", confidence=0.99),
        at(" .", ".", kind=DamageKind.SPACING, series="Space before a full stop", confidence=0.98),
        at(
            "Mara Quill was",
            "house was",
            "barn was",
            kind=DamageKind.SPLICE,
            series="“Mara Quill” over words",
        ),
        at("  tag", kind=DamageKind.GAP, series="Lost word"),
        at("  The", "\n\nThe", kind=DamageKind.PARAGRAPH, series="Lost paragraph break", confidence=0.7),
        at("rained", "poured", kind=DamageKind.SPLICE, series="“rained” over words", confidence=0.4),
    ]
    session = ReviewSession(document, found)
    accept = [found[0].id, found[2].id]
    session.apply(session.decide(accept, Verdict.ACCEPTED, who="Ada", when=NOON))
    session.apply(session.decide([found[5].id], Verdict.KEPT, who="Ada", when=NOON))
    session.apply(session.annotate(found[2].id, "sounds like her"))
    return session


@st.composite
def found_in(draw: st.DrawFn, text: str) -> tuple[Suggestion, ...]:
    """Draw suggestions for ``text``: sorted, disjoint, some without an alternative, some insertions."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    made = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        wordings = [
            w for w in draw(st.lists(TEXTS | st.just(""), max_size=2, unique=True)) if w != text[start:end]
        ]
        place = draw(st.sampled_from([(start, end), (start, start)]))
        kind = draw(st.sampled_from([DamageKind.SPACING, DamageKind.SPLICE, DamageKind.GAP]))
        wordings = [w for w in wordings if w != text[place[0] : place[1]]]
        made.append(suggestion(text, *place, *wordings, kind=kind, confidence=draw(st.floats(0, 1))))
    return tuple(made)


@st.composite
def reviews(draw: st.DrawFn, documents: st.SearchStrategy[Document] | None = None) -> ReviewSession:
    """Draw a document, suggestions and decisions."""
    document = draw(TEXTS.map(pasted) if documents is None else documents)
    session = ReviewSession(document, draw(found_in(document.text)))
    for item in session.suggestions:
        verdict = draw(st.sampled_from(Verdict))
        wording = draw(st.none() | TEXTS) if verdict is Verdict.ACCEPTED else None
        session.apply(session.decide([item.id], verdict, replacement=wording, who="Ada", when=NOON))
    return session


@st.composite
def encoded_files(draw: st.DrawFn) -> Document:
    """Draw a text file in any encoding, with any mix of line ends, as it is read."""
    encoding, mark = draw(st.sampled_from(ENCODINGS))
    alphabet = st.characters(codec=encoding, exclude_categories=("Cs",), exclude_characters="\0\r\n\ufeff")
    lines = draw(st.lists(st.text(alphabet), min_size=1))
    ends = draw(st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=len(lines), max_size=len(lines)))
    if draw(st.booleans()):
        ends = [ends[0]] * len(lines)
    raw = "word" + "".join(line + end for line, end in zip(lines, ends, strict=True))
    return read_document(mark + raw.encode(encoding), Path("any.txt"))


ENCODINGS: tuple[tuple[str, bytes], ...] = (
    ("utf-8", b""),
    ("utf-8", b"\xef\xbb\xbf"),
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
    ("utf-32-le", b"\xff\xfe\0\0"),
    ("utf-32-be", b"\0\0\xfe\xff"),
    ("cp1252", b""),
    ("latin-1", b""),
)
