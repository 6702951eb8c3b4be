# SPDX-License-Identifier: Apache-2.0
"""Files are there whole or as they were; links, rights and the user's folders are respected."""

import errno
import os
import stat
from pathlib import Path

import pytest

from desktop_app.documents.writing import WritingError, whole_file, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_rights_every_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    write_whole(tmp_path / "a.txt", b"words")
    assert (tmp_path / "a.txt").read_bytes() == b"words"
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "other").stat().st_mode
    assert names(tmp_path) == ["a.txt", "other"]


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are POSIX")
def test_rights_and_owner_stay(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    target.chmod(0o604)
    if os.geteuid() == 0:
        os.chown(target, 1234, 4321)
    before = target.stat()
    write_whole(target, b"new")
    after = target.stat()
    assert stat.S_IMODE(after.st_mode) == 0o604
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)


def test_the_old_file_stays_on_request_even_if_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"first")
    write_whole(target, b"second", backup=True)
    write_whole(target, b"third", backup=True)
    assert (tmp_path / "a.txt.bak").read_bytes() == b"second"
    assert names(tmp_path) == ["a.txt", "a.txt.bak"]
    calls = []

    def full_at_the_end(self: Path, other: Path) -> Path:
        calls.append(other)
        if other == target:
            raise OSError(errno.ENOSPC, "No space left on device")
        os.replace(self, other)  # noqa: PTH105 - the method itself is what is replaced here
        return other

    monkeypatch.setattr(Path, "replace", full_at_the_end)
    with pytest.raises(WritingError, match="The disk is full"):
        write_whole(target, b"fourth", backup=True)
    assert calls
    assert target.read_bytes() == b"third"
    assert names(tmp_path) == ["a.txt", "a.txt.bak"]


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / "a.txt"
    real.write_bytes(b"old")
    link = tmp_path / "link.txt"
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_link_out_of_the_chosen_folder_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"precious")
    chosen = tmp_path / "out"
    chosen.mkdir()
    (chosen / "a.txt").symlink_to(secret)
    (chosen / "sub").symlink_to(tmp_path)
    (chosen / "own.txt").symlink_to(chosen / "b.txt")
    with pytest.raises(WritingError, match="leads out of out; remove it first"):
        write_whole(chosen / "a.txt", b"x", inside=chosen)
    with pytest.raises(WritingError, match="leads out of out"):
        write_whole(chosen / "sub" / "secret", b"x", inside=chosen)
    with pytest.raises(WritingError, match="leads out of out"):
        write_whole(chosen / ".." / "secret", b"x", inside=chosen)
    write_whole(chosen / "own.txt", b"fine", inside=chosen)
    assert (chosen / "b.txt").read_bytes() == b"fine"
    assert secret.read_bytes() == b"precious"


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(WritingError, match=r"^[^\n]+$"):
        write_whole(tmp_path / "a", b"x")
    (tmp_path / "c").symlink_to(tmp_path / "gone" / "file")
    with pytest.raises(WritingError, match="The folder of c does not exist"):
        write_whole(tmp_path / "c", b"x")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_and_devices_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WritingError, match="no ordinary file"):
        write_whole(tmp_path / "pipe", b"x")
    assert names(tmp_path) == ["pipe"]


def test_what_breaks_while_the_file_is_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "a.txt") as part:
        part.write_bytes(bytes(1 // len(names(part.parent)[1:])))
    assert names(tmp_path) == []


def test_no_name_holds_nul(tmp_path: Path) -> None:
    with pytest.raises(WritingError, match="NUL"):
        write_whole(tmp_path / "a\0b", b"x")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs the device that is always full")  # noqa: PTH110
def test_a_really_full_disk(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    with pytest.raises(WritingError, match="The disk is full"), whole_file(target):
        Path("/dev/full").write_bytes(b"x" * 10)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]
