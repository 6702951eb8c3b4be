# SPDX-License-Identifier: Apache-2.0
"""Hostile inputs for readers and detectors, and the laws that must hold for any of them."""

import json
from collections.abc import Iterator
from itertools import pairwise
from math import isfinite
from pathlib import Path
from random import Random

from desktop_app.documents.document import Document, UnreadableDocumentError, UnwritableTextError
from desktop_app.documents.loading import read_document
from desktop_app.repair.detector import CancelToken, no_progress
from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.repair.suggestion import Suggestion
from desktop_app.text.edits import Edit, apply_edits

FOUND = Path(__file__).parent / "cases" / "fuzz"
"""Inputs that once broke a law, one file each; they stay as cases."""

SEEDS = (
    "( CNN ) Russia 's president did n't call , he said . `` Too early , '' she added .",
    "The    phone call was made by five leaders     most of them away .   Next day it rained .",
    "It The Harbour Office restoration of the old pier . Harbour Office Harbour Office But nobody came .",
    "Caf\u00c3\u00a9 &amp; bar &lt;b&gt; -LRB- see ##ing the @@ \u2581low \u0120word @-@ &apos;s",
    "Read More\nJUST WATCHED\nShare this \u00a9 2019 All rights reserved .\n\n"
    "A line that was hy-\nphenated here .",
    "the the same same sentence stands twice . The same sentence stands twice . 10 , 000 $ 5 % 6 : 00",
    "\u200bzero\u200d width\u00ad soft\ufeff mark "
    "\u202egnol\u202c \U0001d11e clef \u05d0\u05d1 \u0301 accents e\u0301 a\u030a",
    "| a | b |\n|---|---|\n# Title\n\n- item *one* [link](http://x.y/z_(1)) `code`\n\n> quote\n",
)
"""Our own small texts with each kind of damage."""

PIECES = (
    *" ,.;:!?()[]{}'\"`\u2019\u2018\u201c\u201d\u2014\u2013-_@#$%&*/\\|<>~^=+",
    *"\t\n\r\0\x0b\x0c\x1c\x85\xa0\xad",
    "  ",
    "   ",
    "    ",
    "\n\n",
    "\r\n",
    "''",
    "``",
    "n't",
    " 's",
    " n't",
    "...",
    ". . .",
    "\u2026",
    "--",
    "-LRB-",
    "-RRB-",
    "&amp;",
    "&#39;",
    "&#x1F600;",
    "&#99999999;",
    "&#xD800;",
    "&nbsp;",
    "<br/>",
    "</p>",
    "<!--",
    "@@ ",
    "##",
    "\u2581",
    "\u0120",
    "\u00e2\u20ac\u2122",
    "\u00c3\u00a9",
    "\ufffd",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\u200b",
    "\u200e",
    "\u202e",
    "\u0301",
    "\U0001f600",
    "\U0001f468\u200d\U0001f469",
    "\u00df",
    "\u0130",
    "\u0131",
    "\ufb01",
    "\u1e9e",
    "\u01c5",
    "\u0660",
    "\u00b2",
    "\u2460",
    "\ud7ff",
    "\U0010ffff",
    "Mr. ",
    "U.S. ",
    "Peña Nieto",
    "the ",
    "The ",
    "a",
    "A",
    "1",
    "10,000",
    "http://a.b",
    "a@b.c",
    "x" * 70,
    "Read More",
)


def texts(random: Random, extra: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield random and mutated texts without end."""
    seeds = SEEDS + extra
    while True:
        kind = random.random()
        if kind < 0.15:
            yield "".join(random.choice(PIECES) for _ in range(random.randrange(1, 60)))
        elif kind < 0.25:
            yield "".join(chr(_code_point(random)) for _ in range(random.randrange(1, 80)))
        else:
            yield _mutated(random.choice(seeds), random, seeds)


def files(random: Random) -> Iterator[bytes]:
    """Yield the bytes of random and mutated files without end."""
    for text in texts(random):
        kind = random.random()
        encoding = random.choice(
            ["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
        )
        data = text.encode(encoding, "ignore")
        if kind < 0.4:
            yield data
        elif kind < 0.6:
            yield random.randbytes(random.randrange(1, 200))
        else:
            changed = bytearray(data)
            for _ in range(random.randrange(1, 4)):
                at = random.randrange(len(changed) + 1)
                changed[at : at + random.randrange(3)] = random.randbytes(random.randrange(3))
            yield bytes(changed)


def check_file(data: bytes, name: str = "any.txt") -> None:
    """Assert what must hold for any bytes: one sentence, or a document that gives them back."""
    try:
        document = read_document(data, Path(name))
    except UnreadableDocumentError as error:
        assert_sentence(str(error))
        return
    assert "\r" not in document.text
    assert "\0" not in document.text
    if document.source.format in {"text", "markdown"}:
        assert document.to_bytes() == data, "accepting nothing must give the file back"
    if len(document.text) < 3000:
        check_text(document.text, document)


def check_text(text: str, document: Document | None = None) -> None:
    """Assert what must hold for the suggestions of any text."""
    for detector in DETECTORS:
        found = list(detector.detect(text, CancelToken(), no_progress))
        check_suggestions(found, text, detector.name)
        again = list(detector.detect(text, CancelToken(), no_progress))
        assert found == again, f"{detector.name} finds something else the second time"
    analysis = find_suggestions(text)
    assert not analysis.failures
    check_suggestions(analysis.suggestions, text, None)
    edits = [Edit(s.span, s.replacement) for s in analysis.suggestions]
    result, offsets = apply_edits(text, edits)
    for suggestion in analysis.suggestions:
        assert offsets.result_span(suggestion.span).of(result) == suggestion.replacement
    if document is not None and document.source.format in {"text", "markdown"}:
        try:
            document.to_bytes(edits)
        except UnwritableTextError as error:
            assert_sentence(str(error))


def assert_sentence(said: str) -> None:
    """Assert that a message is one sentence for people."""
    assert said.endswith("."), said
    assert "\n" not in said, said
    assert "Traceback" not in said, said


def check_suggestions(
    suggestions: "list[Suggestion] | tuple[Suggestion, ...]", text: str, name: str | None
) -> None:
    assert len({s.id for s in suggestions}) == len(suggestions), f"{name}: an id stands twice"
    for left, right in pairwise(suggestions):
        assert left.span < right.span, f"{name}: out of order"
        assert not left.span.overlaps(right.span), f"{name}: {left} and {right} overlap"
    for s in suggestions:
        assert s.span.end <= len(text), f"{name}: behind the text"
        assert s.span.of(text) == s.original, f"{name}: {s.original!r} does not stand there"
        assert name is None or s.detector == name
        assert 0 <= s.certainty <= 1, f"{name}: certainty"
        assert s.series, f"{name}: no series"
        assert s.explanation, f"{name}: no explanation"
        wordings = [a.text for a in s.alternatives]
        assert len(set(wordings)) == len(wordings), f"{name}: one wording twice in {wordings}"
        assert s.original not in wordings, f"{name}: {s.original!r} proposed for itself"
        confidences = [a.confidence for a in s.alternatives]
        assert all(isfinite(c) and 0 <= c <= 1 for c in confidences), f"{name}: confidence"
        assert confidences == sorted(confidences, reverse=True), f"{name}: best first"
        assert all(e.end <= len(text) for item in s.evidence for e in item.spans), (
            f"{name}: evidence behind the text"
        )
        for wording in wordings:
            wording.encode("utf-8")
            assert "\r" not in wording, f"{name}: a carriage return in {wording!r}"
            assert "\0" not in wording, f"{name}: NUL"


def _mutated(text: str, random: Random, seeds: tuple[str, ...]) -> str:
    for _ in range(random.randrange(1, 6)):
        at = random.randrange(len(text) + 1)
        length = random.randrange(12)
        choice = random.random()
        if choice < 0.45:
            text = text[:at] + random.choice(PIECES) * random.choice([1, 1, 1, 2, 5]) + text[at:]
        elif choice < 0.65:
            text = text[:at] + text[at + length :]
        elif choice < 0.8:
            other = random.choice(seeds)
            start = random.randrange(len(other))
            text = text[:at] + other[start : start + 40] + text[at:]
        elif choice < 0.9:
            text = text[:at] + text[at : at + length] * 3 + text[at + length :]
        else:
            text = text[:at] + chr(_code_point(random)) + text[at:]
    return text or " "


def _code_point(random: Random) -> int:
    top = random.choice([0x80, 0x250, 0x3000, 0x110000])
    while 0xD800 <= (code := random.randrange(top)) < 0xE000:
        pass
    return code


def kept_cases() -> list[dict[str, str]]:
    """Return the inputs that once broke something: ``text`` or ``bytes`` (hexadecimal), and ``broke``."""
    return [case for path in sorted(FOUND.glob("*.json")) for case in json.loads(path.read_text("utf-8"))]
