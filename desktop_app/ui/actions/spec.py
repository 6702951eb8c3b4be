# SPDX-License-Identifier: Apache-2.0
"""What a row of the table of acts tells."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


class Group(StrEnum):
    """The menu an act stands in."""

    FILE = "file"
    EDIT = "edit"
    VIEW = "view"
    REVIEW = "review"
    SERIES = "series"
    TOOLS = "tools"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One act of the window."""

    id: str
    text: str
    """As menus show it, untranslated."""
    group: Group
    keys: tuple[str, ...] = ()
    """Keys that act anywhere in the window, in portable text."""
    letters: tuple[str, ...] = ()
    """Keys that act where no text is typed."""
    area_keys: tuple[str, ...] = ()
    """Keys that act in list, texts and card, where no combo box wants them."""
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    ends_section: bool = False
    """Whether a line follows in the menu."""
    in_menu: bool = True
    needs_text: bool = True
    """Whether the act makes no sense without an open text."""

    @property
    def label(self) -> str:
        """The text in the language of the window."""
        return QCoreApplication.translate("actions", self.text)

    @property
    def status_tip(self) -> str:
        """What the act does, in a sentence, in the language of the window."""
        return QCoreApplication.translate("actions", self.tip or self.text)


def noop(text: str) -> str:
    """Return a text as it is, marked for translators."""
    return str(QT_TRANSLATE_NOOP("actions", text))
