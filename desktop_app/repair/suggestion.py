# SPDX-License-Identifier: Apache-2.0
"""Suggestion: one place that is damaged, what may have stood there, and why we think so."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from desktop_app.text.span import Span

LOST = "[…]"
"""What a gap that cannot be filled is shown and exported as."""


class DamageKind(StrEnum):
    """What happened at a place."""

    SPACING = "spacing"
    """A tokeniser's spaces."""
    PARAGRAPH = "paragraph"
    """A paragraph break that became spaces."""
    GAP = "gap"
    """A word or a dash that was dropped."""
    SPLICE = "splice"
    """A name written over other words."""
    CHARACTER = "character"
    """Mis-decoded, invisible or escaped characters."""
    RESIDUE = "residue"
    """Marks that a tool left behind: tags, subword signs, Penn brackets."""
    DUPLICATE = "duplicate"
    """A word, sentence or paragraph that stands twice."""
    BOILERPLATE = "boilerplate"
    """Text that belongs to the web page, not to the article."""
    DIFFERENCE = "difference"
    """A second text reads otherwise."""
    OWN = "own"
    """The editor's own change where nothing was suggested."""


class Source(StrEnum):
    """Where the words of an alternative come from, in falling order of trust."""

    RULE = "rule"
    """Decided by the law of the damage: nothing to guess."""
    DOCUMENT = "document"
    """The text itself proves it elsewhere."""
    GRAMMAR = "grammar"
    """A closed class of words, chosen by the place."""
    MODEL = "model"
    """A language model's ranking."""
    DELETION = "deletion"
    """Nothing was lost."""
    REFERENCE = "reference"
    """A second text."""
    EDITOR = "editor"
    """The editor's own words."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A wording for the span of a suggestion."""

    text: str
    """What would stand at the span, spaces included."""

    confidence: float
    """0..1, calibrated: of those shown as 0.8, four in five are right."""

    source: Source = Source.RULE
    """Where the words come from."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact that speaks for a suggestion, and the places in the original that show it."""

    kind: str
    """``mention``, ``neighbour``, ``same-context``, ``repetition`` ...: what the places are."""

    spans: tuple[Span, ...]
    """Places in the original, code points."""

    sentence: str
    """The fact in a few words for the card; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A damaged place with its possible repairs.

    No alternatives mean: something was lost here and cannot be restored from what we know.
    """

    id: str
    """Stable: a new run on the same text gives the same id. See ``suggestion_id``."""

    span: Span
    """The place, code points of the original."""

    original: str
    """What stands at ``span``."""

    kind: DamageKind
    """What happened."""

    alternatives: tuple[Alternative, ...] = ()
    """Best first; none equals ``original``."""

    certainty: float = 1.0
    """0..1, calibrated: how sure it is that this place is damaged at all."""

    explanation: str = ""
    """Why, in one sentence that an editor understands."""

    evidence: tuple[Evidence, ...] = ()
    """The facts behind the explanation."""

    series: str = ""
    """A short title shared by all suggestions with the same cause, as in ``Space before a comma``."""

    detector: str = ""
    """The name of the detector."""

    lost_words: tuple[int, int] = (0, 0)
    """Least and greatest number of words that are missing; (0, 0) where none are."""

    lost_shares: tuple[float, ...] = ()
    """How probable each number from the least to the greatest is, summing to 1; empty if not known."""

    def elsewhere(self, key: str, span: Span) -> "Suggestion":
        """Return the same suggestion with another id at another place of the same length."""
        other = object.__new__(Suggestion)
        for name in Suggestion.__slots__:
            object.__setattr__(other, name, getattr(self, name))
        object.__setattr__(other, "id", key)
        object.__setattr__(other, "span", span)
        return other

    @property
    def replacement(self) -> str:
        """The proposed wording: the best alternative, or ``[…]`` with the spaces that set it off."""
        if self.alternatives:
            return self.alternatives[0].text
        before = " " if self.original[:1].isspace() or not self.original else ""
        after = " " if self.original[-1:].isspace() or not self.original else ""
        return f"{before}{LOST}{after}"

    @property
    def confidence(self) -> float:
        """How sure the proposed wording is, 0..1; 0 for a gap that cannot be filled."""
        return self.alternatives[0].confidence if self.alternatives else 0.0


def suggestion_id(detector: str, span: Span, original: str) -> str:
    """Return the id of a suggestion: 12 hexadecimal digits that any run on the same text gives again."""
    key = f"{detector}\0{span.start}\0{span.end}\0{original}"
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
