# SPDX-License-Identifier: Apache-2.0
"""LibreOffice as an independent reader: it accepts and rejects our tracked changes, and we compare."""

import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from desktop_app.documents.docx_text import read_word
from desktop_app.documents.loading import read_document
from desktop_app.documents.markup import parse_xml
from desktop_app.documents.odt_text import open_text
from desktop_app.documents.package import open_package
from desktop_app.exporters import exporter_named
from desktop_app.exporters.passages import passages
from desktop_app.repair.suggestion import DamageKind, Suggestion
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from tests.exporters.office_samples import open_file, word_file
from tests.sessions import NOON, sample, suggestion

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Main(listing As String)
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden" : opening(0).Value = True
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = "Text (encoded)"
  saving(1).Name = "FilterOptions" : saving(1).Value = "UTF8,LF"
  Dim nothing()
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  n = FreeFile
  Open listing For Input As #n
  Do While Not EOF(n)
    Line Input #n, job
    parts = Split(job, "|")
    doc = StarDesktop.loadComponentFromURL(parts(0), "_blank", 0, opening())
    If Not IsNull(doc) Then
      dispatcher.executeDispatch(doc.CurrentController.Frame, parts(1), "", 0, nothing())
      doc.storeToURL(parts(2), saving())
      doc.close(True)
    End If
  Loop
  Close #n
  StarDesktop.terminate()
End Sub
</script:module>
"""
SEEDS = range(10)
KINDS = {"docx": word_file, "odt": open_file}


def joinable(data: bytes, kind: str) -> set[int]:
    """Return where paragraphs end that go on in the next when their end is deleted."""
    package = open_package(data, "a")
    paragraphs: list[tuple[int, bool]]
    if kind == "docx":
        paragraphs = [(p.end, p.joins_next) for p in read_word(package).paragraphs]
    else:
        found = open_text(parse_xml(package.read("content.xml"), "a"))
        paragraphs = [(p.end, p.joins_next) for p in found.paragraphs]
    return {end for end, joins in paragraphs if joins}


def reviewed(kind: str, seed: int) -> ReviewSession:
    """Return a review with words replaced across looks, spaces dropped, paragraphs parted and joined."""
    data = KINDS[kind](seed)
    document = read_document(data, Path(f"sample{seed}.{kind}"))
    text = document.text
    chance = random.Random(seed)
    body = text.rindex("\n\n")  # the note; LibreOffice leaves notes out of plain text
    found: list[Suggestion] = []
    position = 0
    borders = joinable(data, kind)
    borders.discard(
        text.index("\n\n", text.index("\n\n") + 2)
    )  # LibreOffice 7.4 joins nothing to a note's paragraph
    for match in re.finditer(r"\S+|\n\n| ", text[:body]):
        if match.start() < position or chance.random() > 0.3:
            continue
        start, end = match.span()
        if match[0] == "\n\n":
            wordings = [" and then "] if start in borders else []
        elif match[0] == " ":
            wordings = [chance.choice(["", "\n\n", " truly "])]
        else:
            end = min(end + chance.randint(0, 6), text.index("\n\n", start))
            wordings = [chance.choice(["", "She", "one & <two>", "a\n\nb", "tab\there", "line\nend"])]
        if wordings and wordings[0] != text[start:end]:
            kind_of = chance.choice([DamageKind.SPACING, DamageKind.SPLICE])
            found.append(suggestion(text, start, end, *wordings, kind=kind_of, explanation="Because."))
            position = end
    session = ReviewSession(document, found)
    for item in found:
        verdict = chance.choice([Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.KEPT, Verdict.UNDECIDED])
        session.apply(session.decide([item.id], verdict, who="Ada", when=NOON))
    return session


def expected(text: str, *, note: bool) -> list[str]:
    body = text[: text.rindex("\n\n")] if note else text
    return body.replace("\n\n", "\n").split("\n")


def shown(path: Path) -> list[str]:
    """Return the lines that LibreOffice wrote, without list labels, indents and numbers of notes."""
    lines = path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
    return [re.sub(r"^ +(?:(?:\d+\.|•) )?|1", "", line) for line in lines]


def settle(folder: Path, jobs: list[tuple[Path, str, Path]]) -> None:
    """Have LibreOffice accept or reject all changes of each file and save its text."""
    profile = folder / "profile"
    office = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    subprocess.run([*office, "--terminate_after_init"], capture_output=True, check=False, timeout=120)
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    listing = folder / "jobs.txt"
    listing.write_text(
        "".join(f"{a.as_uri()}|.uno:{act}AllTrackedChanges|{b.as_uri()}\n" for a, act, b in jobs)
    )
    module.write_text(MACRO)
    command = [*office, f'macro:///Standard.Module1.Main("{listing}")']
    subprocess.run(command, capture_output=True, check=False, timeout=240)


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed: tracked changes unread"
)
@pytest.mark.timeout(600)
def test_libreoffice_accepts_and_rejects_what_we_track(tmp_path: Path) -> None:
    jobs: list[tuple[Path, str, Path]] = []
    wanted: list[list[str]] = []
    for kind in KINDS:
        for name, session in [("sample", sample()), *((str(n), reviewed(kind, n)) for n in SEEDS)]:
            note = name != "sample"
            path = tmp_path / f"{name}.{kind}"
            path.write_bytes(exporter_named(kind).render(session))
            result = "".join(p.wording for p in passages(session))
            for act, text in (("Accept", result), ("Reject", session.document.text)):
                jobs.append((path, act, tmp_path / f"{name}.{kind}.{act}.txt"))
                wanted.append(expected(text, note=note))
    settle(tmp_path, jobs)
    for (path, act, target), lines in zip(jobs, wanted, strict=True):
        assert target.exists(), f"{path.name} did not open"
        assert shown(target) == [line.replace("1", "").lstrip(" ") for line in lines], (path.name, act)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_paragraphs_without_a_change_are_as_they_were(kind: str, seed: int) -> None:
    session = reviewed(kind, seed)
    part = {"docx": "word/document.xml", "odt": "content.xml"}[kind]

    def paragraphs(data: bytes) -> list[bytes]:
        root = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(part))
        return [
            etree.tostring(p, method="c14n") for p in root.iter() if etree.QName(p).localname in {"p", "h"}
        ]

    before = paragraphs(session.document.source.data)
    after = set(paragraphs(exporter_named(kind).render(session)))
    changed = sum(p.wording != p.original for p in passages(session))
    untouched = sum(paragraph in after for paragraph in before)
    assert untouched >= len(before) - 2 * changed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_accepted_gives_the_file_byte_for_byte(kind: str, seed: int) -> None:
    document = reviewed(kind, seed).document
    assert exporter_named(kind).render(ReviewSession(document)) == document.source.data


@pytest.mark.parametrize("kind", KINDS)
def test_what_else_is_in_the_file_stays(kind: str) -> None:
    session = reviewed(kind, 3)
    before = zipfile.ZipFile(BytesIO(session.document.source.data))
    after = zipfile.ZipFile(BytesIO(exporter_named(kind).render(session)))
    may_change = {
        "word/document.xml",
        "word/comments.xml",
        "word/footnotes.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
        "content.xml",
    }
    for name in set(before.namelist()) - may_change:
        assert before.read(name) == after.read(name)
    words = after.read("word/document.xml" if kind == "docx" else "content.xml").decode()
    marks: dict[str, Callable[[], bool]] = {
        "docx": lambda: all(
            m in words for m in ("w:footnoteReference", "w:bookmarkStart", "w:commentReference")
        ),
        "odt": lambda: all(m in words for m in ("<text:note ", "<text:bookmark ", "Why?")),
    }
    assert marks[kind]()
