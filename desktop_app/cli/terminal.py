# SPDX-License-Identifier: Apache-2.0
"""What the commands say: complaints in one line each, progress only where somebody looks."""

import sys
import time


def complain(sentence: str) -> None:
    """Tell on standard error, in one line, what went wrong."""
    print(f"palimpsest: {' '.join(sentence.split())}", file=sys.stderr)


def say(sentence: str) -> None:
    """Tell on standard error what was done, only where it is a terminal."""
    if sys.stderr.isatty():
        print(sentence, file=sys.stderr)


class ProgressLine:
    """One line on standard error that is written over; silent where that is no terminal."""

    def __init__(self, files: int) -> None:
        self._files = files
        self._number = 0
        self._name = ""
        self._last = 0.0
        self._shown = 0
        self._watched = sys.stderr.isatty()

    def next_file(self, name: str) -> None:
        """Begin the next of the files."""
        self._number += 1
        self._name = name

    def __call__(self, what: str, share: float) -> None:
        """Show what is being done and how far it is; at most ten times a second."""
        now = time.monotonic()
        if not self._watched or now - self._last < 0.1:
            return
        self._last = now
        line = f"[{self._number}/{self._files}] {self._name}: {what} {share:.0%}"[:100]
        print(f"\r{line:<{self._shown}}", end="", file=sys.stderr, flush=True)
        self._shown = len(line)

    def clear(self) -> None:
        """Wipe the line, before anything else is said and at the end."""
        if self._shown:
            print(f"\r{'':<{self._shown}}\r", end="", file=sys.stderr, flush=True)
            self._shown = 0
