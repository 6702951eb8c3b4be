# SPDX-License-Identifier: Apache-2.0
"""``palimpsest`` and ``python -m desktop_app``: the window, or a command without one."""

import sys
from collections.abc import Sequence

from desktop_app.worker import CHILD

COMMANDS = ("repair", "diagnose", "compare", "export")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command of ``cli`` if the first argument names one, else open the window.

    Both are imported late: the commands work where PySide6 is not installed.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and (words[0] in COMMANDS or words[0] in {"-h", "--help", "--version"}):
        from desktop_app.cli.main import run

        return run(words)
    if words == [CHILD] and getattr(sys, "frozen", False):
        from desktop_app.worker.child import main as look_for_damage

        look_for_damage()
        return 0
    from desktop_app.ui.application import run_window

    return run_window(words)


if __name__ == "__main__":
    sys.exit(main())
