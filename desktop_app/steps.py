# SPDX-License-Identifier: Apache-2.0
"""Long work in steps: a generator that yields after each, so that other things can be done meanwhile."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]
"""Yields after each millisecond or two, and returns the result."""


def at_once(work: Steps[T]) -> T:
    """Do all of a work that is short, or that nobody waits beside, and return its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result
