# SPDX-License-Identifier: Apache-2.0
"""What was freed is seen to be free from outside."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

_USE = """
import sys
from desktop_app.worker.allocator import give_back_freed_memory

def resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

if "give back" in sys.argv:
    give_back_freed_memory()
bytes(20_000_000)  # the library now takes blocks of this size for usual
blocks = [b"x" * 1_000_000 for _ in range(30)]
above = [b"x" * 100_000 for _ in range(3)]  # what lies above them keeps their place from being cut off
before = resident()
del blocks
print(before - resident())
"""


def _given_back(*arguments: str) -> int:
    command = [sys.executable, "-c", _USE, *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return int(told.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only GNU's C library can be told")
def test_freed_blocks_go_back_to_the_system() -> None:
    assert _given_back() < 5_000_000
    assert _given_back("give back") > 25_000_000
