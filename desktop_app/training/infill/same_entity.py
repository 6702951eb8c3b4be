# SPDX-License-Identifier: Apache-2.0
"""Names written over mentions of the same entity, linked as a resolver does when it is mostly right.

The simulator links mentions loosely, because a tagger must notice every splice. Which pronoun a name
stands for can only be learned where the links hold: here pronouns go to the nearest name of their
class, first persons to whoever is named beside their quotation, to one speaker, or to each other: in
interviews ``you two`` and ``our`` are written over ``we``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from desktop_app.repair.infill.closed_classes import PRONOUN_CLASS
from desktop_app.repair.infill.entity_classes import expected_class
from desktop_app.repair.infill.entity_features import SPEAKERS
from desktop_app.repair.infill.quotations import Quotations
from desktop_app.text.span import Span
from desktop_app.text.tokens import tokens
from desktop_app.training.simulator.mentions import Mention, MentionKind, find_mentions

_REACH = 60
_LINKED = {"he": 0.95, "she": 0.95, "it": 0.5, "they": 0.5, "i": 0.8, "we": 0.25, "you": 0.1}
_OVERWRITTEN = 0.7
_LEAST_MENTIONS = 3
_POSSESSIVES = ("'s", "’s")
_TALKING: tuple[tuple[str, ...], ...] = (("we",), ("i",), ("we", "you"), ("i", "you"))
"""Classes of pronouns that may speak of the same people."""

_UNNAMED_SPEAKERS = 0.4
_UNNAMED = "#"
_INDEFINITE = frozenset("a an another any no some each every many most few several all both".split())


@dataclass(frozen=True, slots=True)
class Overwritten:
    """A text with names over mentions."""

    text: str
    spans: tuple[Span, ...]
    """The copies in ``text``, sorted."""

    originals: tuple[tuple[str, ...], ...]
    """The tokens that stood there."""


def overwrite_mentions(text: str, seed: int) -> Overwritten:
    """Return ``text`` with most mentions of its main entities overwritten by their names."""
    rng = Random(seed)
    places = tokens(text)
    words = [place.of(text) for place in places]
    mentions = [m for m in find_mentions(words) if m.end - m.start <= 5]
    groups = _linked(words, mentions, rng)
    writes: dict[int, tuple[Mention, str]] = {}
    for key, group in groups.items():
        names = [
            m
            for m in group
            if (m.kind is not MentionKind.PRONOUN or key == _UNNAMED) and words[m.end - 1] not in _POSSESSIVES
        ]
        if len(group) < _LEAST_MENTIONS or not names:
            continue
        main = names[0] if rng.random() < 0.6 else rng.choice(names)
        phrase = text[places[main.start].start : places[main.end - 1].end]
        for mention in group:
            old = text[places[mention.start].start : places[mention.end - 1].end]
            if old.casefold() != phrase.casefold() and rng.random() < _OVERWRITTEN:
                writes.setdefault(mention.start, (mention, phrase))
    parts, spans, originals = [], [], []
    position, length = 0, 0
    for start in sorted(writes):
        mention, phrase = writes[start]
        first, last = places[mention.start].start, places[mention.end - 1].end
        if first < position:
            continue
        parts += [text[position:first], phrase]
        length += first - position
        spans.append(Span(length, length + len(phrase)))
        length += len(phrase)
        originals.append(tuple(words[mention.start : mention.end]))
        position = last
    parts.append(text[position:])
    return Overwritten("".join(parts), tuple(spans), tuple(originals))


def _linked(words: Sequence[str], mentions: Sequence[Mention], rng: Random) -> dict[str, list[Mention]]:
    classes = _classes(words, mentions)
    groups: dict[str, list[Mention]] = defaultdict(list)
    recent: list[Mention] = []
    linked = dict(_LINKED)
    speaker = _speaker(mentions, classes)
    speakers: tuple[str, ...] = SPEAKERS
    quotations = Quotations(words)
    owners = {m.end - 1: m.group for m in mentions if m.kind is MentionKind.NAME}
    """Who is meant by a word, for names by their last one."""
    if rng.random() < _UNNAMED_SPEAKERS:
        speaker, speakers = _UNNAMED, rng.choice(_TALKING)
        linked |= dict.fromkeys(speakers, linked["i"])
    for mention in _outermost([m for m in mentions if _could_be_linked(words, m)]):
        if mention.kind is not MentionKind.PRONOUN:
            groups[mention.group].append(mention)
            recent.append(mention)
            continue
        kind = PRONOUN_CLASS.get(words[mention.start].lower())
        if kind is None or rng.random() > linked[kind]:
            continue
        if kind in SPEAKERS:
            said_by = quotations.speaker(mention.start) if kind == "i" else None
            named = "" if said_by is None else owners.get(said_by, "")
            if named or (speaker and kind in speakers):
                groups[named or speaker].append(mention)
            continue
        for earlier in reversed(recent):
            if mention.start - earlier.end > (3 * _REACH if kind in ("he", "she") else _REACH):
                break
            if classes.get(earlier.group) == kind:
                groups[earlier.group].append(mention)
                owners[mention.start] = earlier.group
                break
    return groups


def _could_be_linked(words: Sequence[str], mention: Mention) -> bool:
    """Leave out times, indefinite phrases, and ``his book`` and ``Ada 's book``, where the owner is meant."""
    if mention.kind is MentionKind.TIME or mention.group[0].isdigit():
        return False
    if any(word in _POSSESSIVES for word in words[mention.start : mention.end - 1]):
        return False
    first = words[mention.start].lower()
    return mention.kind is MentionKind.PRONOUN or (first not in PRONOUN_CLASS and first not in _INDEFINITE)


def _outermost(mentions: Sequence[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in mentions:
        if mention.start >= end:
            yield mention
            end = mention.end


def _classes(words: Sequence[str], mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the class of pronouns that each group goes with, as far as words or the text tell."""
    pronouns = Counter(PRONOUN_CLASS.get(word.lower(), "") for word in words)
    usual = "he" if pronouns["he"] >= pronouns["she"] else "she"
    classes: dict[str, str] = {}
    for mention in mentions:
        if mention.kind is MentionKind.PRONOUN or mention.group in classes:
            continue
        phrase = tuple(w.lower() for w in words[mention.start : mention.end])
        told = expected_class(phrase)
        if not told and mention.kind is MentionKind.NAME:
            told = usual if mention.length > 1 and phrase[0] != "the" else ""
        if not told and mention.kind is MentionKind.NOUN:
            told = "they" if mention.group.endswith("s") else "it"
        if told:
            classes[mention.group] = told
    return classes


def _speaker(mentions: Sequence[Mention], classes: dict[str, str]) -> str:
    people = Counter(
        m.group for m in mentions if m.kind is MentionKind.NAME and classes.get(m.group) in ("he", "she")
    )
    return people.most_common(1)[0][0] if people else ""
