# SPDX-License-Identifier: Apache-2.0
"""Frames come out as they went in, and what is none is refused."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.packed import pack
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.steps import at_once
from desktop_app.worker.changes import Change, Growing, Teller
from desktop_app.worker.frames import (
    TEXT_AT_ONCE,
    BrokenStreamError,
    Frame,
    Kind,
    frame_of,
    read_body,
    text_parts,
    write_frame,
)
from tests.ui.desk_texts import review


def _again(frame: Frame) -> Frame:
    stream = BytesIO()
    write_frame(stream, frame)
    stream.seek(0)
    body = read_body(stream)
    assert body is not None
    assert read_body(stream) is None
    return frame_of(body)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_string_passes(text: str) -> None:
    assert _again(Frame(Kind.TEXT, 7, text)).content == text


@pytest.mark.parametrize("text", ["\ud83d\ude00", "😀", "\ude00", "\u2028\r\x00", "\ufeff\ufdd0"])
def test_halves_of_characters_stay_apart(text: str) -> None:
    assert _again(Frame(Kind.TEXT, 1, text)) == Frame(Kind.TEXT, 1, text)


def test_suggestions_pass_whole() -> None:
    found = pack(
        (
            *review().suggestions,
            *find_suggestions("It , \ud83d too , was .   So \x93it\x94 was !\n").suggestions,
        )
    )
    assert len({s.kind for s in found}) > 3
    growing = Growing()
    growing.take(_again(Frame(Kind.CHANGES, 1, Teller().told([Change(0, 0, found)]))).content)
    again = at_once(growing.whole())
    assert again == found
    assert again.confidences.tolist() == found.confidences.tolist()


def test_a_text_goes_in_parts() -> None:
    text = "a😀" * TEXT_AT_ONCE
    parts = list(text_parts(text))
    assert "".join(parts) == text
    assert max(map(len, parts)) == TEXT_AT_ONCE


def test_a_stream_that_ends_in_the_middle_has_ended() -> None:
    stream = BytesIO()
    write_frame(stream, Frame(Kind.READY))
    whole = stream.getvalue()
    for length in range(len(whole)):
        assert read_body(BytesIO(whole[:length])) is None


@pytest.mark.parametrize("body", [b"", b"\xff", b"{}", b'["no such kind",1,null]', b"[1,2]", b'"text"'])
def test_what_is_no_frame_is_refused(body: bytes) -> None:
    with pytest.raises(BrokenStreamError):
        frame_of(body)


def test_a_length_that_no_frame_has_is_refused() -> None:
    with pytest.raises(BrokenStreamError):
        read_body(BytesIO(b"Traceback (most recent call last)"))
