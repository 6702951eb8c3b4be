# SPDX-License-Identifier: Apache-2.0
"""The one door: whatever cannot be opened is refused with one sentence that tells what to do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents import loading
from desktop_app.documents.document import UnreadableDocumentError
from desktop_app.documents.loading import open_document, read_document, read_file
from desktop_app.documents.readers import READERS, ReadOptions
from desktop_app.documents.readers.plain_text import detect_encoding, has_longer_line

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
)

BAD = {
    "picture.png": (PNG, "is not a text file"),
    "picture.txt": (PNG, "is not a text file"),
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n", "is empty"),
    "mark.txt": (b"\xef\xbb\xbf", "is empty"),
    "zero.txt": (b"some\0words", "holds NUL bytes"),
    "surrogate.txt": (b"lone \xed\xa0\x80 surrogate in UTF-8, \x81 and \0", "is not a text file"),
    "half.txt": (
        "Mara".encode("utf-16-le") + b"\xd8",
        "cannot be read as utf-16-le; choose another encoding",
    ),
    "wide.txt": (b"\xff\xfe\x00\xd8a\x00", "cannot be read as utf-16-le"),
    "long.txt": (b"word " * 2_100_000, "a paragraph of more than 10 million characters"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_sentence_for_each_bad_file(name: str, tmp_path: Path) -> None:
    data, sentence = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableDocumentError, match=sentence) as caught:
        open_document(path)
    told = str(caught.value)
    assert told.startswith(name)
    assert told.endswith(".")
    assert "\n" not in told
    assert path.read_bytes() == data


def test_fifty_megabytes_without_a_line_break(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 10_000_000)
    with pytest.raises(UnreadableDocumentError, match="break it into lines first"):
        open_document(path)


def test_lone_surrogates_in_utf_8_are_read_as_what_they_are_elsewhere() -> None:
    """CESU-like bytes are no UTF-8: they are single bytes of another encoding, and come back as such."""
    data = b"lone \xed\xa0\x80 surrogate"
    document = read_document(data, Path("a.txt"))
    assert document.source.encoding == "cp1252"
    assert document.to_bytes() == data
    with pytest.raises(UnreadableDocumentError, match="cannot be read as utf-8"):
        read_document(data, Path("a.txt"), ReadOptions(encoding="utf-8"))


def test_folders_and_files_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableDocumentError, match="is a folder; choose a file"):
        open_document(tmp_path)
    with pytest.raises(UnreadableDocumentError, match="does not exist; check the name"):
        open_document(tmp_path / "gone.txt")
    path = tmp_path / "a.txt"
    path.write_text("words")

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableDocumentError, match="may not be read"):
        open_document(path)

    def fail(self: Path, mode: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(UnreadableDocumentError, match="cannot be read: Input/output error"):
        read_file(path)


def test_a_device_or_pipe_is_no_document() -> None:
    with pytest.raises(UnreadableDocumentError, match="is no file"):
        open_document(Path("/dev/zero"))


def test_what_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "LARGEST_FILE", 4)
    path = tmp_path / "a.txt"
    path.write_text("words")
    with pytest.raises(UnreadableDocumentError, match="split it into smaller files"):
        open_document(path)


def test_the_reader_is_chosen_by_content_then_by_name() -> None:
    assert read_document(b"# Title", Path("a.md")).source.format == "markdown"
    assert read_document(b"# Title", Path("a.unknown")).source.format == "text"
    assert read_document(b"# Title", None).source.format == "text"


def test_readers_have_their_own_ids_and_suffixes() -> None:
    assert len({r.id for r in READERS}) == len(READERS)
    suffixes = [s for r in READERS for s in r.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(s == s.lower() and s.startswith(".") for s in suffixes)
    assert all(r.label for r in READERS)


@given(st.text("ab\n", max_size=40), st.integers(0, 12))
def test_a_line_that_is_too_long_is_found_without_a_list_of_lines(text: str, most: int) -> None:
    assert has_longer_line(text, most) == (max(map(len, text.split("\n"))) > most)


@given(st.binary(max_size=60), st.sampled_from(["cp1252", "latin-1", "utf-8", "utf-16-le", "utf-32-be"]))
def test_whatever_these_encodings_read_they_write_back(data: bytes, encoding: str) -> None:
    """The reader relies on it, and on finding the encoding piece by piece."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return
    assert text.encode(encoding) == data


@pytest.mark.parametrize("size", [16_383, 16_384, 16_385])
def test_a_character_that_lies_across_two_pieces_is_utf_8_still(size: int) -> None:
    data = b"a" * (size - 1) + "é€".encode()
    assert detect_encoding(data)[1] == "utf-8"
    assert detect_encoding(data[:-1])[1] == "cp1252"
