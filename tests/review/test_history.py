# SPDX-License-Identifier: Apache-2.0
"""One undo for everything, and no work dropped by acting after an undo."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.review.decision import UNDECIDED, Decision, DecisionChange
from desktop_app.review.history import History


class Register:
    """The simplest thing to have a history: one decision with a note."""

    def __init__(self) -> None:
        self.value = UNDECIDED
        self.history = History()

    def write(self, note: str) -> None:
        change = DecisionChange(note, {"a": self.value}, {"a": Decision(note=note)})
        self.value = change.after["a"]
        self.history.push(change)

    def take(self, change: DecisionChange | None) -> None:
        if change is not None:
            assert change.before["a"] == self.value
            self.value = change.after["a"]


@given(st.lists(st.sampled_from(["undo", "redo", "write"])))
def test_every_state_ever_reached_can_be_reached_by_undo(steps: list[str]) -> None:
    register = Register()
    seen = {register.value}
    for number, step in enumerate(steps):
        if step == "write":
            register.write(str(number))
        else:
            register.take(register.history.undo() if step == "undo" else register.history.redo())
        seen.add(register.value)
    while register.history.redo_label is not None:
        register.take(register.history.redo())
    reached = {register.value}
    while register.history.undo_label is not None:
        register.take(register.history.undo())
        reached.add(register.value)
    assert reached == seen
    assert register.value == UNDECIDED


def test_labels_and_ends() -> None:
    register = Register()
    assert register.history.undo() is None
    assert register.history.redo() is None
    register.write("one")
    register.write("two")
    assert register.history.undo_label == "two"
    register.take(register.history.undo())
    assert (register.history.undo_label, register.history.redo_label) == ("one", "two")
    assert register.history.position == 1
    assert [act.label for act in register.history.acts] == ["one", "two"]
    register.write("three")
    assert [act.label for act in register.history.acts] == ["one", "two", "two", "three"]


def test_a_history_is_restored_at_its_position() -> None:
    register = Register()
    register.write("one")
    again = History(register.history.acts, 0)
    assert again.redo_label == "one"
    with pytest.raises(ValueError, match="no position 2"):
        History(register.history.acts, 2)
