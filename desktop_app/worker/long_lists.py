# SPDX-License-Identifier: Apache-2.0
"""Many suggestions, and the collector of unreachable objects: in the window's process and in the child."""

import gc
from collections.abc import Sized

MANY = 5_000
"""Suggestions from which on the collector is told to leave them alone."""


def set_aside(found: Sized) -> None:
    """Let the collector look past all that there is, where these suggestions are many.

    Suggestions refer to nothing that refers to them: looking through a million of them for rings to
    collect would take longer than looking for damage, and hold the window meanwhile. ``gc.unfreeze``
    takes it back.
    """
    if len(found) > MANY:
        gc.freeze()
