# SPDX-License-Identifier: Apache-2.0
"""Long work in steps: a generator that yields after each, so that other things can be done meanwhile."""

from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[None, None, T]
"""Yields after each millisecond or two, and returns the result."""

Rest = Callable[[], None]
"""Called between two steps by whoever works in another thread; returns when it may go on."""


def no_rest() -> None:
    """Go on at once: the default where nobody works beside."""


def at_once(work: Steps[T]) -> T:
    """Do all of a work that is short, or that nobody waits beside, and return its result."""
    return in_turn(work, no_rest)


def in_turn(work: Steps[T], rest: Rest) -> T:
    """Do all of a work with a rest between its steps, and return its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result
        rest()
