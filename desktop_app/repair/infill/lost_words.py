# SPDX-License-Identifier: Apache-2.0
"""What is known about a place whose words are lost, before one guesses them."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.text.span import Span


class LossKind(StrEnum):
    """How the words were lost."""

    SPLICE = "splice"
    """A name was written over them."""

    COMPOUND = "compound"
    """A hyphenated word or a dash was dropped. It is never guessed, only not read as context."""


MENTION_LENGTHS = ((1, 0.65), (2, 0.18), (3, 0.08), (4, 0.05), (5, 0.04))
"""How many words mentions have that are replaced in place, with shares: those of pronouns, names and
noun phrases in simulated damage."""


@dataclass(frozen=True, slots=True)
class LostWords:
    """A place whose words are lost."""

    span: Span
    """What is to be replaced, in code points of the damaged text: the copy, and the spaces beside it
    that a repair must be free to change."""

    lengths: tuple[tuple[int, float], ...] = ((1, 1.0),)
    """How many words were lost, with probabilities that sum to one; 0 words mean that nothing was."""

    kind: LossKind = LossKind.SPLICE
    """How they were lost."""

    reference: str = ""
    """The phrase that was written over them."""

    same_entity: float = 0.0
    """0..1: how likely the lost words meant the same as ``reference``, as where nothing had slipped."""
