# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.side_by_side [ROUNDS]``: how soon differences show, here and elsewhere.

The same pair of texts, damaged and repaired, is opened by this program, by Meld and by KDiff3, one after
the other on a virtual screen without a window manager. The picture of the screen is looked at all the
time: the differences show when it first is, but for one pixel in fifty, what it stays in the end. Needs
Debian's packages ``xvfb``, ``meld`` and ``kdiff3``; what is missing is told in one sentence and skipped.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import numpy as np
from numpy.typing import NDArray

from desktop_app.repair.detectors import DETECTORS
from desktop_app.repair.pipeline import find_suggestions
from desktop_app.text.edits import Edit, apply_edits
from tests.benchmarks.large import large_text

DISPLAY = ":87"
SCREEN = (1440, 900)
SETTLED = 4.0
"""Seconds without a change after which the picture counts as the last one."""

LIMIT = 120.0
"""Seconds that a program may take."""

ALIKE = 0.02
"""Share of the pixels in which two pictures that show the same may differ: a caret, a bar of progress."""

Picture = NDArray[np.uint32]


def pair(folder: Path) -> tuple[Path, Path]:
    """Write 1 MB of damaged text and what the quick detectors make of it."""
    damaged = large_text(1)
    quick = [detector for detector in DETECTORS if detector.name != "splices"]
    found = find_suggestions(damaged, detectors=quick).suggestions
    repaired, _ = apply_edits(damaged, tuple(Edit(s.span, s.replacement) for s in found if s.alternatives))
    paths = folder / "damaged.txt", folder / "repaired.txt"
    for path, text in zip(paths, (damaged, repaired), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def programs(original: Path, other: Path) -> dict[str, tuple[str, ...]]:
    """Return the commands of the programs that are there; tell of those that are not."""
    files = str(original), str(other)
    found = {"Palimpsest": (sys.executable, "-m", "desktop_app", *files)}
    for name, command in (("Meld", "meld"), ("KDiff3", "kdiff3")):
        if shutil.which(command):
            found[name] = (command, *files)
        else:
            print(f"{name} is not installed; it is left out.")
    return found


def picture(buffer: Path) -> Picture:
    """Return the pixels of the virtual screen, read from its memory in the format of ``xwd``."""
    data = buffer.read_bytes()
    header = np.frombuffer(data, ">u4", 25)
    begin = int(header[0]) + 12 * int(header[19])  # header and colour map
    pixels = np.frombuffer(data, np.uint32, SCREEN[0] * SCREEN[1], begin)
    return pixels & np.uint32(0xFFFFFF)


def differ(one: Picture, other: Picture) -> float:
    """Return the share of the pixels that differ, 0..1."""
    return float(np.count_nonzero(one != other)) / one.size


def watched(command: Sequence[str], buffer: Path, home: Path) -> float | None:
    """Return the seconds until a program shows what it shows in the end; None if nothing settles."""
    environment = {**os.environ, "DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb", "HOME": str(home)}
    environment |= {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "STATE", "DATA", "CACHE")}
    empty = picture(buffer)
    seen: list[tuple[float, Picture]] = []
    begin = time.perf_counter()
    program = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    changed = begin
    while (now := time.perf_counter()) - begin < LIMIT:
        time.sleep(0.05)
        shot = picture(buffer)
        if not seen or differ(shot, seen[-1][1]) > ALIKE / 20:
            seen.append((now - begin, shot))
            changed = now
        if differ(shot, empty) > ALIKE and now - changed > SETTLED:
            break
    else:
        seen = []
    os.killpg(program.pid, signal.SIGTERM)
    try:
        program.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
    time.sleep(0.5)
    return next((at for at, shot in seen if differ(shot, seen[-1][1]) < ALIKE), None)


def main(rounds: int) -> None:
    """Print how long each program took, in seconds."""
    if not shutil.which("Xvfb"):
        print("There is no virtual screen (Xvfb); nothing was measured.")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = f"{SCREEN[0]}x{SCREEN[1]}x24"
        screen = subprocess.Popen(
            ["Xvfb", DISPLAY, "-screen", "0", size, "-fbdir", name], stderr=subprocess.DEVNULL
        )
        try:
            original, other = pair(folder)
            buffer = folder / "Xvfb_screen0"
            took: dict[str, list[float | None]] = {}
            for number in range(rounds):
                for program, command in programs(original, other).items():
                    home = folder / f"{program}{number}"
                    home.mkdir()
                    took.setdefault(program, []).append(watched(command, buffer, home))
                    print(program, took[program][-1], flush=True)
        finally:
            screen.terminate()
            screen.wait()
    print("\n| | seconds until the differences of 1 MB show |\n|---|---|")
    for program, times in took.items():
        known = [t for t in times if t is not None]
        shown = f"{median(known):.1f}" if known else f"not within {LIMIT:.0f}"
        print(f"| {program} | {shown} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
