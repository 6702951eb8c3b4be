# SPDX-License-Identifier: Apache-2.0
"""One undo for everything: the acts of a review, in order, and how far they are in force."""

from collections.abc import Callable, Iterable

from desktop_app.review.decision import Decision, DecisionChange


class History:
    """The acts so far. Acting after an undo keeps the undone acts: they can be reached again.

    Undone acts are folded into the past as their redo and undo, as Emacs does, so that no work is
    ever dropped silently.
    """

    def __init__(self, acts: Iterable[DecisionChange] = (), position: int | None = None) -> None:
        self._acts = list(acts)
        self._position = len(self._acts) if position is None else position
        if not 0 <= self._position <= len(self._acts):
            raise ValueError(f"no position {position} in a history of {len(self._acts)} acts")

    @property
    def acts(self) -> tuple[DecisionChange, ...]:
        """All acts, oldest first."""
        return tuple(self._acts)

    def since(self, number: int) -> tuple[DecisionChange, ...]:
        """Return the acts after the first ``number``."""
        return tuple(self._acts[number:])

    @property
    def position(self) -> int:
        """How many of the acts are in force: 0..len(acts)."""
        return self._position

    @property
    def undo_label(self) -> str | None:
        """What undo would undo."""
        return self._acts[self._position - 1].label if self._position else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self._acts[self._position].label if self._position < len(self._acts) else None

    def push(self, change: DecisionChange) -> None:
        """Record an act that has just been applied."""
        undone = self._acts[self._position :]
        self._acts.extend(act.inverse() for act in reversed(undone))
        self._acts.append(change)
        self._position = len(self._acts)

    def undo(self) -> DecisionChange | None:
        """Step back; return the change to apply, or None at the beginning."""
        if not self._position:
            return None
        self._position -= 1
        return self._acts[self._position].inverse()

    def redo(self) -> DecisionChange | None:
        """Step forward; return the change to apply, or None at the end."""
        if self._position == len(self._acts):
            return None
        self._position += 1
        return self._acts[self._position - 1]

    def jump(self, position: int) -> tuple[DecisionChange, ...]:
        """Go to the moment after ``position`` acts; return the changes to apply, in order.

        Raises ``ValueError`` for a moment that is not in the history.
        """
        if not 0 <= position <= len(self._acts):
            raise ValueError(f"no position {position} in a history of {len(self._acts)} acts")
        back = tuple(act.inverse() for act in reversed(self._acts[position : self._position]))
        forth = tuple(self._acts[self._position : position])
        self._position = position
        return back + forth

    def reverting(self, number: int, now: Callable[[str], Decision]) -> DecisionChange:
        """Return the change that takes back one act alone, whatever was done since.

        ``number`` counts from 0; ``now`` gives the decision in force on a suggestion. Apply and push
        the change to carry it out.
        """
        act = self._acts[number]
        return DecisionChange(
            f"Take back: {act.label}", {key: now(key) for key in act.before}, act.before, act.focus
        )
