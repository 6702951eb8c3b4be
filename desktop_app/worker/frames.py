# SPDX-License-Identifier: Apache-2.0
"""How the two processes talk: frames of plain data, each with its length before it.

A frame is JSON in UTF-8 that lets lone surrogates pass, since a text may hold some. Reading one can
make lists, strings and numbers, nothing else.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from struct import Struct
from typing import IO, Any

LARGEST = 64 * 1024 * 1024
"""Bytes of a frame; a greater length means that the stream holds something else."""

TEXT_AT_ONCE = 200_000
"""Code points of text in one frame: a few milliseconds of writing."""

_LENGTH = Struct(">I")


class Kind(StrEnum):
    """What a frame says."""

    READY = "ready"
    """The child can take jobs."""
    TEXT = "text"
    """A part of the next job's text: a string; None for a new beginning."""
    RUN = "run"
    """The text is whole, begin: the folder of the model, whether to find words, what is seen."""
    CANCEL = "cancel"
    """Stop the job."""
    PROGRESS = "progress"
    """What is being done, and the share done."""
    CHANGES = "changes"
    """A piece of a delivery, as a ``changes.Teller`` tells it."""
    WHOLE = "whole"
    """The delivery is complete."""
    DRIFT = "drift"
    """A piece of the drift that a diagnosis to come tells of."""
    DIAGNOSIS = "diagnosis"
    """The rest of it."""
    DONE = "done"
    """The job is: detectors that broke, and what is wrong with the model."""
    CANCELLED = "cancelled"
    """The job has stopped."""
    BROKEN = "broken"
    """The job has broken: a sentence, and the traceback."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    kind: Kind

    job: int = 0
    """The job it belongs to, counted from 1."""

    content: Any = None
    """Plain values, as ``Kind`` tells."""


class BrokenStreamError(Exception):
    """What came is no frame."""


def write_frame(stream: IO[bytes], frame: Frame) -> None:
    """Write a frame and send it off; raise ``OSError`` where nobody reads any more."""
    told = json.dumps([frame.kind.value, frame.job, frame.content], ensure_ascii=False, separators=(",", ":"))
    body = told.encode("utf-8", "surrogatepass")
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_body(stream: IO[bytes]) -> bytes | None:
    """Return the bytes of the next frame, None at the end; blocks.

    Raises ``BrokenStreamError`` for a length that no frame has, and ``OSError``.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST:
        raise BrokenStreamError(f"a frame of {length} bytes")
    body = stream.read(length)
    return body if len(body) == length else None


def frame_of(body: bytes) -> Frame:
    """Return the frame that the bytes hold; raise ``BrokenStreamError`` if they hold none."""
    try:
        kind, job, content = json.loads(body.decode("utf-8", "surrogatepass"))
        return Frame(Kind(kind), job, content)
    except (ValueError, TypeError) as error:
        raise BrokenStreamError("bytes that are no frame") from error


def text_parts(text: str) -> Iterator[str]:
    """Yield a text in parts of ``TEXT_AT_ONCE`` code points."""
    for start in range(0, len(text), TEXT_AT_ONCE):
        yield text[start : start + TEXT_AT_ONCE]
