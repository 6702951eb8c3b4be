# SPDX-License-Identifier: Apache-2.0
"""The house itself: floors, sizes, names, and tools that are known to break."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "desktop_app").rglob("*.py"))
LONGEST_FILE = 400


def test_nothing_imports_upwards() -> None:
    from importlinter.cli import lint_imports

    before = Path.cwd()
    os.chdir(ROOT)
    try:
        assert lint_imports(no_cache=True) == 0
    finally:
        os.chdir(before)


@pytest.mark.parametrize("path", [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda p: p.name)
def test_a_file_is_a_room_with_one_purpose(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# SPDX-License-Identifier: Apache-2.0\n"), path
    assert len(text.splitlines()) <= LONGEST_FILE, path
    assert ast.get_docstring(ast.parse(text)) or "tests" in path.parts, path


def test_no_room_is_a_lumber_room() -> None:
    lumber = {"utils", "util", "helpers", "helper", "common", "misc", "core", "manager", "managers"}
    names = {part for path in SOURCES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not names & lumber


def test_the_command_line_never_imports_qt() -> None:
    code = "import desktop_app.cli.main, sys; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_window_opens_without_the_library_for_office_documents() -> None:
    code = "import desktop_app.ui.desktop, sys; sys.exit(any(m.startswith('lxml') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_pyside_keeps_its_references_to_none() -> None:
    """PySide6 6.12.0 drops one reference to None a call and aborts after some thousands."""
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 250
