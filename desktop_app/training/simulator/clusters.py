# SPDX-License-Identifier: Apache-2.0
"""Link mentions as a resolver might, rightly or wrongly, and choose what is written over what.

A real resolver is right two times in three. Here names are linked by a shared word, noun phrases by
their head, pronouns mostly to something recent and plausible, and now and then anything to anything:
the tagger must notice *any* spliced phrase, not only those of one resolver.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from desktop_app.training.simulator.antecedents import antecedents, persons
from desktop_app.training.simulator.lexicon import POSSESSIVE_ENDINGS, RARELY_RESOLVED
from desktop_app.training.simulator.mentions import LONGEST_MENTION, Mention, MentionKind
from desktop_app.training.simulator.writing import Write

_KEEP_RARE = 0.15
_RECENT = 6
_APPOSED = 0.4
_STRAY_CLUSTERS = {True: 0.05, False: 0.25}
"""How often anything is linked to anything, by whether the resolver is faithful."""

_GUESSED = {True: 0.4, False: 1.0}
"""How often a pronoun that nothing salient agrees with is linked all the same."""

_NAMED = 5.0
"""Named things are resolved so much more often than others: five of six phrases written have a capital."""

_NESTED_KEPT = 0.25
_CLOSING = frozenset((",", ".", ";", ")", "-", "–", "—"))


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions that a resolver took for the same thing, in document order."""

    mentions: tuple[Mention, ...]


def link(
    words: Sequence[str | None], mentions: Sequence[Mention], rng: Random, *, faithful: bool = False
) -> list[Cluster]:
    """Return the clusters of two or more mentions that a resolver might report.

    A ``faithful`` resolver links personal pronouns to what the text is talking about.
    """
    groups: dict[str, list[Mention]] = {}
    recent: list[Mention] = []
    target: dict[str, str] = {}
    ends: dict[int, str] = {}
    people = persons(words, mentions)
    bridges = _first_names(words, mentions) | _bridges(mentions, rng)
    meant = antecedents(words, mentions, people) if faithful else {}
    for mention in mentions:
        if mention.kind is MentionKind.PRONOUN:
            if str(words[mention.start]).lower() in RARELY_RESOLVED and rng.random() > _KEEP_RARE:
                continue
            key = meant.get(mention)
            if key is None and rng.random() < _GUESSED[faithful]:
                key = _antecedent(mention, recent, target, people, rng)
            if key is not None:
                key = bridges.get(key, key)
                groups.setdefault(key, []).append(mention)
            continue
        key = bridges.get(mention.group, mention.group)
        if (named := ends.get(mention.start - 1)) is not None and _is_apposition(words, mention):
            key = named if rng.random() < _APPOSED else key
        ends[mention.end] = key
        groups.setdefault(key, []).append(mention)
        recent.append(mention)
        del recent[: -3 * _RECENT]
    clusters = [Cluster(tuple(group)) for group in groups.values() if len(group) > 1]
    phrases = [mention for mention in mentions if mention.kind is not MentionKind.PRONOUN]
    while len(phrases) > 4 and rng.random() < _STRAY_CLUSTERS[faithful]:
        chosen = [*rng.sample(list(mentions), min(len(mentions), rng.randint(2, 8))), rng.choice(phrases)]
        clusters.append(Cluster(tuple(sorted(set(chosen), key=lambda m: (m.start, -m.end)))))
    return clusters


def _is_apposition(words: Sequence[str | None], mention: Mention) -> bool:
    """Tell whether ``mention`` stands between commas, as in ``Kerry , the secretary of state , said``."""
    after = words[mention.end] if mention.end < len(words) else None
    return words[mention.start - 1] == "," and (after is None or after in _CLOSING)


def _first_names(words: Sequence[str | None], mentions: Sequence[Mention]) -> dict[str, str]:
    """Link first names and acronyms to the full name."""
    full: dict[str, str] = {}
    for mention in mentions:
        if mention.kind is MentionKind.NAME and mention.length > 1 and "+" not in mention.group:
            parts = [str(words[i]) for i in range(mention.start, mention.end)]
            full.setdefault(parts[0].lower(), mention.group)
            full.setdefault("".join(part[0] for part in parts if part[0].isupper()).lower(), mention.group)
    return {short: group for short, group in full.items() if short != group and group not in full}


def _bridges(mentions: Sequence[Mention], rng: Random) -> dict[str, str]:
    """Link some descriptions (``the president``) and some other names to a name."""
    names = sorted({m.group for m in mentions if m.kind is MentionKind.NAME})
    nouns = sorted({m.group for m in mentions if m.kind is MentionKind.NOUN})
    if not names:
        return {}
    found = {noun: rng.choice(names) for noun in nouns if rng.random() < 0.06}
    found.update((name, rng.choice(names)) for name in names if rng.random() < 0.08)
    return {key: value for key, value in found.items() if value not in found}


def _antecedent(
    mention: Mention, recent: Sequence[Mention], target: dict[str, str], people: set[str], rng: Random
) -> str | None:
    kept = target.get(mention.group)
    speaker = mention.group in ("i", "you", "we")
    if kept is not None and rng.random() < (0.96 if speaker else 0.72):
        return kept
    options = list(recent[-(3 * _RECENT if speaker else _RECENT) :])
    if not options:
        return None
    if rng.random() < 0.85:
        options = [m for m in options if _agrees(mention.group, m, people)] or options
    key = rng.choice(options).group
    target[mention.group] = key
    return key


def _agrees(group: str, mention: Mention, people: set[str]) -> bool:
    plural = mention.group.endswith("s") or "+" in mention.group
    match group:
        case "he" | "she" | "i" | "you":
            return mention.group in people
        case "it":
            return mention.group not in people and not plural
        case "they":
            return plural or mention.kind is MentionKind.NAME
        case "place":
            return mention.kind is MentionKind.NAME and mention.group not in people
        case "time":
            return mention.kind is MentionKind.TIME
        case _:
            return True


def choose_writes(
    words: Sequence[str | None],
    clusters: Sequence[Cluster],
    density: float,
    rng: Random,
    *,
    nested: bool = True,
) -> tuple[Write, ...]:
    """Choose whole clusters until about ``density`` writes per element are reached; document order.

    The resolver may work in windows; each has its own main mention per cluster. Without ``nested`` no
    mention inside another one is written, as where the indexes are kept right.
    """
    wanted = density * len(words)
    window = len(words) + 1 if rng.random() < 0.5 else rng.randint(120, 500)
    thoroughness = rng.choice((0.6, 0.9, 1.0, 1.0, 1.0))
    chosen: dict[tuple[int, int], Write] = {}
    pool = sorted(clusters, key=lambda c: rng.random() ** (1 / _weight(c)), reverse=True)
    for cluster in pool:
        if len(chosen) >= wanted:
            break
        for write in _writes(words, cluster, window, thoroughness, rng):
            chosen.setdefault((write.start, write.end), write)
    ordered = sorted(chosen.values(), key=lambda w: (w.start, -w.end))
    return _without_most_nested(ordered, rng, _NESTED_KEPT if nested else 0.0)


def _weight(cluster: Cluster) -> float:
    """Large clusters and named things are resolved more often than others."""
    named = any(mention.kind is MentionKind.NAME for mention in cluster.mentions)
    return min(len(cluster.mentions), 12) * (_NAMED if named else 1.0)


def _writes(
    words: Sequence[str | None], cluster: Cluster, window: int, thoroughness: float, rng: Random
) -> list[Write]:
    writes = []
    by_window: dict[int, list[Mention]] = {}
    for mention in cluster.mentions:
        by_window.setdefault(mention.start // window, []).append(mention)
    for mentions in by_window.values():
        mentions = [m for m in mentions if _is_writable(words, m)]
        main = _main_mention(words, mentions, rng)
        if main is None:
            continue
        phrase = " ".join(str(words[i]) for i in range(main.start, main.end))
        writes += [
            Write(m.start, m.end, phrase)
            for m in mentions
            if (m.end <= main.start or m.start >= main.end) and rng.random() < thoroughness
        ]
    return writes


def _is_writable(words: Sequence[str | None], mention: Mention) -> bool:
    return mention.length <= LONGEST_MENTION and None not in words[mention.start : mention.end]


def _main_mention(words: Sequence[str | None], mentions: Sequence[Mention], rng: Random) -> Mention | None:
    options = [m for m in mentions if m.kind is not MentionKind.PRONOUN]
    if not options:
        options = [m for m in mentions if rng.random() < 0.1]
    if not options:
        return None
    plain = [m for m in options if str(words[m.end - 1]) not in POSSESSIVE_ENDINGS]
    if plain and rng.random() < 0.95:
        options = plain
    names = [m for m in options if m.kind is MentionKind.NAME]
    if names and rng.random() < 0.7:
        options = names
    way = rng.random()
    if way < 0.55:
        first = options[0].start
        return rng.choice([m for m in options if m.start <= first + 2])
    if way < 0.75:
        longest = max(m.length for m in options)
        return rng.choice([m for m in options if m.length == longest])
    return rng.choice(options)


def _without_most_nested(writes: Sequence[Write], rng: Random, share: float) -> tuple[Write, ...]:
    kept: list[Write] = []
    for write in writes:
        if kept and write.start < kept[-1].end:
            if rng.random() < 0.5 and write.start == kept[-1].start:
                kept[-1] = write
                continue
            if rng.random() >= share:
                continue
        kept.append(write)
    return tuple(kept)
