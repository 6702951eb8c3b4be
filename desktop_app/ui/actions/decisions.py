# SPDX-License-Identifier: Apache-2.0
"""The acts that decide: the menus Review and Series."""

from desktop_app.ui.actions.spec import ActionSpec, Group
from desktop_app.ui.actions.spec import noop as _n

REVIEW = (
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
    ActionSpec(
        "peek",
        _n("Show the original while the key is held"),
        Group.REVIEW,
        (),
        ("O",),
        tip=_n("Show what stands in the original in the place of the proposal"),
    ),
)

SERIES = (
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
