# SPDX-License-Identifier: Apache-2.0
"""Looking for damage in a process of its own, so that whoever waits for it is never held up.

``ProcessEngine`` is the side that asks, ``child`` the side that works. They talk through two pipes in
frames of plain data (``frames``), never in anything that could run code; suggestions go as they are
packed, each pattern once, and only those that have changed (``changes``).
"""

CHILD = "look-for-damage"
"""The one argument that makes a frozen program the child; nobody types it."""
