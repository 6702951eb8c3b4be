# SPDX-License-Identifier: Apache-2.0
"""The window's own ``main``: makes the application, one window, and ends in good order."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app import __version__
from desktop_app.ui.display_probe import what_is_missing
from desktop_app.worker.allocator import give_back_freed_memory


def run_window(arguments: Sequence[str]) -> int:
    """Open the window on the files in ``arguments`` and return the exit code.

    One file is reviewed, two are compared, without any the sample is open. Where no window can be
    shown one sentence says why and what to do instead, and the code is 1.
    """
    parser = argparse.ArgumentParser(prog="palimpsest", description="Review a damaged text in a window.")
    parser.add_argument("files", nargs="*", type=Path, help="a text or a project; two texts to compare")
    parser.add_argument("--version", action="version", version=f"palimpsest {__version__}")
    chosen = parser.parse_args(list(arguments))
    if len(chosen.files) > 2:
        parser.error("open one text, or two to compare")
    missing = what_is_missing()
    if missing is not None:
        print(missing, file=sys.stderr)
        return 1
    return _run(chosen.files)


def _run(files: Sequence[Path]) -> int:
    from PySide6.QtWidgets import QApplication

    from desktop_app.ui.crash_report import CrashReporter, log_folder, start_log
    from desktop_app.ui.desktop import Desktop

    give_back_freed_memory()
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["palimpsest"])
    application.setApplicationName("palimpsest")
    application.setApplicationDisplayName("Palimpsest")
    application.setOrganizationName("Palimpsest")
    application.setApplicationVersion(__version__)
    start_log(log_folder())
    reporter = CrashReporter(application)
    reporter.install()
    desktop = Desktop(application)
    reporter.happened.connect(desktop.show_crash)
    desktop.start(files)
    try:
        return int(application.exec())
    finally:
        reporter.uninstall()
