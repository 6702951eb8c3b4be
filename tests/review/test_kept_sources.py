# SPDX-License-Identifier: Apache-2.0
"""A second copy of each source: found when all else is lost, private, and bounded."""

import json
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.documents.document import Document, SourceInfo, pasted
from desktop_app.documents.loading import open_document, read_document
from desktop_app.documents.readers import ReadOptions
from desktop_app.review import kept_sources
from desktop_app.review.autosave import Autosave
from desktop_app.review.decision import Verdict
from desktop_app.review.history import History
from desktop_app.review.kept_sources import KeptSource, keep_source
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_schema import DamagedProjectError
from desktop_app.review.salvage import salvage
from desktop_app.review.session import ReviewSession
from desktop_app.user_folders import state_folder
from tests.sessions import suggestion

TEXT = "Nothing happened , they said .\n"


def _reviewed(path: Path, document: Document) -> None:
    """Review a document as a window does, and save the project under a name."""
    session, history = ReviewSession(document, [suggestion(TEXT, 16, 18, ",")]), History()
    autosave = Autosave(document)
    change = session.decide([session.suggestions[0].id], Verdict.ACCEPTED, who="Ada")
    session.apply(change)
    history.push(change)
    autosave.record(session, history)
    assert autosave.flush()
    autosave.save_as(path, autosave.snapshot(session, history))
    assert autosave.close()


@pytest.mark.parametrize("left", [0, 50, 3000, 9000])
def test_a_cut_project_without_its_file_gives_the_whole_source_back(tmp_path: Path, left: int) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes(b"\xff\xfe" + TEXT.replace("\n", "\r\n").encode("utf-16-le"))
    document = open_document(source)
    path = tmp_path / "p.palimpsest"
    _reviewed(path, document)
    source.unlink()
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(DamagedProjectError, match="salvaged"):
        ProjectFile.open(path)
    contents = salvage(path)
    assert contents.document == document
    assert contents.losses


def test_a_column_that_was_chosen_is_read_again(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_text("a,b\n" + 'first long text of the table,"second , one"\n' * 3)
    document = read_document(source.read_bytes(), source, ReadOptions(column="b", row=1))
    path = tmp_path / "p.palimpsest"
    keep_source(document, path)
    path.write_bytes(b"")
    source.unlink()
    assert salvage(path).document == document


def test_a_source_is_kept_once_and_for_no_other_eyes(tmp_path: Path) -> None:
    document = pasted(TEXT)
    keep_source(document, tmp_path / "one.palimpsest")
    keep_source(document, tmp_path / "two.palimpsest")
    place = state_folder() / "sources"
    copies = [file for file in place.iterdir() if not file.suffix]
    assert [file.name for file in copies] == [document.source.digest]
    assert copies[0].read_bytes() == document.source.data
    if sys.platform != "win32":
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert stat.S_IMODE(copies[0].stat().st_mode) == 0o600


def test_the_oldest_copies_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_sources, "MOST_BYTES", 2500)
    place = state_folder() / "sources"
    documents = [pasted(f"{number}" * 1000) for number in range(4)]
    for age, document in enumerate(documents):
        keep_source(document, tmp_path / f"{age}.palimpsest")
        os.utime(place / document.source.digest, (age, age))
    keep_source(documents[2], tmp_path / "again.palimpsest")
    left = [document for document in documents if (place / document.source.digest).exists()]
    assert left == documents[2:]
    keep_source(pasted("x" * 9000), tmp_path / "large.palimpsest")
    assert (place / pasted("x" * 9000).source.digest).exists()


def test_a_note_or_a_copy_that_was_changed_is_not_believed(tmp_path: Path) -> None:
    project, document = tmp_path / "p.palimpsest", pasted(TEXT)
    keep_source(document, project)
    project.write_bytes(b"")
    copy = state_folder() / "sources" / document.source.digest
    copy.write_bytes(TEXT.upper().encode())
    with pytest.raises(DamagedProjectError, match="open the original"):
        salvage(project)
    secret = tmp_path / "secret"
    secret.write_text("secret")
    note = next((state_folder() / "sources").glob("*.json"))
    for digest in ("../../secret", str(secret), None, 7):
        note.write_text(json.dumps({"digest": digest}))
        assert KeptSource.of(project).data(digest) is None
        with pytest.raises(DamagedProjectError):
            salvage(project)


def test_saving_goes_on_where_no_copy_can_be_kept(tmp_path: Path) -> None:
    place = state_folder() / "sources"
    place.parent.mkdir(parents=True)
    place.write_text("in the way")
    path = tmp_path / "p.palimpsest"
    _reviewed(path, Document(TEXT, replace(SourceInfo(path=None), data=TEXT.encode())))
    project = ProjectFile.open(path)
    assert len(project.read().acts) == 1
    project.close()
