# SPDX-License-Identifier: Apache-2.0
"""Memory that was freed goes back to the system: in the window's process and in the child."""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Parameters of GNU's ``mallopt`` (``malloc.h``)."""

_LARGE = 131_072
"""Bytes of a block, and free bytes at the end, that go back at once: what the library itself begins with."""


def give_back_freed_memory() -> None:
    """Tell GNU's C library to give freed memory back; does nothing where there is another one.

    Left alone it raises both thresholds to the largest block it has seen freed and keeps an arena for each
    thread: a process that has looked through a megabyte then holds ten to fifteen megabytes that nobody
    uses. To be called before the first thread is started.
    """
    if sys.platform != "linux":
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return
    for parameter, value in ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE)):
        mallopt(parameter, value)
