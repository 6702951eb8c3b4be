# SPDX-License-Identifier: Apache-2.0
"""Whether a window can be shown here at all, found out before Qt would abort the process.

Qt ends the process when its platform plugin cannot reach a display. A question asked beforehand, in
a process of its own where needed, turns that into one sentence.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Mapping

INSTEAD = "Without a window, run: palimpsest repair FILE --format text"

_PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def what_is_missing(environment: Mapping[str, str] | None = None, system: str = sys.platform) -> str | None:
    """Return one sentence on why no window can be shown and what to do instead, or None if one can."""
    variables = os.environ if environment is None else environment
    if importlib.util.find_spec("PySide6") is None:
        return f"The window needs PySide6, which is not installed (pip install PySide6-Essentials). {INSTEAD}"
    chosen = variables.get("QT_QPA_PLATFORM", "")
    if system.startswith("linux") and not chosen:
        if not variables.get("DISPLAY") and not variables.get("WAYLAND_DISPLAY"):
            return (
                "There is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not set). "
                f"{INSTEAD}"
            )
        if not _a_window_system_answers(variables):
            return (
                "The display does not answer, or a library that Qt needs to reach it is missing "
                f"(on Debian and Ubuntu: libegl1 libxkbcommon-x11-0 libxcb-cursor0). {INSTEAD}"
            )
    return _libraries_missing()


def _libraries_missing() -> str | None:
    try:
        import PySide6.QtSvg
        import PySide6.QtWidgets  # noqa: F401 - only whether it loads
    except ImportError as error:
        return f"Qt cannot be loaded: {_short(error)}. {INSTEAD}"
    return None


def _short(error: ImportError) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else "a library is missing"


def _a_window_system_answers(variables: Mapping[str, str]) -> bool:
    """Let another process try: if Qt aborts, it aborts there."""
    try:
        probe = subprocess.run(
            [sys.executable, "-c", _PROBE],
            env=dict(variables),
            capture_output=True,
            timeout=15,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.returncode == 0
