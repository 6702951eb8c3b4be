# SPDX-License-Identifier: Apache-2.0
"""Resolve pronouns to what a text is talking about, most often rightly.

Where no index slips, each copy stands where its pronoun stood, and only a resolver that is mostly right
shows how such damage reads: `Byron mother` is about Byron. Salience decides (Lappin and Leass 1994, in
their simplest form): what was mentioned often, lately and as a subject, of the right number and gender.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from math import exp

from desktop_app.training.simulator.lexicon import MONTHS, VERBS, WEEKDAYS
from desktop_app.training.simulator.mentions import Mention, MentionKind

_MEMORY = {"he": 60.0, "she": 60.0, "i": 40.0, "we": 40.0, "it": 25.0, "they": 25.0}
"""Elements after which salience has fallen to a third: people stay in mind longer than things."""

_SUBJECT = 0.6
_PLACE_WORDS = frozenset(("the", "a", "an", "in", "at", "from", "to", "near", "into"))
_ACTS = VERBS | {"was", "is", "had", "has", "who", "'s", "’s"}
_NO_PERSONS = (
    frozenset(
        "university college school party church army association institute council committee court congress "
        "department ministry scholarship company corporation group union league club team society center "
        "centre museum hospital bank government state states city county river street war act award prize "
        "award house senate office agency board foundation network press times news magazine".split()
    )
    | WEEKDAYS
    | MONTHS
)
_LEAST = 0.02
_HIDDEN = frozenset(("which", "that", "this", "who", "those", "these", "both"))
_OPENS = frozenset((".", "!", "?", ";", ":", '"', "“", "”"))


def persons(words: Sequence[str | None], mentions: Sequence[Mention]) -> set[str]:
    """Return the groups of names that look like persons: they act, and stand where no place stands."""
    places, acts, total = Counter[str](), Counter[str](), Counter[str]()
    for mention in mentions:
        if mention.kind is not MentionKind.NAME or mention.group in _NO_PERSONS:
            continue
        before = words[mention.start - 1] if mention.start else None
        after = words[mention.end] if mention.end < len(words) else None
        total[mention.group] += 1
        places[mention.group] += before is not None and before.lower() in _PLACE_WORDS
        acts[mention.group] += after is not None and after.lower() in _ACTS
    return {one for one, count in total.items() if acts[one] and places[one] <= 0.25 * count}


def antecedents(
    words: Sequence[str | None], mentions: Sequence[Mention], people: Container[str]
) -> dict[Mention, str]:
    """Return for personal pronouns the group that they most likely stand for.

    ``mentions`` are in document order, ``people`` are the groups that are persons. What nothing salient
    agrees with is left out.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention, group in _resolve(words, mentions, people, {}).items():
        votes[group][mention.group] += 1
    genders = {
        group: count.most_common(1)[0][0] for group, count in votes.items() if count["he"] + count["she"] > 1
    }
    return _resolve(words, mentions, people, genders)


def _resolve(
    words: Sequence[str | None],
    mentions: Sequence[Mention],
    people: Container[str],
    genders: Mapping[str, str],
) -> dict[Mention, str]:
    seen: dict[str, tuple[int, float]] = {}
    plural: set[str] = set()
    found: dict[Mention, str] = {}
    last_end = -1
    for mention in mentions:
        group = mention.group
        if mention.kind is MentionKind.PRONOUN:
            memory = _MEMORY.get(group)
            if memory is None or str(words[mention.start]).lower() in _HIDDEN:
                continue
            options = (
                (strength * exp((place - mention.start) / memory), one)
                for one, (place, strength) in seen.items()
                if _agrees(group, one, one in people, one in plural, genders)
            )
            salience, chosen = max(options, default=(0.0, ""))
            if salience < _LEAST:
                continue
            found[mention] = group = chosen
        elif mention.kind is MentionKind.TIME or mention.start < last_end:
            continue  # of nested mentions the outer one is spoken about
        elif "+" in group or group.endswith("s"):
            plural.add(group)
        last_end = max(last_end, mention.end)
        before = words[mention.start - 1] if mention.start else None
        place, strength = seen.get(group, (mention.start, 0.0))
        strength *= exp((place - mention.start) / _MEMORY["he"])
        seen[group] = mention.start, strength + 1 + (_SUBJECT if before is None or before in _OPENS else 0)
    return found


def _agrees(pronoun: str, group: str, person: bool, plural: bool, genders: Mapping[str, str]) -> bool:
    match pronoun:
        case "i":
            return person and not plural
        case "he" | "she":
            return person and not plural and genders.get(group, pronoun) == pronoun
        case "it":
            return not person and not plural
        case _:
            return plural or not person
