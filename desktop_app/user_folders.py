# SPDX-License-Identifier: Apache-2.0
"""Where this program may keep what belongs to the user and not to a document: work in progress, the log."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def state_folder(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Return the folder for unsaved work and the log; it need not exist yet.

    Linux and others: ``$XDG_STATE_HOME/palimpsest``, by default below ``~/.local/state`` (XDG Base
    Directory Specification 0.8). Windows: ``%LOCALAPPDATA%``, never the roaming profile, which would
    carry whole texts over the network. macOS: ``~/Library/Application Support``.
    """
    names = os.environ if environment is None else environment
    home = Path(names.get("HOME") or names.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(names.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Palimpsest"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Palimpsest"
    chosen = names.get("XDG_STATE_HOME", "")
    # The specification: a path that is not absolute counts as unset.
    base = Path(chosen) if chosen.startswith("/") else home / ".local" / "state"
    return base / "palimpsest"
