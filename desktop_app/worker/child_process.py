# SPDX-License-Identifier: Apache-2.0
"""The child that looks for damage as its parent sees it: frames in, frames out, and an end."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Lock, Thread

from desktop_app.worker import CHILD
from desktop_app.worker.frames import BrokenStreamError, Frame, frame_of, read_body, write_frame

_START = "import sys; sys.path[:] = sys.argv[1:]; from desktop_app.worker.child import main; main()"

_AHEAD = 8
"""Frames that are read before they are asked for; the child waits when there are more."""

_PATIENCE = 2.0
"""Seconds that a killed process is waited for."""

_LAST_BREATH = 0.5
"""Seconds that a process has to end after its pipes are closed."""

_LAST_WORDS = 8_000
"""Characters kept of what a child that died has written to standard error."""

_PASSED_ON = (
    "DYLD_LIBRARY_PATH", "HOME", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "PATH", "PATHEXT", "SYSTEMDRIVE",
    "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "USERPROFILE", "WINDIR",
)  # fmt: skip
_PASSED_ON_FROM = ("LC_", "OMP_", "PYTHON")


class ChildDiedError(Exception):
    """The child ended though nobody had asked it to."""


def child_command() -> list[str]:
    """Return the command that starts the child; raise ``OSError`` where the interpreter is not known.

    The child imports from where this process does, never from the folder it happens to run in.
    """
    if not sys.executable:
        raise OSError("the interpreter does not know its own file")
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD]
    return [sys.executable, "-P", "-c", _START, *sys.path]


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what the child needs to know of the environment: no keys and tokens that lie in it."""
    return {
        name: value
        for name, value in environment.items()
        if name.upper() in _PASSED_ON or name.upper().startswith(_PASSED_ON_FROM)
    }


class ChildProcess:
    """One child, started by making it; raises ``OSError`` where it cannot be."""

    def __init__(self, command: Sequence[str]) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by ``end``
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=child_environment(os.environ),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except BaseException:
            self._errors.close()
            raise
        self._bodies: Queue[bytes | None] = Queue(_AHEAD)
        self._ended = False
        self._end_lock = Lock()
        self._reader = Thread(target=self._read, name="findings", daemon=True)
        self._reader.start()
        self.ready = False
        """Whether it has said that it can take jobs."""

    @property
    def pid(self) -> int:
        """The number the system knows it by."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def send(self, frame: Frame) -> None:
        """Send a frame; raise ``ChildDiedError`` if it has ended. May block while it reads nothing."""
        assert self._process.stdin is not None
        try:
            write_frame(self._process.stdin, frame)
        except (OSError, ValueError) as error:  # ValueError: the pipe was closed by ``end``
            raise self._death() from error

    def receive(self) -> Frame | None:
        """Wait for the next frame; None when ``wake`` was called. Raises ``ChildDiedError`` at its end."""
        body = self._bodies.get()
        if body is None:
            self._tell_end()
            raise self._death()
        try:
            return frame_of(body) if body else None
        except BrokenStreamError as error:
            self.kill()
            raise self._death() from error

    def wake(self) -> None:
        """Make a ``receive`` that waits return; does not block, any thread."""
        with suppress(Full):
            self._bodies.put_nowait(b"")

    def kill(self) -> None:
        """End it at once; any thread."""
        with suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End it and let go of everything; any thread, more than once."""
        self.kill()
        with self._end_lock:
            if self._ended:
                return
            self._ended = True
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
            while self._reader.is_alive():
                # It may wait for room among the frames that nobody takes any more.
                with suppress(Empty):
                    self._bodies.get_nowait()
                self._reader.join(0.001)
            self._tell_end()
            for stream in (self._process.stdin, self._process.stdout, self._errors):
                with suppress(OSError):
                    if stream is not None:
                        stream.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            while (body := read_body(self._process.stdout)) is not None:
                self._bodies.put(body)
        except (OSError, BrokenStreamError):
            self.kill()
        self._bodies.put(None)

    def _tell_end(self) -> None:
        """Let whoever still asks hear of the end."""
        with suppress(Full):
            self._bodies.put_nowait(None)

    def _death(self) -> ChildDiedError:
        """Return what is known about its end."""
        try:
            self._process.wait(_LAST_BREATH)
        except subprocess.TimeoutExpired:  # it has closed its pipes and lives on
            self.kill()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
        error = ChildDiedError(
            f"the process that looks for damage has ended: {_cause(self._process.returncode)}"
        )
        with suppress(OSError, ValueError):
            self._errors.seek(0)
            words = self._errors.read().decode("utf-8", "replace").strip()
            if words:
                error.add_note(words[-_LAST_WORDS:])
        return error


def _cause(code: int | None) -> str:
    if code is None:
        return "it does not answer"
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
