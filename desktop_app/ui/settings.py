# SPDX-License-Identifier: Apache-2.0
"""What the editor has chosen about the window, kept between sessions.

QSettings returns strings for everything in a fresh process, so each field is read with its own type
and checked; whatever cannot be read becomes the default.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 12
"""How many files the menu of recent files holds."""

ZOOM_STEPS = (70, 80, 90, 100, 110, 125, 150, 175, 200)
"""Percent."""


class ThemeChoice(StrEnum):
    """Which colours the window takes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All choices; every field has a default that suits a newcomer."""

    theme: ThemeChoice = ThemeChoice.SYSTEM
    prose_family: str = ""
    """Font family of the two texts; empty for the bundled serif."""
    prose_size: int = 17
    """Pixels at 100 % zoom, 12..32."""
    zoom: int = 100
    """Percent of the whole window, 70..200."""
    view_mode: str = "side by side"
    """The value of a ViewMode."""
    show_invisible: bool = False
    fold_unchanged: bool = False
    reduced_motion: bool = False
    single_keys: bool = True
    """Whether plain letters act while no text is being typed (WCAG 2.1.4 asks for a switch)."""
    advance: bool = True
    """Whether a decision goes on to the next undecided suggestion."""
    save_proof: bool = False
    """Whether the proof of no harm is saved beside exports."""
    show_diagnosis: bool = True
    """Whether the diagnosis comes first when a text is opened."""
    reviewer: str = ""
    """The name under decisions."""
    model_folder: str = ""
    """A folder with a model to use in place of the bundled one; empty for the bundled one."""
    language: str = ""
    """Language of the window, such as ``de``; empty for the system's."""
    shortcuts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys that differ from the table of actions, portable text by action id."""
    recent: tuple[str, ...] = ()
    """Paths, the latest first."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "prose_size", min(32, max(12, self.prose_size)))
        object.__setattr__(self, "zoom", min(ZOOM_STEPS[-1], max(ZOOM_STEPS[0], self.zoom)))
        object.__setattr__(self, "shortcuts", MappingProxyType(dict(self.shortcuts)))

    def with_recent(self, path: Path) -> "Settings":
        """Return the settings with a file at the top of the recent ones."""
        name = str(path.absolute())
        rest = tuple(other for other in self.recent if other != name)
        return replace(self, recent=(name, *rest)[:MOST_RECENT])


class SettingsStore:
    """Reads and writes ``Settings`` and the layout of the window."""

    def __init__(self, backend: QSettings | None = None) -> None:
        self._backend = backend or QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Palimpsest", "palimpsest"
        )

    def load(self) -> Settings:
        """Return what is stored; defaults where nothing, or nothing sensible, is."""
        values: dict[str, Any] = {}
        default = Settings()
        for spec in fields(Settings):
            fallback = getattr(default, spec.name)
            values[spec.name] = self._read(f"choices/{spec.name}", fallback)
        return Settings(**values)

    def save(self, settings: Settings) -> None:
        """Store all choices."""
        for spec in fields(Settings):
            value = getattr(settings, spec.name)
            if isinstance(value, Mapping):
                value = json.dumps({key: list(keys) for key, keys in value.items()})
            elif isinstance(value, tuple):
                value = json.dumps(list(value))
            elif isinstance(value, StrEnum):
                value = value.value
            self._backend.setValue(f"choices/{spec.name}", value)
        self._backend.sync()

    def layout(self, name: str) -> QByteArray:
        """Return a stored geometry or state; empty if none is."""
        value = self._backend.value(f"layout/{name}", QByteArray(), type=QByteArray)
        return value if isinstance(value, QByteArray) else QByteArray()

    def save_layout(self, name: str, value: QByteArray) -> None:
        """Store a geometry or state."""
        self._backend.setValue(f"layout/{name}", value)

    def _read(self, key: str, fallback: Any) -> Any:  # noqa: ANN401 - as many types as fields
        if isinstance(fallback, bool):
            return bool(self._backend.value(key, fallback, type=bool))
        if isinstance(fallback, ThemeChoice):
            text = str(self._backend.value(key, fallback.value, type=str))
            return ThemeChoice(text) if text in set(ThemeChoice) else fallback
        if isinstance(fallback, int):
            return self._number(key, fallback)
        if isinstance(fallback, str):
            return str(self._backend.value(key, fallback, type=str))
        return self._structured(str(self._backend.value(key, "", type=str)), fallback)

    def _number(self, key: str, fallback: int) -> int:
        text = str(self._backend.value(key, str(fallback), type=str))
        return int(text) if text.lstrip("-").isdecimal() else fallback

    @staticmethod
    def _structured(text: str, fallback: Any) -> Any:  # noqa: ANN401 - a mapping or a tuple
        try:
            value = json.loads(text) if text else None
        except ValueError:
            return fallback
        if isinstance(fallback, Mapping) and isinstance(value, dict):
            return {str(key): tuple(map(str, keys)) for key, keys in value.items() if isinstance(keys, list)}
        if isinstance(fallback, tuple) and isinstance(value, list):
            return tuple(map(str, value))
        return fallback
