# SPDX-License-Identifier: Apache-2.0
"""One undo for everything: the acts of a review, in order, and how far they are in force."""

from collections.abc import Callable, Iterable

from desktop_app.review.act_log import ActLog, Acts
from desktop_app.review.decision import Decision, DecisionChange


class History:
    """The acts so far. Acting after an undo keeps the undone acts: they can be reached again.

    Undone acts are folded into the past as their redo and undo, as Emacs does, so that no work is
    ever dropped silently.
    """

    def __init__(self, acts: Iterable[DecisionChange] = (), position: int | None = None) -> None:
        self._log = ActLog(acts)
        self._position = len(self._log) if position is None else position
        if not 0 <= self._position <= len(self._log):
            raise ValueError(f"no position {position} in a history of {len(self._log)} acts")

    @property
    def acts(self) -> Acts:
        """All acts up to now, oldest first."""
        return self._log.so_far()

    @property
    def position(self) -> int:
        """How many of the acts are in force: 0..len(acts)."""
        return self._position

    @property
    def undo_label(self) -> str | None:
        """What undo would undo."""
        return self._log.label(self._position - 1) if self._position else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self._log.label(self._position) if self._position < len(self._log) else None

    def push(self, change: DecisionChange) -> None:
        """Record an act that has just been applied."""
        for act in reversed(self.acts[self._position :]):
            self._log.append(act.inverse())
        self._log.append(change)
        self._position = len(self._log)

    def undo(self) -> DecisionChange | None:
        """Step back; return the change to apply, or None at the beginning."""
        if not self._position:
            return None
        self._position -= 1
        return self._log.act(self._position).inverse()

    def redo(self) -> DecisionChange | None:
        """Step forward; return the change to apply, or None at the end."""
        if self._position == len(self._log):
            return None
        self._position += 1
        return self._log.act(self._position - 1)

    def jump(self, position: int) -> tuple[DecisionChange, ...]:
        """Go to the moment after ``position`` acts; return the changes to apply, in order.

        Raises ``ValueError`` for a moment that is not in the history.
        """
        if not 0 <= position <= len(self._log):
            raise ValueError(f"no position {position} in a history of {len(self._log)} acts")
        back = tuple(act.inverse() for act in reversed(self.acts[position : self._position]))
        forth = self.acts[self._position : position]
        self._position = position
        return back + forth

    def reverting(self, number: int, now: Callable[[str], Decision]) -> DecisionChange:
        """Return the change that takes back one act alone, whatever was done since.

        ``number`` counts from 0; ``now`` gives the decision in force on a suggestion. Apply and push
        the change to carry it out.
        """
        act = self._log.act(number)
        return DecisionChange(
            f"Take back: {act.label}", {key: now(key) for key in act.before}, act.before, act.focus
        )
