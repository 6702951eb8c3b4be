# SPDX-License-Identifier: Apache-2.0
"""What breaks unexpectedly goes to a log on this machine and to a dialog that offers to copy it."""

import logging
import platform
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot

from desktop_app import __version__

LOG = logging.getLogger("palimpsest")

_LARGEST_LOG = 512 * 1024


def log_folder() -> Path:
    """Return where the log lies; the folder need not exist yet."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(place) / "log"


def start_log(folder: Path) -> Path:
    """Write the log to ``folder``, three files of half a megabyte at most; return its path.

    A folder that cannot be written costs the log, not the program.
    """
    path = folder / "palimpsest.log"
    for old in list(LOG.handlers):
        LOG.removeHandler(old)
        old.close()
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=_LARGEST_LOG, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    return path


class CrashReporter(QObject):
    """Takes the place of ``sys.excepthook`` while the window runs."""

    happened = Signal(str, str)
    """One sentence, and the details to copy."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = sys.excepthook

    def install(self) -> None:
        """Hear of every exception nobody caught."""
        self._before = sys.excepthook
        sys.excepthook = self._hook

    @Slot()
    def uninstall(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        details = details_of("".join(traceback.format_exception(kind, error, trace)))
        LOG.error("%s", details)
        last = str(error).splitlines()[0] if str(error) else kind.__name__
        self.happened.emit(f"{kind.__name__}: {last}", details)


def details_of(trace: str) -> str:
    """Return a traceback with the facts a maintainer asks for first; no text of the user is in it."""
    return f"Palimpsest {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n{trace}"
