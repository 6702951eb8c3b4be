# SPDX-License-Identifier: Apache-2.0
"""No text leaves the machine, and nothing that is opened runs anything."""

import ast
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from desktop_app.review.project_file import ProjectFile
from tests.cut_projects import project_of
from tests.test_house import ROOT, SOURCES

NETWORK = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "asyncio", "requests", "httpx", "aiohttp"}
RUNNING = {"subprocess", "pickle", "marshal", "shelve", "runpy", "ctypes"}

GUARD = """
import os, sys
forbidden = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.bind", "socket.sendto",
             "urllib.", "ftplib.", "smtplib.", "http.client", "webbrowser.",
             "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile",
             "pickle.find_class")
def watch(event, arguments):
    if armed and event.startswith(forbidden):
        os.write(2, f"forbidden: {event} {arguments}".encode())
        os._exit(99)
armed = False
sys.addaudithook(watch)
"""


def run(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run code in a process that ends with 99 when it reaches for the network or another program."""
    return subprocess.run(
        [sys.executable, "-c", GUARD + textwrap.dedent(code), *arguments],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_guard_guards() -> None:
    result = run("import socket\narmed = True\nsocket.create_connection(('127.0.0.1', 9))")
    assert result.returncode == 99, result.stderr


def test_the_whole_way_without_a_network(tmp_path: Path) -> None:
    result = run(
        """
        import desktop_app.cli.main as cli
        from pathlib import Path
        folder, sample = Path(sys.argv[1]), sys.argv[2]
        armed = True
        for kind in ("json", "text", "html"):
            assert cli.run(["repair", sample, "--format", kind, "--output", str(folder / f"out.{kind}")]) == 0
        """,
        str(tmp_path),
        str(ROOT / "resources" / "samples" / "article.txt"),
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out.html").stat().st_size > 1000


def test_the_window_reviews_without_a_network(tmp_path: Path) -> None:
    result = run(
        """
        import os
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = sys.argv[1]
        from PySide6.QtCore import QSettings
        from PySide6.QtWidgets import QApplication
        from desktop_app.ui.desktop import Desktop
        from desktop_app.ui.settings import Settings, SettingsStore
        from desktop_app.worker.thread_engine import ThreadEngine, no_refiner
        application = QApplication([])
        backend = QSettings(sys.argv[1] + "/settings.ini", QSettings.Format.IniFormat)
        store = SettingsStore(backend)
        store.save(Settings(show_diagnosis=False))
        desktop = Desktop(application, store, ThreadEngine(no_refiner))
        desktop.window.show()
        armed = True
        desktop.file_acts.open_text('<img src="http://example.org/x.png"> one , two .')
        while desktop.detection.busy or not desktop.window.controller.order:
            application.processEvents()
        for _ in range(2):
            desktop.window.actions_["accept"].trigger()
            application.processEvents()
        assert desktop.keeping.autosave.flush()
        print(desktop.window.controller.history.position)
        desktop.window.close()
        os._exit(0 if not sys.stdout.flush() else 1)
        """,
        str(tmp_path),
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split()[-1] == "2"


def test_opening_a_project_runs_nothing(tmp_path: Path) -> None:
    path, whole = project_of(tmp_path, lines=50)
    result = run(
        """
        from pathlib import Path
        from desktop_app.review.project_file import ProjectFile
        from desktop_app.review.salvage import salvage
        armed = True
        project = ProjectFile.open(Path(sys.argv[1]))
        print(len(project.read().acts), len(salvage(Path(sys.argv[1])).acts))
        """,
        str(path),
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == [str(len(whole.acts))] * 2
    ProjectFile.open(path).close()


STARTING = (
    ROOT / "desktop_app" / "ui" / "display_probe.py",
    ROOT / "desktop_app" / "worker" / "child_process.py",
)
"""They start a process of our own: to ask whether there is a display, and to look for damage."""

CALLING = ROOT / "desktop_app" / "worker" / "allocator.py"
"""It asks the C library that runs anyway to give freed memory back; it loads no other."""


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if "training" not in p.parts and p not in STARTING], ids=lambda p: p.name
)
def test_no_room_reaches_outside(path: Path) -> None:
    forbidden = NETWORK | RUNNING - ({"ctypes"} if path == CALLING else set())
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""] + [f"{node.module}.{alias.name}" for alias in node.names]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for name in names:
            assert name.split(".")[0] not in forbidden, f"{path} imports {name}"
            assert "QtNetwork" not in name, f"{path} imports {name}"


def test_only_the_running_library_is_called() -> None:
    calls = [n for n in ast.walk(ast.parse(CALLING.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    loads = [
        ast.unparse(n) for n in calls if "DLL" in ast.unparse(n.func) or "Library" in ast.unparse(n.func)
    ]
    assert loads == ["ctypes.CDLL(None)"]
