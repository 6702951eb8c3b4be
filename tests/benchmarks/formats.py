# SPDX-License-Identifier: Apache-2.0
"""How long the formats take, and how that grows: ``python -m tests.benchmarks.formats``.

A page is five paragraphs of eighty words; one word in forty is replaced, one space in
forty taken out. Figures are seconds of wall time and mebibytes of the process's peak, in a process each.
"""

import json
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from desktop_app.documents.loading import read_document
from desktop_app.exporters import EXPORTERS, exporter_named
from desktop_app.exporters.docx_blank import blank_docx
from desktop_app.exporters.odt_blank import blank_odt
from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.policy import carry_out, policy_named
from desktop_app.review.session import ReviewSession
from tests.exporters.office_samples import packed, unpacked
from tests.sessions import suggestion

WORDS = "Mara Quill walked home , she said . The old barn was empty and quiet no one came".split()
PAGES = (30, 100, 300)
WORDS_ON_A_PAGE = 400
INPUTS = ("docx", "odt", "html", "text")


def text_of(pages: int) -> str:
    """Return paragraphs of eighty words."""
    chance = random.Random(pages)
    paragraph = WORDS_ON_A_PAGE // 5
    return "\n\n".join(" ".join(chance.choices(WORDS, k=paragraph)) for _ in range(pages * 5))


def file_of(kind: str, text: str) -> bytes:
    """Return the text as a file of one kind, its words in runs of many looks."""
    if kind == "docx":
        parts = unpacked(blank_docx(text, "\n\n"))
        runs = parts["word/document.xml"].replace(
            b" . ", b' </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">. '
        )
        return packed(parts | {"word/document.xml": runs})
    if kind == "odt":
        return blank_odt(text, "\n\n")
    if kind == "html":
        return f"<html><body><p>{text.replace(chr(10) * 2, '</p><p>')}</p></body></html>".encode()
    return text.encode()


def measure(kind: str, pages: int) -> dict[str, float]:
    """Open a file, review it, and export it in every format."""
    data = file_of(kind, text_of(pages))
    begin = time.perf_counter()
    document = read_document(data, Path(f"a.{kind}"))
    figures = {"open": time.perf_counter() - begin}
    text, found, position = document.text, [], 0
    chance = random.Random(1)
    for word in text.split(" "):
        end = position + len(word)
        if "\n" not in word and chance.random() < 1 / 40:
            found.append(suggestion(text, position, end, "otherwise", explanation="Because."))
        elif "\n" not in word and end < len(text) and chance.random() < 1 / 40:
            found.append(suggestion(text, end, end + 1, "", kind=DamageKind.SPACING, series="Space"))
        position = end + 1
    session = ReviewSession(document, found)
    session.apply(carry_out(session, policy_named("all"), "all"))
    figures["changes"] = len(found)
    names = (
        [exporter.id for exporter in EXPORTERS] if kind == "text" else [kind if kind != "html" else "page"]
    )
    for name in names:
        begin = time.perf_counter()
        exporter_named(name).render(session)
        figures[name] = time.perf_counter() - begin
    figures["peak MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def main() -> None:
    """Print a table for each kind of input."""
    for kind in INPUTS:
        for pages in PAGES:
            command = [sys.executable, "-m", "tests.benchmarks.formats", kind, str(pages)]
            done = subprocess.run(command, capture_output=True, check=True, text=True)
            figures = json.loads(done.stdout)
            line = "  ".join(f"{name} {value:.2f}" for name, value in figures.items())
            print(f"{kind:5} {pages:4} pages  {line}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
