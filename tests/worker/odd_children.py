# SPDX-License-Identifier: Apache-2.0
"""Children that work, but not as one would wish. Run as the child's main: ``main(HOW)``."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.repair.detector import CancelToken, Detector, Progress
from desktop_app.repair.suggestion import DamageKind, Suggestion, suggestion_id
from desktop_app.text.span import Span
from desktop_app.worker.child import main as serve
from tests.test_house import ROOT

_START = (
    "import sys; how = sys.argv[1]; sys.path[:] = sys.argv[2:];"
    "from tests.worker.odd_children import main; main(how)"
)


def command(how: str) -> Callable[[], Sequence[str]]:
    """Return what starts such a child."""
    return lambda: [sys.executable, "-P", "-c", _START, how, str(ROOT), *sys.path]


@dataclass(frozen=True, slots=True)
class Commas:
    """Finds commas, and does something ``odd`` before each."""

    odd: Callable[[str, CancelToken], None] = lambda text, cancel: cancel.raise_if_cancelled()
    name: str = "commas"

    def detect(self, text: str, cancel: CancelToken, progress: Progress) -> Iterator[Suggestion]:
        """Yield a suggestion for each comma."""
        at = text.find(",")
        while at >= 0:
            progress("commas", at / len(text))
            self.odd(text, cancel)
            span = Span(at, at + 1)
            key = suggestion_id(self.name, span, ",")
            yield Suggestion(id=key, span=span, original=",", kind=DamageKind.SPACING, detector=self.name)
            at = text.find(",", at + 1)


def _dies(text: str, cancel: CancelToken) -> None:
    del cancel
    if "live" not in text:
        print("these are the last words", file=sys.stderr, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)


def _breaks(text: str, cancel: CancelToken) -> None:
    del text, cancel
    raise ValueError("no such wheel")


def _sleeps(text: str, cancel: CancelToken) -> None:
    del cancel
    time.sleep(60 if "sleep" in text else 0)


def _waits_for_a_cancel(text: str, cancel: CancelToken) -> None:
    while "wait" in text:
        cancel.raise_if_cancelled()
        time.sleep(0.005)


def _calls_out(text: str, cancel: CancelToken) -> None:
    del text, cancel
    with socket.socket() as outside:
        outside.connect(("127.0.0.1", 9))


def _prints(text: str, cancel: CancelToken) -> None:
    del text, cancel
    print("a library says hello")
    subprocess.run([sys.executable, "-c", "print('so does another program')"], check=True)


def _tells_its_environment(text: str, cancel: CancelToken) -> None:
    del text, cancel
    raise ValueError(" ".join(sorted(os.environ)))


WAYS: dict[str, tuple[Detector, ...]] = {
    "plain": (Commas(),),
    "dies": (Commas(name="first", odd=lambda text, cancel: None), Commas(_dies)),
    "breaks": (Commas(_breaks, "breaking"), Commas()),
    "sleeps": (Commas(_sleeps),),
    "waits": (Commas(_waits_for_a_cancel),),
    "calls out": (Commas(_calls_out),),
    "prints": (Commas(_prints),),
    "environment": (Commas(_tells_its_environment),),
}


def main(how: str) -> None:
    """Be such a child."""
    if how == "stillborn":
        sys.exit(3)
    serve(WAYS[how])
