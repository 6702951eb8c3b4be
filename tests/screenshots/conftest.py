# SPDX-License-Identifier: Apache-2.0
"""Pictures use a settings file of their own."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from desktop_app.ui.settings import SettingsStore


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
