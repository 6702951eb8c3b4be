# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from desktop_app.ui.settings import MOST_RECENT, Settings, SettingsStore, ThemeChoice

CHOSEN = Settings(
    theme=ThemeChoice.DARK,
    prose_family="Georgia",
    prose_size=20,
    zoom=125,
    show_invisible=True,
    single_keys=False,
    reviewer="Ines Ørsted",
    shortcuts={"accept": ("Ctrl+Alt+J",)},
    recent=("/texts/a.txt",),
)


def store_at(path: Path) -> SettingsStore:
    return SettingsStore(QSettings(str(path), QSettings.Format.IniFormat))


def test_nothing_stored_gives_the_defaults(tmp_path: Path) -> None:
    assert store_at(tmp_path / "none.ini").load() == Settings()


def test_a_fresh_process_reads_every_type_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    store_at(path).save(CHOSEN)
    code = (
        "import sys; from PySide6.QtCore import QSettings;"
        "from desktop_app.ui.settings import SettingsStore;"
        "print(repr(SettingsStore(QSettings(sys.argv[1], QSettings.Format.IniFormat)).load()))"
    )
    root = Path(__file__).parents[2]
    seen = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=root
    )
    assert seen.stdout.strip() == repr(CHOSEN)


def test_broken_values_become_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_text("[choices]\ntheme=pink\nzoom=huge\nshortcuts=[1\nrecent=7\nprose_size=900\n")
    loaded = store_at(path).load()
    assert loaded == replace(Settings(), prose_size=32)


def test_recent_files_are_few_and_each_once() -> None:
    settings = Settings()
    for number in [*range(20), 5]:
        settings = settings.with_recent(Path(f"/texts/{number}.txt"))
    assert len(settings.recent) == MOST_RECENT
    assert Path(settings.recent[0]).name == "5.txt"
    assert len(set(settings.recent)) == MOST_RECENT


def test_the_layout_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    first = store_at(path)
    first.save_layout("state", QByteArray(b"\x00\x01layout"))
    first.save(Settings())
    assert store_at(path).layout("state") == QByteArray(b"\x00\x01layout")
    assert store_at(path).layout("other").isEmpty()
