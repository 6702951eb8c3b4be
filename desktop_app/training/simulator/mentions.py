# SPDX-License-Identifier: Apache-2.0
"""Find what a coreference resolver might have taken for a mention in healthy text.

Shallow on purpose: closed classes, capitals and a few endings stand in for a parser. A wrong boundary
does no harm, because real resolvers draw wrong boundaries too; what matters is that every kind of
mention that real ones overwrite occurs: pronouns, names and parts of names, possessives, noun phrases
short and long, times, places and coordinations.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.training.simulator.lexicon import (
    CLOSED,
    DETERMINERS,
    MONTHS,
    NUMBERED,
    PARTICLES,
    POSSESSIVE_ENDINGS,
    PRONOUN_GROUP,
    TITLES,
    VERBS,
    WEEKDAYS,
)

LONGEST_MENTION = 5
"""Tokens; longer mentions are rarely replaced, and none of the damaged articles studied has one."""

_SENTENCE_END = frozenset((".", "!", "?", ":", '"', "“", "”", "``", "''", "…"))


class MentionKind(StrEnum):
    """How a mention refers."""

    PRONOUN = "pronoun"
    NAME = "name"
    NOUN = "noun"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that refers to something; indexes count elements of the healthy text."""

    start: int
    """First element."""

    end: int
    """One past the last element."""

    kind: MentionKind

    group: str
    """What it can be linked by: the pronoun's class, or the lower-cased head word."""

    @property
    def length(self) -> int:
        """Number of elements."""
        return self.end - self.start


def find_mentions(words: Sequence[str | None]) -> tuple[Mention, ...]:
    """Return the mentions of a text in document order; they may nest.

    ``words`` are the elements of the text, ``None`` for one that is no token (a break or a gap).
    """
    names = list(_names(words))
    inside_name = {index for mention in names for index in range(mention.start, mention.end)}
    found = {(mention.start, mention.end): mention for mention in _nouns(words, inside_name)}
    found.update(((mention.start, mention.end), mention) for mention in _times(words))
    found.update(((mention.start, mention.end), mention) for mention in names)
    found.update(((mention.start, mention.end), mention) for mention in _pronouns(words))
    found.update(((mention.start, mention.end), mention) for mention in _possessives(words, found.values()))
    found.update(((mention.start, mention.end), mention) for mention in _larger(words, found))
    return tuple(sorted(found.values(), key=lambda mention: (mention.start, -mention.end)))


def _pronouns(words: Sequence[str | None]) -> Iterator[Mention]:
    for index, word in enumerate(words):
        if word is not None and (group := PRONOUN_GROUP.get(word.lower())):
            yield Mention(index, index + 1, MentionKind.PRONOUN, group)


def _is_capitalised(word: str | None) -> bool:
    return word is not None and word[0].isupper()


def _opens_sentence(words: Sequence[str | None], index: int) -> bool:
    before = words[index - 1] if index else None
    return before is None or before in _SENTENCE_END


def _names(words: Sequence[str | None]) -> Iterator[Mention]:
    within = {
        word
        for i, word in enumerate(words)
        if word is not None and _is_capitalised(word) and not _opens_sentence(words, i)
    }
    index, total = 0, len(words)
    while index < total:
        word = words[index]
        if word is None or not _is_capitalised(word) or word.lower() in CLOSED:
            index += 1
            continue
        alone = not _is_capitalised(_at(words, index + 1))
        if alone and word not in within and _opens_sentence(words, index):
            index += 1
            continue
        end = _name_end(words, index)
        yield from _name_and_parts(words, index, end)
        index = end


def _at(words: Sequence[str | None], index: int) -> str | None:
    return words[index] if 0 <= index < len(words) else None


def _name_end(words: Sequence[str | None], start: int) -> int:
    end = start + 1
    while end < len(words):
        word = words[end]
        if word is None:
            break
        if _is_capitalised(word) and word.lower() not in CLOSED:
            end += 1
        elif word in PARTICLES - {"and", "in", "on"} and _is_name_word(_at(words, end + 1)):
            end += 2
        elif word == "of" and _at(words, end + 1) == "the" and _is_name_word(_at(words, end + 2)):
            end += 3
        else:
            break
    return end


def _is_name_word(word: str | None) -> bool:
    return word is not None and _is_capitalised(word) and word.lower() not in CLOSED


def _name_and_parts(words: Sequence[str | None], start: int, end: int) -> Iterator[Mention]:
    head = str(words[end - 1]).lower()
    before = _at(words, start - 1)
    if before is not None and before.lower() == "the":
        yield from _name(start - 1, end, head)
    elif before is not None and before.lower() in DETERMINERS:
        yield Mention(start - 1, end, MentionKind.NOUN, head)
    yield from _name(start, end, head)
    first = next((i for i in range(start, end) if str(words[i]).lower() not in TITLES), start)
    if first > start:
        # After a title the bare name is a mention of its own; other parts of names are not.
        yield from _name(first, end, head)
    if words[end : end + 1] == ["and"] and _is_name_word(_at(words, end + 1)):
        other = _name_end(words, end + 1)
        yield from _name(start, other, head + "+" + str(words[other - 1]).lower())
        yield from _name(end - 1, other, head + "+" + str(words[other - 1]).lower())


def _name(start: int, end: int, head: str) -> Iterator[Mention]:
    if 0 < end - start <= LONGEST_MENTION:
        yield Mention(start, end, MentionKind.NAME, head)


def _is_noun_word(word: str | None) -> bool:
    if word is None:
        return False
    low = word.lower()
    return (
        word[0].isalnum()
        and low not in CLOSED
        and low not in VERBS
        and not (low.endswith("ly") and len(low) > 4)
    )


def _nouns(words: Sequence[str | None], inside_name: set[int]) -> Iterator[Mention]:
    for index, word in enumerate(words):
        if word is None:
            continue
        low = word.lower()
        if low in DETERMINERS:
            end = index + 1
            while end - index < LONGEST_MENTION and _is_noun_word(_at(words, end)):
                end += 1
            if end - index > 1:
                # An "-ed" word at the end is most often the verb that follows.
                if end - index > 2 and str(words[end - 1]).endswith("ed"):
                    end -= 1
                yield Mention(index, end, MentionKind.NOUN, str(words[end - 1]).lower())
        elif (
            index not in inside_name
            and _is_noun_word(word)
            and (_at(words, index - 1) or ".") in CLOSED
            and (_at(words, index - 1) or "").lower() not in DETERMINERS
        ):
            end = index + 1
            while end - index < 3 and end not in inside_name and _is_noun_word(_at(words, end)):
                end += 1
            last = str(words[end - 1]).lower()
            if last.endswith("s") and len(last) > 3:
                yield Mention(index, end, MentionKind.NOUN, last)


def _times(words: Sequence[str | None]) -> Iterator[Mention]:
    for index, word in enumerate(words):
        if word is None:
            continue
        low = word.lower()
        if low in WEEKDAYS and word[0].isupper():
            yield Mention(index, index + 1, MentionKind.TIME, low)
        elif low in MONTHS and word[0].isupper():
            end = index + 1
            while end - index < 4 and (_at(words, end) or "-")[0] in "0123456789,":
                end += 1
            while words[end - 1] == ",":
                end -= 1
            yield Mention(index, end, MentionKind.TIME, " ".join(map(str, words[index:end])).lower())
        elif word.isdigit():
            following = _at(words, index + 1)
            if len(word) == 4:
                yield Mention(index, index + 1, MentionKind.TIME, low)
            elif following is not None and (following.lower() in NUMBERED or following.endswith("s")):
                yield Mention(index, index + 2, MentionKind.NOUN, following.lower())


def _possessives(words: Sequence[str | None], mentions: Iterable[Mention]) -> Iterator[Mention]:
    for mention in list(mentions):
        if mention.kind is MentionKind.PRONOUN or mention.length >= LONGEST_MENTION:
            continue
        if _at(words, mention.end) in POSSESSIVE_ENDINGS:
            yield Mention(mention.start, mention.end + 1, mention.kind, mention.group)


def _larger(words: Sequence[str | None], found: dict[tuple[int, int], Mention]) -> Iterator[Mention]:
    """Join ``X of Y``, ``Trump 's plans`` and ``X , Y`` (an apposition) where the whole is short enough."""
    starts: dict[int, list[Mention]] = {}
    for mention in found.values():
        starts.setdefault(mention.start, []).append(mention)
    for mention in list(found.values()):
        if mention.kind is MentionKind.PRONOUN:
            continue
        joint = _at(words, mention.end)
        if joint in ("of", "and", "for", "in") and mention.kind is MentionKind.NOUN:
            for other in starts.get(mention.end + 1, ()):
                if other.kind is not MentionKind.PRONOUN and other.end - mention.start <= LONGEST_MENTION:
                    yield Mention(mention.start, other.end, MentionKind.NOUN, mention.group)
        if str(_at(words, mention.end - 1)) in POSSESSIVE_ENDINGS[:2]:
            end = mention.end
            while end - mention.start < LONGEST_MENTION and _is_noun_word(_at(words, end)):
                end += 1
            if end > mention.end:
                yield Mention(mention.start, end, MentionKind.NOUN, str(words[end - 1]).lower())
