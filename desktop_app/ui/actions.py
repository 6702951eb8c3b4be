# SPDX-License-Identifier: Apache-2.0
"""ACTIONS: one row for each act, from which menus, toolbar, key sheet and command palette are made.

Keys were checked against Qt's standard keys of Windows, X11 and macOS; a test does it again. A key
that begins with ``@`` names a standard key. ``letters`` act only where no text is typed: in the list,
the card and the locked original. Accepting everything has no key, and batches always show a preview.
"""

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


def _n(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("actions", text))


_FILE = (
    ActionSpec(
        "open",
        _n("&Open…"),
        Group.FILE,
        ("@Open",),
        icon="open",
        tip=_n("Open a text, a project, or two texts to compare"),
        needs_text=False,
    ),
    ActionSpec(
        "paste_new",
        _n("New from &clipboard"),
        Group.FILE,
        tip=_n("Review the text on the clipboard"),
        needs_text=False,
    ),
    ActionSpec(
        "compare",
        _n("&Compare two texts…"),
        Group.FILE,
        tip=_n("Review the differences between an original and somebody's version"),
        needs_text=False,
    ),
    ActionSpec(
        "sample",
        _n("Open the &sample"),
        Group.FILE,
        tip=_n("Try everything on a short damaged article"),
        ends_section=True,
        needs_text=False,
    ),
    ActionSpec(
        "save",
        _n("&Save"),
        Group.FILE,
        ("@Save",),
        icon="save",
        tip=_n("Keep the review as a project; from then on every decision is saved at once"),
    ),
    ActionSpec(
        "save_as", _n("Save &as…"), Group.FILE, ("@SaveAs",), tip=_n("Keep the review as another project")
    ),
    ActionSpec(
        "export",
        _n("&Export…"),
        Group.FILE,
        ("Ctrl+Shift+E",),
        icon="export",
        tip=_n("Write the result, a redline or the record of decisions"),
        ends_section=True,
    ),
    ActionSpec("close", _n("&Close"), Group.FILE, ("@Close",), tip=_n("Close the window")),
    ActionSpec("quit", _n("&Quit"), Group.FILE, ("@Quit",), tip=_n("Leave Palimpsest"), needs_text=False),
)

_EDIT = (
    ActionSpec("undo", _n("&Undo"), Group.EDIT, ("@Undo",), icon="undo", tip=_n("Undo the latest act")),
    ActionSpec("redo", _n("&Redo"), Group.EDIT, ("@Redo",), icon="redo", tip=_n("Do the undone act again")),
    ActionSpec(
        "history",
        _n("&History…"),
        Group.EDIT,
        ("Ctrl+Alt+H",),
        tip=_n("See all acts and go back to any of them"),
        ends_section=True,
    ),
    ActionSpec("find", _n("&Find…"), Group.EDIT, ("@Find",), icon="find", tip=_n("Find in the result")),
    ActionSpec(
        "find_next", _n("Find &next"), Group.EDIT, ("@FindNext",), tip=_n("Go to the next place found")
    ),
    ActionSpec(
        "find_previous",
        _n("Find &previous"),
        Group.EDIT,
        ("@FindPrevious",),
        tip=_n("Go to the place found before"),
    ),
    ActionSpec(
        "replace",
        _n("Find and r&eplace…"),
        Group.EDIT,
        ("@Replace",),
        tip=_n("Replace in the result, with a preview"),
    ),
    ActionSpec(
        "go_to",
        _n("&Go to…"),
        Group.EDIT,
        ("Ctrl+L",),
        tip=_n("Go to a paragraph, or with # to a suggestion"),
        ends_section=True,
    ),
    ActionSpec(
        "settings",
        _n("&Settings…"),
        Group.EDIT,
        ("@Preferences", "Ctrl+,"),
        tip=_n("Colours, typeface, keys, your name"),
        needs_text=False,
    ),
)

_VIEW = (
    ActionSpec(
        "view_cycle",
        _n("Next &view"),
        Group.VIEW,
        ("F4",),
        tip=_n("Side by side, in one text, or the result alone"),
    ),
    ActionSpec(
        "view_side",
        _n("&Side by side"),
        Group.VIEW,
        icon="side-by-side",
        tip=_n("Original and result side by side"),
        checkable=True,
    ),
    ActionSpec(
        "view_inline",
        _n("&In one text"),
        Group.VIEW,
        icon="inline",
        tip=_n("Old and new words in one text"),
        checkable=True,
    ),
    ActionSpec(
        "view_result",
        _n("Result &only"),
        Group.VIEW,
        icon="result",
        tip=_n("The result alone, for reading"),
        checkable=True,
        ends_section=True,
    ),
    ActionSpec(
        "toggle_list",
        _n("&List of suggestions"),
        Group.VIEW,
        ("F9",),
        tip=_n("Show or hide the list"),
        checkable=True,
    ),
    ActionSpec(
        "toggle_card",
        _n("&Card"),
        Group.VIEW,
        tip=_n("Show or hide the card of the current suggestion"),
        checkable=True,
    ),
    ActionSpec(
        "toggle_original",
        _n("&Original"),
        Group.VIEW,
        ("Shift+F9",),
        tip=_n("Show or hide the original"),
        checkable=True,
        ends_section=True,
    ),
    ActionSpec(
        "invisible",
        _n("Show in&visible characters"),
        Group.VIEW,
        ("Ctrl+Alt+I",),
        tip=_n("Show spaces, breaks and characters without a shape"),
        checkable=True,
    ),
    ActionSpec(
        "fold",
        _n("&Fold unchanged paragraphs"),
        Group.VIEW,
        ("Ctrl+Alt+U",),
        tip=_n("Show only paragraphs with suggestions"),
        checkable=True,
        ends_section=True,
    ),
    ActionSpec(
        "zoom_in",
        _n("Zoom &in"),
        Group.VIEW,
        ("@ZoomIn", "Ctrl+="),
        tip=_n("Make everything larger"),
        needs_text=False,
    ),
    ActionSpec(
        "zoom_out",
        _n("Zoom &out"),
        Group.VIEW,
        ("@ZoomOut",),
        tip=_n("Make everything smaller"),
        needs_text=False,
    ),
    ActionSpec(
        "zoom_reset", _n("&Normal size"), Group.VIEW, ("Ctrl+0",), tip=_n("Back to 100 %"), needs_text=False
    ),
    ActionSpec(
        "full_screen",
        _n("F&ull screen"),
        Group.VIEW,
        ("@FullScreen",),
        tip=_n("Use the whole screen"),
        checkable=True,
        ends_section=True,
        needs_text=False,
    ),
    ActionSpec("next_pane", _n("Next &pane"), Group.VIEW, ("F6",), tip=_n("List, original, result, card")),
    ActionSpec(
        "previous_pane",
        _n("Previous p&ane"),
        Group.VIEW,
        ("Shift+F6",),
        tip=_n("Card, result, original, list"),
    ),
    ActionSpec(
        "filter",
        _n("Fil&ter the list"),
        Group.VIEW,
        ("Ctrl+Shift+L",),
        ("/",),
        tip=_n("Go to the filter box"),
        ends_section=True,
    ),
    ActionSpec(
        "diagnosis",
        _n("&Diagnosis"),
        Group.VIEW,
        ("Ctrl+Shift+I",),
        tip=_n("What happened to this text"),
        checkable=True,
    ),
)

_REVIEW = (
    ActionSpec(
        "next",
        _n("&Next undecided"),
        Group.REVIEW,
        ("F8",),
        ("N", "J"),
        ("Alt+Down",),
        "next",
        _n("Go to the next undecided suggestion"),
    ),
    ActionSpec(
        "previous",
        _n("&Previous undecided"),
        Group.REVIEW,
        ("Shift+F8",),
        ("P", "K"),
        ("Alt+Up",),
        "previous",
        _n("Go to the previous undecided suggestion"),
    ),
    ActionSpec(
        "next_any",
        _n("Next of any state"),
        Group.REVIEW,
        ("Ctrl+F8",),
        (),
        ("Alt+Shift+Down",),
        tip=_n("Go to the next suggestion, decided or not"),
    ),
    ActionSpec(
        "previous_any",
        _n("Previous of any state"),
        Group.REVIEW,
        ("Ctrl+Shift+F8",),
        (),
        ("Alt+Shift+Up",),
        tip=_n("Go to the previous suggestion, decided or not"),
        ends_section=True,
    ),
    ActionSpec(
        "accept",
        _n("&Accept"),
        Group.REVIEW,
        ("Ctrl+Return", "Ctrl+Enter"),
        ("A", "Return", "Enter"),
        icon="accept",
        tip=_n("Accept the suggestion and go on"),
    ),
    ActionSpec(
        "keep",
        _n("&Keep original"),
        Group.REVIEW,
        ("Ctrl+Shift+Backspace",),
        ("R", "Backspace"),
        icon="keep",
        tip=_n("Leave what stands there and go on"),
    ),
    ActionSpec(
        "edit", _n("&Edit"), Group.REVIEW, ("F2",), ("E",), icon="edit", tip=_n("Write your own wording")
    ),
    ActionSpec(
        "later",
        _n("&Later"),
        Group.REVIEW,
        ("Ctrl+Shift+M",),
        ("L",),
        icon="later",
        tip=_n("Mark for later and go on"),
    ),
    ActionSpec(
        "reset",
        _n("Reset to &undecided"),
        Group.REVIEW,
        ("Ctrl+Shift+D",),
        ("U",),
        tip=_n("Take the decision back, whenever it was made"),
        ends_section=True,
    ),
    ActionSpec(
        "cycle_next",
        _n("Next alternative"),
        Group.REVIEW,
        (),
        ("Right",),
        tip=_n("Choose the next wording without deciding"),
    ),
    ActionSpec(
        "cycle_previous",
        _n("Previous alternative"),
        Group.REVIEW,
        (),
        ("Left",),
        tip=_n("Choose the wording before without deciding"),
    ),
    *(
        ActionSpec(
            f"choose_{n}",
            _n("Take alternative {n}").replace("{n}", str(n)),
            Group.REVIEW,
            (f"Ctrl+{n}",),
            (str(n), f"Num+{n}"),
            tip=_n("Accept this wording and stay"),
            in_menu=False,
        )
        for n in range(1, 10)
    ),
    ActionSpec(
        "note", _n("N&ote"), Group.REVIEW, ("Ctrl+Alt+M",), tip=_n("Write a remark on this suggestion")
    ),
    ActionSpec(
        "bookmark",
        _n("&Bookmark"),
        Group.REVIEW,
        ("Ctrl+F2",),
        ("B",),
        tip=_n("Set or remove a bookmark here"),
        checkable=True,
    ),
    ActionSpec(
        "next_bookmark",
        _n("Next book&mark"),
        Group.REVIEW,
        ("Ctrl+Alt+B",),
        tip=_n("Go to the next bookmark"),
    ),
    ActionSpec(
        "evidence",
        _n("Show the places that spea&k for it"),
        Group.REVIEW,
        ("Ctrl+Alt+E",),
        ("S",),
        tip=_n("Go through the places that support the suggestion"),
    ),
)

_SERIES = (
    ActionSpec(
        "series",
        _n("&Decide the whole series…"),
        Group.SERIES,
        ("Ctrl+Alt+Return",),
        ("Shift+A",),
        icon="series",
        tip=_n("Accept all like cases, after a preview"),
    ),
    ActionSpec(
        "series_keep",
        _n("&Keep the whole series…"),
        Group.SERIES,
        (),
        ("Shift+R",),
        tip=_n("Leave all like cases as they stand, after a preview"),
        ends_section=True,
    ),
    ActionSpec(
        "accept_shown",
        _n("Accept all &shown in the list…"),
        Group.SERIES,
        tip=_n("Accept what the filter shows, after a preview"),
    ),
    ActionSpec(
        "keep_shown",
        _n("Keep all shown in the &list…"),
        Group.SERIES,
        tip=_n("Leave what the filter shows, after a preview"),
        ends_section=True,
    ),
    ActionSpec(
        "accept_sure",
        _n("Accept all s&ure…"),
        Group.SERIES,
        tip=_n("Accept the sure ones, after a look at a random sample"),
    ),
)

_TOOLS = (
    ActionSpec(
        "rerun",
        _n("&Look for damage again"),
        Group.TOOLS,
        ("F7",),
        tip=_n("Run all detectors again; decisions stay"),
    ),
    ActionSpec(
        "cancel",
        _n("&Stop looking"),
        Group.TOOLS,
        tip=_n("Stop the work in the background; what was found stays"),
    ),
    ActionSpec(
        "palette",
        _n("Command &palette…"),
        Group.TOOLS,
        ("Ctrl+Shift+P",),
        tip=_n("Find any act by its name"),
        needs_text=False,
    ),
)

_HELP = (
    ActionSpec(
        "keys",
        _n("&Keys"),
        Group.HELP,
        ("@HelpContents",),
        ("?",),
        tip=_n("All keys on one sheet"),
        needs_text=False,
    ),
    ActionSpec(
        "log", _n("Show the &log"), Group.HELP, tip=_n("Open the folder where the log lies"), needs_text=False
    ),
    ActionSpec(
        "about", _n("&About Palimpsest"), Group.HELP, tip=_n("Version and licences"), needs_text=False
    ),
)

ACTIONS: tuple[ActionSpec, ...] = (*_FILE, *_EDIT, *_VIEW, *_REVIEW, *_SERIES, *_TOOLS, *_HELP)
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
