# SPDX-License-Identifier: Apache-2.0
"""Patches, applied by the programs they are made for."""

import shutil
import subprocess
from pathlib import Path

import pytest
from diff_match_patch import diff_match_patch
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from desktop_app.documents.document import Document, SourceInfo, UnwritableTextError, pasted
from desktop_app.documents.loading import read_document
from desktop_app.exporters.exporter import ExportError
from desktop_app.exporters.fuzzy_patch import FuzzyPatchExporter
from desktop_app.exporters.unified_patch import UnifiedPatchExporter
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from tests.sessions import NOON, encoded_files, reviews, sample, suggestion

PROGRAMS = [
    pytest.param(
        command,
        marks=pytest.mark.skipif(not shutil.which(command[0]), reason=f"{command[0]} is not installed"),
    )
    for command in (["patch", "-p1", "-s", "--binary", "-i"], ["git", "apply", "--whitespace=nowarn"])
]
NAMED = st.sampled_from(["any.txt", "two words.txt", "größe.md", 'a"b.txt'])


def apply(command: list[str], folder: Path, session: ReviewSession) -> bytes:
    name = session.document.source.name
    target = folder / name
    target.write_bytes(session.document.to_bytes())
    (folder / "change.diff").write_bytes(UnifiedPatchExporter().render(session))
    done = subprocess.run([*command, "change.diff"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return target.read_bytes() if target.exists() else b""


@pytest.mark.parametrize("command", PROGRAMS, ids=lambda c: c[0])
def test_programs_apply_any_patch(command: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    files = encoded_files().filter(lambda d: not d.source.encoding.startswith(("utf-16", "utf-32")))

    @settings(max_examples=25)
    @given(reviews(files), NAMED)
    def law(session: ReviewSession, name: str) -> None:
        source = session.document.source
        renamed = SourceInfo(
            path=Path(name),
            encoding=source.encoding,
            bom=source.bom,
            line_ends=source.line_ends,
            data=source.data,
        )
        moved = ReviewSession(
            Document(session.document.text, renamed), session.suggestions, session.decisions
        )
        try:
            wanted = moved.document.to_bytes(moved.edits())
        except UnwritableTextError:
            reject()
        if wanted == moved.document.to_bytes():
            assert UnifiedPatchExporter().render(moved) == b""
            return
        assert apply(command, tmp_path_factory.mktemp("patched"), moved) == wanted

    law()


@pytest.mark.parametrize("command", PROGRAMS, ids=lambda c: c[0])
def test_programs_apply_the_sample(command: list[str], tmp_path: Path) -> None:
    session = sample()
    assert apply(command, tmp_path, session) == session.document.to_bytes(session.edits())


def test_wide_encodings_are_refused_with_a_sentence() -> None:
    document = read_document("\ufeffMara walked home.".encode("utf-16-le"), Path("a.txt"))
    with pytest.raises(ExportError, match="export the text"):
        UnifiedPatchExporter().render(ReviewSession(document))


@given(reviews())
def test_the_library_applies_its_patch(session: ReviewSession) -> None:
    library = diff_match_patch()
    patches = library.patch_fromText(FuzzyPatchExporter().render(session).decode("utf-8"))
    result, done = library.patch_apply(patches, session.document.text)
    assert result == session.result
    assert all(done)


def test_a_long_text_is_patched_in_windows() -> None:
    text = "".join(f"Sentence {n} of them all said , that.\n" for n in range(4000))
    at = [i for i in range(0, len(text) - 1, 4001) if text[i : i + 1]]
    found = [suggestion(text, i, i + 2, f"<{i}>") for i in at]
    session = ReviewSession(pasted(text), found)
    session.apply(session.decide([s.id for s in found], Verdict.ACCEPTED, when=NOON))
    library = diff_match_patch()
    patches = library.patch_fromText(FuzzyPatchExporter().render(session).decode("utf-8"))
    assert library.patch_apply(patches, text)[0] == session.result
    moved = "A new beginning. " + text
    assert library.patch_apply(patches, moved)[0] == "A new beginning. " + session.result
