# SPDX-License-Identifier: Apache-2.0
"""Features of candidates where the lost words meant the same as the name that was written over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log, log1p

from desktop_app.repair.infill.closed_classes import NUMBER_WORDS, PRONOUN_CLASS
from desktop_app.repair.infill.document_evidence import Words
from desktop_app.repair.infill.entity_classes import entity_key, expected_class

_POSSESSIVES = ("his", "its", "their", "my", "our", "your")
_OTHERS = ("he", "him", "she", "it", "they", "them", "i", "me", "we", "us", "you")
SPEAKERS = ("i", "we", "you")
"""Classes of pronouns for those who talk."""

DEMONSTRATIVES = ("this", "that", "these", "those", "which", "who", "there", "here", "both", "one")
"""Words that can take up an entity though they are no personal pronouns."""

_SEVERAL = ("we", "they")
_PERSONS = {"i": 1.0, "he": -1.0, "she": -1.0}
"""Whoever speaks says ``I``, and ``he`` of somebody else."""

_LEAST = 0.02
_AGAIN = 15.0
_MOST_FIT = 6.0
"""Nats by which a place is said to fit a wording better than the entity's other places; more is noise."""


def names_several(reference: Words, *, named: bool) -> bool:
    """Tell whether a phrase names more than one; ``named`` tells whether its last word is a name's.

    >>> names_several(("190", "universities"), named=False), names_several(("paris",), named=True)
    (True, False)
    """
    counted = any(word in NUMBER_WORDS or word == "both" for word in reference[:-1])
    plural = reference[-1].endswith("s") and not reference[-1].endswith(("ss", "us", "is", "'s"))
    return "and" in reference or counted or reference[-1] in ("two", "both") or (plural and not named)


@dataclass(frozen=True, slots=True)
class EntityForms:
    """How a document speaks of its entities."""

    phrases: Mapping[Words, int]
    """How often each noun phrase stands by itself, see ``noun_phrases``."""

    named: Mapping[str, int]
    """How often each entity (see ``entity_key``) was named where the names were lost or written over."""

    beside: frozenset[Words]
    """Phrases that stand beside the copied one as another name for it, see ``appositions``."""


@dataclass(frozen=True, slots=True)
class EntityPlace:
    """What is known about a hole whose lost words meant the same as a phrase."""

    reference: Words
    """The phrase."""

    classes: Mapping[str, float]
    """Log share of each class of pronouns for this entity, see ``class_shares``."""

    scores: Mapping[Words, float]
    """The model's log probabilities here, of pronouns too."""

    distance: float
    """Units since the entity was last named or overwritten; infinite where it never was."""

    quoted: bool
    """Whether a quotation mark is open here."""

    speaks: float
    """1 where the entity itself speaks here, -1 where another one does, 0 where the text does not tell."""

    opens: bool
    """Whether a sentence begins here."""

    usual: Mapping[str, float]
    """Log share of each class among the pronouns that stand undamaged in the document."""

    near: Mapping[str, float]
    """Each class's nearness: 1 where one of its pronouns stands beside the hole, falling to 0."""

    named: bool
    """Whether the phrase is written as a name."""

    several: bool
    """Whether the phrase names more than one, see ``names_several``."""

    usual_scores: Mapping[Words, float]
    """Means of ``scores`` over the places where this phrase was written; empty if it is the only one."""

    forms: EntityForms
    """How the document speaks of this entity and others."""

    opens_paragraph: bool
    """Whether a paragraph begins here."""

    def features(self, words: Words, model: float, names: float) -> dict[str, float]:
        """Return the features of a candidate; ``model`` and ``names`` are two of its common ones."""
        kind = PRONOUN_CLASS.get(words[0]) if len(words) == 1 else None
        if kind is not None:
            speaker = kind in SPEAKERS
            told = expected_class(self.reference)
            return {
                "place_fit": self._fit(words),
                "pronoun": 1.0,
                "pronoun_class": self.classes.get(kind, 0.0),
                "pronoun_again": exp(-self.distance / _AGAIN),
                "told_class": float(kind == told),
                "other_class": float(not speaker and told not in ("", kind)),
                "quoted_speaker": float(speaker and self.quoted),
                "unquoted_speaker": float(speaker and not self.quoted),
                "own_speech": self.speaks * _PERSONS.get(kind, 0.0),
                "class_share": self.usual.get(kind, 0.0),
                "class_near": self.near.get(kind, 0.0),
                "name_class": float(self.named and kind in ("he", "she")),
                "noun_class": float(not self.named and kind in ("it", "they")),
                "speaker_class": float(speaker and self._of_speakers()),
                "number_fits": (1.0 if kind in _SEVERAL else -1.0 if kind != "you" else 0.0) * self.several,
            }
        possessive = len(words) > 1 and words[-1] == "'s"
        bare = words[:-1] if possessive else words
        share = self._possessive_share()
        return {
            "model": 0.0,
            "model_share": 0.0,
            "long_model": model / len(words),
            "slot": log(share if possessive else 1.0 - share),
            "place_fit": self._fit(words),
            "opens": float(self.opens and names > 0),
            "opens_paragraph": float(self.opens_paragraph),
            "name_again": exp(-self.distance / _AGAIN),
            "stands": log1p(self.forms.phrases.get(bare, 0)),
            "salience": log1p(self.forms.named.get(entity_key(bare), 0)),
            "apposed": float(bare in self.forms.beside),
            "demonstrative": float(len(words) == 1 and words[0] in DEMONSTRATIVES),
            **self._relation(bare),
            "determiner": float(bare[0] in ("the", "this", "that", "these")),
            "pronoun_determiner": float(bare[0] in PRONOUN_CLASS),
            "possessive": float(possessive),
        }

    def _fit(self, words: Words) -> float:
        """Return how much better the place fits the wording than the other places of the entity do.

        The model finds rare names unlikely everywhere, which says nothing about the place.
        """
        if words not in self.usual_scores or words not in self.scores:
            return 0.0
        return min(_MOST_FIT, max(-_MOST_FIT, self.scores[words] - self.usual_scores[words]))

    def _of_speakers(self) -> bool:
        """Tell whether the phrase itself speaks of who talks to whom, as ``you two`` does."""
        return any(PRONOUN_CLASS.get(word) in SPEAKERS for word in self.reference)

    def _relation(self, bare: Words) -> dict[str, float]:
        """Tell in which way the candidate and the phrase share words."""
        own, given = _without_article(bare), _without_article(self.reference)
        if own == given:
            name = "whole_possessive" if bare == self.reference else "with_article"
        elif given[: len(own)] == own:
            name = "first_part"
        elif given[-len(own) :] == own:
            name = "last_part"
        elif set(own) <= set(given):
            name = "inner_part"
        elif own[-len(given) :] == given:
            name = "fuller"
        elif set(given) <= set(own):
            name = "longer"
        else:
            name = "overlap" if set(own) & set(given) else "unrelated"
        return {name: 1.0}

    def _possessive_share(self) -> float:
        """Return how likely the place wants a possessive, from the pronouns that fit it."""
        own = sum(exp(self.scores.get((form,), -20.0)) for form in _POSSESSIVES)
        others = sum(exp(self.scores.get((form,), -20.0)) for form in _OTHERS)
        total = own + others
        share = own / total if total > 0.0 else 0.5
        return min(1.0 - _LEAST, max(_LEAST, share))


def _without_article(words: Words) -> Words:
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an", "this", "that", "these") else words
