# SPDX-License-Identifier: Apache-2.0
"""The acts on whole texts: the menus File and Edit."""

from desktop_app.ui.actions.spec import ActionSpec, Group
from desktop_app.ui.actions.spec import noop as _n

FILE = (
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
        "read_otherwise",
        _n("Rea&d otherwise…"),
        Group.FILE,
        tip=_n("Choose the encoding, or the column and row of a table; the review begins anew"),
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
    ),
    ActionSpec(
        "export_pdf",
        _n("Export as &PDF…"),
        Group.FILE,
        tip=_n("Write all changes in their places, to be read and printed"),
        ends_section=True,
    ),
    ActionSpec("close", _n("&Close"), Group.FILE, ("@Close",), tip=_n("Close the window")),
    ActionSpec("quit", _n("&Quit"), Group.FILE, ("@Quit",), tip=_n("Leave Palimpsest"), needs_text=False),
)

EDIT = (
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
