# SPDX-License-Identifier: Apache-2.0
"""The acts that change what is seen: the menus View, Tools and Help."""

from desktop_app.ui.actions.spec import ActionSpec, Group
from desktop_app.ui.actions.spec import noop as _n

VIEW = (
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

TOOLS = (
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

HELP = (
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
