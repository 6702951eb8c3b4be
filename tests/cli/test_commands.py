# SPDX-License-Identifier: Apache-2.0
"""The commands as a shell sees them: exit codes, one line of complaint, files whole or absent."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.documents.loading import read_document
from desktop_app.review.decision import Decision, Verdict
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_file import ProjectFile
from tests.sessions import NOON, suggestion

ACCEPTED = Decision(verdict=Verdict.ACCEPTED, replacement=",", who="Ada", when=NOON)
ROOT = Path(__file__).parent.parent.parent
TEXT = "He said , no . Then she left .\r\n\r\nA clean line, too.\r\n"
BLOCKED = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(name)
sys.meta_path.insert(0, Block())
from desktop_app.__main__ import main
code = main(sys.argv[1:])
assert not any(m.startswith(("PySide6", "shiboken6")) for m in sys.modules)
sys.exit(code)
"""


def palimpsest(*words: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a command where PySide6 is not installed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::ResourceWarning"}
    return subprocess.run(
        [sys.executable, "-c", BLOCKED, *map(str, words)],
        input=stdin,
        capture_output=True,
        env=environment,
        check=False,
    )


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one line on standard error."""
    told = done.stderr.decode()
    assert told.count("\n") == 1, told
    assert "Traceback" not in told
    return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "texts"
    home.mkdir()
    (home / "walk.seed.damaged.txt").write_bytes(TEXT.encode())
    (home / "clean.md").write_bytes(b"A clean line.\n")
    (home / "notes.json").write_bytes(b"{}")
    (home / ".hidden.txt").write_bytes(b"hidden")
    return home


def test_a_folder_becomes_a_folder_of_suggestions(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = palimpsest("repair", folder, "--format", "json", "--output", out)
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", b"")
    assert sorted(p.name for p in out.iterdir()) == ["clean.json", "walk.seed.damaged.json"]
    record = json.loads((out / "walk.seed.damaged.json").read_bytes())
    assert record["format"] == "palimpsest-suggestions"
    assert record["source"]["characters"] == len(TEXT.replace("\r\n", "\n"))
    assert json.loads((out / "clean.json").read_bytes())["suggestions"] == []


def test_accepting_none_gives_the_bytes_of_the_input(folder: Path) -> None:
    done = palimpsest("repair", folder / "walk.seed.damaged.txt", "--accept", "none")
    assert (done.returncode, done.stdout) == (0, TEXT.encode())


def test_two_inputs_of_one_name_get_two_results(folder: Path, tmp_path: Path) -> None:
    (folder / "clean.txt").write_bytes(b"Another clean line.\n")
    out = tmp_path / "out"
    assert palimpsest("repair", folder, "--output", out).returncode == 0
    assert sorted(p.name for p in out.iterdir()) == ["clean.txt", "clean.txt.txt", "walk.seed.damaged.txt"]


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_no_result_leaves_the_chosen_folder(folder: Path, tmp_path: Path) -> None:
    out, secret = tmp_path / "out", tmp_path / "secret.txt"
    out.mkdir()
    secret.write_bytes(b"precious")
    (out / "clean.txt").symlink_to(secret)
    done = palimpsest("repair", folder, "--format", "text", "--output", out)
    assert done.returncode == 1
    assert "leads out of out" in complaint(done)
    assert secret.read_bytes() == b"precious"
    (out / "clean.txt").unlink()
    (out / "clean.txt.proof.txt").symlink_to(secret)
    one = out / "clean.txt"
    done = palimpsest("repair", folder / "clean.md", "--format", "text", "--output", one, "--proof")
    assert done.returncode == 1
    assert secret.read_bytes() == b"precious"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "is not a text file"),
        ("a.txt", b"", "is empty"),
        ("a.txt", b"nul \0 byte", "NUL"),
        ("gone.txt", None, "does not exist"),
    ],
)
def test_bad_input_is_one_line_and_code_1(
    name: str, data: bytes | None, sentence: str, tmp_path: Path
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    out = tmp_path / "out.json"
    done = palimpsest("repair", tmp_path / name, "--format", "json", "--output", out)
    assert done.returncode == 1
    assert sentence in complaint(done)
    assert done.stdout == b""
    assert not out.exists()


def test_a_bad_file_costs_itself_only(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_bytes(b"nul \0")
    out = tmp_path / "out"
    done = palimpsest("repair", folder, "--format", "json", "--output", out)
    assert done.returncode == 0
    assert "bad.txt" in complaint(done)
    done = palimpsest("repair", folder / "bad.txt", folder / "clean.md", "--output", out)
    assert done.returncode == 1
    assert (out / "clean.txt").read_bytes() == b"A clean line.\n"


def test_a_folder_without_text(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = palimpsest("repair", tmp_path / "empty", "--output", tmp_path / "out")
    assert done.returncode == 1
    assert "holds no text file" in complaint(done)
    assert not (tmp_path / "out").exists()


def test_places_that_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    source = folder / "clean.md"
    done = palimpsest("repair", source, "--output", tmp_path / "none" / "a.txt")
    assert (done.returncode, "folder of a.txt does not exist" in complaint(done)) == (1, True)
    done = palimpsest("repair", source, "--output", source)
    assert (done.returncode, "is the input itself" in complaint(done)) == (1, True)
    done = palimpsest("repair", source, "--format", "json", "--output", "/dev/full/x")
    assert done.returncode == 1
    assert source.read_bytes() == b"A clean line.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["repair"],
        ["repair", "FILE", "--format", "papyrus"],
        ["repair", "FILE", "--accept", "most"],
        ["repair", "FILE", "--encoding", "klingon"],
        ["repair", "FILE", "FILE2"],
        ["repair", "FOLDER"],
        ["export", "FILE"],
        ["compare", "FILE"],
        ["diagnose"],
    ],
)
def test_wrong_usage_is_one_line_and_code_2(words: list[str], folder: Path) -> None:
    places = {"FILE": folder / "clean.md", "FILE2": folder / "walk.seed.damaged.txt", "FOLDER": folder}
    done = palimpsest(*(places.get(word, word) for word in words))
    assert done.returncode == 2
    complaint(done)


def test_a_reader_that_goes_away_is_no_failure(folder: Path) -> None:
    command = f"{sys.executable} -m desktop_app diagnose {folder / 'clean.md'} | true"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_help_and_version_are_told() -> None:
    assert b"repair" in palimpsest("--help").stdout
    assert palimpsest("--version").stdout.startswith(b"palimpsest ")


def test_diagnose_tells_people_and_programs(folder: Path) -> None:
    done = palimpsest("diagnose", folder)
    assert done.returncode == 0
    assert "clean.md" in done.stdout.decode()
    done = palimpsest("diagnose", folder, "--format", "json")
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert len(records) == 2
    assert all("diagnosis" in record for record in records)


def test_a_review_is_exported_again_from_its_log(folder: Path, tmp_path: Path) -> None:
    source = folder / "walk.seed.damaged.txt"
    log, page = tmp_path / "walk.log", tmp_path / "walk.html"
    assert (
        palimpsest("repair", source, "--format", "log", "--accept", "sure", "--output", log).returncode == 0
    )
    done = palimpsest("export", source, "--decisions", log, "--format", "html", "--output", page)
    assert (done.returncode, done.stderr) == (0, b"")
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")
    done = palimpsest("export", source, "--decisions", folder / "notes.json")
    assert (done.returncode, "no decision log" in complaint(done)) == (1, True)


def test_a_project_is_exported_as_it_was_decided(folder: Path, tmp_path: Path) -> None:
    document = read_document(TEXT.encode(), Path("walk.txt"))
    item = suggestion(document.text, 7, 9, ",")
    undecided = suggestion(document.text, 12, 14, ".", confidence=1.0)
    contents = Contents(document=document, found=(item, undecided), base={item.id: ACCEPTED})
    project = tmp_path / "walk.palimpsest"
    ProjectFile.create(project, contents).close()
    before = project.read_bytes()
    done = palimpsest("export", project)
    assert (done.returncode, done.stdout, done.stderr) == (0, TEXT.replace("said ,", "said,").encode(), b"")
    assert project.read_bytes() == before
    broken = tmp_path / "broken.palimpsest"
    broken.write_bytes(b"no project")
    done = palimpsest("export", broken)
    assert done.returncode == 1
    complaint(done)


def test_comparing_gives_either_text(folder: Path, tmp_path: Path) -> None:
    source, other = folder / "walk.seed.damaged.txt", tmp_path / "other.txt"
    other.write_bytes("He said, “no”. She left.\n\nA line, too.\n".encode())
    done = palimpsest("compare", source, other, "--format", "text")
    assert done.stdout.decode() == other.read_bytes().decode().replace("\n", "\r\n")
    assert (
        palimpsest("compare", source, other, "--format", "text", "--accept", "none").stdout == TEXT.encode()
    )
    patch = palimpsest("compare", source, other)
    assert (patch.returncode, patch.stdout[:10]) == (0, b"--- a/walk")
    done = palimpsest("compare", source, tmp_path / "gone.txt")
    assert (done.returncode, "gone.txt does not exist" in complaint(done)) == (1, True)


def test_a_model_that_is_not_there_is_told_once_and_done_without(folder: Path, tmp_path: Path) -> None:
    words = " ".join(f"Mara Quill went to the {thing} ." for thing in ("sea", "hill", "house", "barn"))
    (folder / "a.txt").write_text(words)
    done = palimpsest("repair", folder, "--model", tmp_path / "none", "--output", tmp_path / "out")
    assert done.returncode == 0
    assert done.stderr.decode().count("\n") <= 1
    assert palimpsest("repair", folder / "a.txt", "--no-model").returncode == 0


def test_a_proof_goes_beside_the_result(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = palimpsest("repair", folder, "--format", "docx", "--proof", "--output", out)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(list(out.glob("*.docx"))) == len(list(out.glob("*.docx.proof.txt"))) == 2
    assert "Proof of no harm: clean.md" in (out / "clean.docx.proof.txt").read_text()
    done = palimpsest("repair", folder / "clean.md", "--proof")
    assert (done.returncode, "add --output" in complaint(done)) == (2, True)


def test_an_encoding_can_be_chosen(folder: Path) -> None:
    (folder / "old.txt").write_bytes("Ж word".encode("cp1251"))
    done = palimpsest("repair", folder / "old.txt", "--encoding", "cp1251", "--format", "utf8")
    assert (done.returncode, done.stdout.decode()) == (0, "Ж word")
