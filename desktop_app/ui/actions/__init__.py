# SPDX-License-Identifier: Apache-2.0
"""ACTIONS: one row for each act, from which menus, toolbar, key sheet and command palette are made.

Keys were checked against Qt's standard keys of Windows, X11 and macOS; a test does it again. A key
that begins with ``@`` names a standard key. ``letters`` act only where no text is typed: in the list,
the card and the locked original. Accepting everything has no key, and batches always show a preview.
"""

from PySide6.QtCore import QCoreApplication

from desktop_app.ui.actions.decisions import REVIEW, SERIES
from desktop_app.ui.actions.looks import HELP, TOOLS, VIEW
from desktop_app.ui.actions.spec import ActionSpec, Group
from desktop_app.ui.actions.spec import noop as _n
from desktop_app.ui.actions.texts import EDIT, FILE

__all__ = ["ACTIONS", "MENU_TITLES", "TOOLBAR", "ActionSpec", "Group", "menu_title"]

ACTIONS: tuple[ActionSpec, ...] = (*FILE, *EDIT, *VIEW, *REVIEW, *SERIES, *TOOLS, *HELP)
"""All acts, in the order of the menus."""

TOOLBAR: tuple[tuple[str, ...], ...] = (
    ("open", "save"),
    ("undo", "redo"),
    ("previous", "next"),
    ("accept", "keep", "edit", "later"),
    ("view_side", "view_inline", "view_result"),
    ("find", "export"),
)
"""The acts in the toolbar, by group."""

MENU_TITLES: dict[Group, str] = {
    Group.FILE: _n("&File"),
    Group.EDIT: _n("&Edit"),
    Group.VIEW: _n("&View"),
    Group.REVIEW: _n("&Review"),
    Group.SERIES: _n("&Series"),
    Group.TOOLS: _n("&Tools"),
    Group.HELP: _n("&Help"),
}
"""Untranslated titles of the menus."""


def menu_title(group: Group) -> str:
    """Return the title of a menu in the language of the window."""
    return QCoreApplication.translate("actions", MENU_TITLES[group])
