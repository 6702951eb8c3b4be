# SPDX-License-Identifier: Apache-2.0
"""A broken project file gives one sentence and what is left of it, never a traceback."""

from pathlib import Path

import pytest

from desktop_app.review.project_schema import DamagedProjectError, ProjectError
from desktop_app.review.salvage import salvage
from tests.cut_projects import outcome, project_of, tally


def test_random_damage(tmp_path: Path) -> None:
    path, whole = project_of(tmp_path, lines=400)
    outcomes = tally(path, whole, 60, seed=7)
    assert sum(outcomes.values()) == 60
    lost = [name for name in outcomes if name.startswith("nothing") and "there" in name]
    assert sum(outcomes[name] for name in lost) <= 6, outcomes


def test_half_a_file_still_holds_the_source(tmp_path: Path) -> None:
    path, whole = project_of(tmp_path)
    data = path.read_bytes()
    cut = data[: len(data) // 2]
    assert outcome(cut, whole, tmp_path, source_there=False).startswith("salvaged: text whole")
    contents = salvage(tmp_path / "damaged.palimpsest")
    assert contents.document == whole.document
    assert contents.losses
    assert contents.session().result


def test_a_project_without_its_source_takes_it_from_the_disk(tmp_path: Path) -> None:
    path, whole = project_of(tmp_path, lines=20_000)
    cut = path.read_bytes()[: 200 * 4096]
    assert outcome(cut, whole, tmp_path, source_there=True) == "salvaged: text whole, something else missing"
    assert outcome(cut, whole, tmp_path, source_there=False) == "salvaged: part of the text"


def test_nothing_left(tmp_path: Path) -> None:
    path = tmp_path / "p.palimpsest"
    path.write_bytes(b"\0" * 5000)
    with pytest.raises(DamagedProjectError, match="open the original document instead"):
        salvage(path)
    with pytest.raises(ProjectError, match="cannot be read"):
        salvage(tmp_path / "none.palimpsest")
