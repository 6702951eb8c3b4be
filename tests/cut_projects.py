# SPDX-License-Identifier: Apache-2.0
"""A project file cut short, holed or scribbled over, and what must still come out of it."""

from collections import Counter
from pathlib import Path
from random import Random

from desktop_app.documents.loading import read_document
from desktop_app.review.decision import Verdict
from desktop_app.review.history import History
from desktop_app.review.kept_sources import keep_source
from desktop_app.review.project_contents import Contents
from desktop_app.review.project_file import ProjectFile
from desktop_app.review.project_schema import DamagedProjectError, ProjectError
from desktop_app.review.salvage import salvage
from desktop_app.review.session import ReviewSession
from tests.sessions import suggestion

LINE = "In the year {} nothing happened , they said .\n"


def project_of(folder: Path, lines: int = 2000) -> tuple[Path, Contents]:
    """Make a source file and a project of it with some hundred acts; return both."""
    text = "".join(LINE.format(1000 + n) for n in range(lines))
    source = folder / "source.txt"
    source.write_text(text)
    found, at = [], 0
    while (at := text.find(" ,", at + 1)) >= 0:
        found.append(suggestion(text, at, at + 2, ","))
    session, history = ReviewSession(read_document(source.read_bytes(), source), found), History()
    for s in found[:300]:
        change = session.decide([s.id], Verdict.ACCEPTED, who="Ada")
        session.apply(change)
        history.push(change)
    contents = Contents(
        document=session.document, found=tuple(found), acts=history.acts, position=history.position
    )
    path = folder / "p.palimpsest"
    ProjectFile.create(path, contents).close()
    return path, contents


def damaged(data: bytes, random: Random) -> bytes:
    """Cut the end off, cut a hole, or scribble."""
    at = random.randrange(len(data))
    kind = random.random()
    if kind < 0.5:
        return data[:at]
    if kind < 0.65:
        return data[:at] + data[at + random.randrange(1, 20_000) :]
    length = random.choice([1, 16, 4096])
    if kind < 0.85:
        return data[:at] + random.randbytes(length) + data[at + length :]
    return data[:at] + bytes(length) + data[at + length :]


def outcome(data: bytes, whole: Contents, folder: Path, *, source_there: bool) -> str:
    """Open a damaged project as the window does and return what came of it.

    Raises ``AssertionError`` where a source text is lost that need not be, or something was made up.
    """
    path = folder / "damaged.palimpsest"
    for old in folder.glob("damaged.palimpsest*"):
        old.unlink()
    path.write_bytes(data)
    source = whole.document.source.path
    assert source
    away = source.with_name("away.txt")
    if not source_there:
        source.rename(away)
    try:
        return _opened(path, whole)
    finally:
        if not source_there:
            away.rename(source)
        assert source.read_bytes() == whole.document.source.data


def _opened(path: Path, whole: Contents) -> str:
    try:
        project = ProjectFile.open(path)
        try:
            contents, how = project.read(), "opened"
        finally:
            project.close()
    except ProjectError as error:
        _assert_sentence(error)
        _assert_salvage_offered(error)
        before = path.read_bytes()
        try:
            contents, how = salvage(path), "salvaged"
        except ProjectError as second:
            _assert_sentence(second)
            return "nothing"
        finally:
            assert path.read_bytes() == before, "salvaging must not touch the file"
    text = contents.document.text
    if text == whole.document.text:
        if contents.losses:
            return f"{how}: text whole, something else missing"
        assert len(contents.acts) == len(whole.acts)
        return f"{how}: whole"
    assert contents.losses
    contents.session()
    return f"{how}: part of the text"


def _assert_sentence(error: ProjectError) -> None:
    said = str(error)
    assert said.endswith(".")
    assert "\n" not in said
    assert "Error" not in said


def _assert_salvage_offered(error: ProjectError) -> None:
    assert isinstance(error, DamagedProjectError), str(error)


def tally(path: Path, whole: Contents, rounds: int, seed: int, *, kept: bool = False) -> Counter[str]:
    """Damage a project many times; return how often which outcome came of it.

    With ``kept`` there is a copy of the source in the state folder, as autosave makes one.
    """
    if kept:
        keep_source(whole.document, path.with_name("damaged.palimpsest"))
    random = Random(seed)
    data = path.read_bytes()
    outcomes: Counter[str] = Counter()
    for number in range(rounds):
        there = number % 2 == 0
        result = outcome(damaged(data, random), whole, path.parent, source_there=there)
        outcomes[result + (" (source file there)" if there else " (source file gone)")] += 1
    return outcomes
