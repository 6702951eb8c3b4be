# SPDX-License-Identifier: Apache-2.0
"""Candidates that the document itself proves: the same context elsewhere, the rest of a name."""

from collections import Counter
from collections.abc import Callable, Iterator, Set

from desktop_app.repair.infill.closed_classes import FUNCTION_WORDS, MARKS
from desktop_app.repair.infill.damaged_words import HOLE, DamagedWords
from desktop_app.repair.infill.lexicon import EDGE
from desktop_app.text.span import Span

Words = tuple[str, ...]

_MOST_PLACES = 60
"""Places of a neighbour that are looked at, the nearest ones."""

_MOST_COMPARED = 300
"""Places of a candidate that are compared, the nearest ones: a long text must not cost more a hole."""

_MOST_CANDIDATES = 40
_FARTHEST = 3
_MOST_PROOFS = 3

_DETERMINERS = ("the", "this", "that", "these", "his", "her", "their", "its")
_SINGULAR = frozenset(("this", "that"))
_PLURAL = frozenset(("these",))
_PLURAL_NOUNS = frozenset("people men women children feet teeth mice geese police cattle".split())
_EITHER_NUMBER = frozenset("series species means news data media sheep fish aircraft lens gas bus".split())
_LINKS = frozenset((",", "(", "is", "was", "are", "were"))


def document_candidates(document: DamagedWords, place: int, length: int) -> tuple[Words, ...]:
    """Return word sequences of ``length`` that the document has beside the same words, best first.

    ``place`` is the unit index of the hole.
    """
    found: Counter[Words] = Counter()
    for words, weight in _beside(document, place, length):
        if HOLE not in words and EDGE not in words:
            found[words] += weight
    return tuple(words for words, _ in found.most_common(_MOST_CANDIDATES))


def _beside(document: DamagedWords, place: int, length: int) -> Iterator[tuple[Words, int]]:
    units = document.units
    left, right = document.left(place), document.right(place)
    left2, right2 = document.left(place, 2), document.right(place, 2)
    for k in document.near(left, place, _MOST_PLACES):
        if k + length >= len(units):
            continue
        words = tuple(u.form for u in units[k + 1 : k + 1 + length])
        both = k + 1 + length < len(units) and units[k + 1 + length].form == right
        longer = k > 0 and units[k - 1].form == left2
        if length > 1 and not (both or longer or left not in FUNCTION_WORDS | MARKS):
            continue
        yield words, 1 + 8 * both + 3 * longer
    for k in document.near(right, place, _MOST_PLACES):
        if k < length:
            continue
        words = tuple(u.form for u in units[k - length : k])
        longer = k + 1 < len(units) and units[k + 1].form == right2
        if length > 1 and not (longer or right not in FUNCTION_WORDS | MARKS):
            continue
        yield words, 1 + 3 * longer


def context_matches(document: DamagedWords, place: int, words: Words) -> tuple[int, int, int, int]:
    """Return how often ``words`` stand elsewhere after the same word, before the same, both, and with two.

    The last counts places that share two neighbouring words on one side, or one on each side and more.
    """
    units = document.units
    left, right = document.left(place), document.right(place)
    left2, right2 = document.left(place, 2), document.right(place, 2)
    size = len(words)
    after = before = both = wide = 0
    if not words:
        return 0, 0, 0, 0
    for k in _elsewhere(document, place, words):
        end = k + size
        fits_left = k > 0 and units[k - 1].form == left and left not in (HOLE, EDGE)
        fits_right = end < len(units) and units[end].form == right and right not in (HOLE, EDGE)
        after += fits_left
        before += fits_right
        both += fits_left and fits_right
        wide += (fits_left and k > 1 and units[k - 2].form == left2) or (
            fits_right and end + 1 < len(units) and units[end + 1].form == right2
        )
    return after, before, both, wide


def shared_information(
    document: DamagedWords, place: int, words: Words, information: Callable[[str], float]
) -> tuple[float, float]:
    """Return how much the best other place of ``words`` has in common with this one.

    ``information`` is that of a word, in nats. First the sum over the same words on both sides, three
    at most on each; then the smaller side's sum: ``the ... of`` proves little, ``Enrique ... Nieto`` all.
    """
    most = (0.0, 0.0)
    for k in _elsewhere(document, place, words):
        left, _ = _agreement(document, place, k, -1, information)
        right, _ = _agreement(document, place, k + len(words) - 1, 1, information)
        most = (max(most[0], left + right), max(most[1], min(left, right)))
    return most


def proofs(
    document: DamagedWords, place: int, words: Words, information: Callable[[str], float], least: float
) -> tuple[Span, ...]:
    """Return where ``words`` stand in the same context, that included, in code points; the best first.

    Only places that share at least ``least`` nats with the hole at unit ``place`` count.
    """
    found = []
    for k in _elsewhere(document, place, words):
        left, before = _agreement(document, place, k, -1, information)
        right, after = _agreement(document, place, k + len(words) - 1, 1, information)
        if left + right >= least:
            first, last = document.units[k - before], document.units[k + len(words) - 1 + after]
            found.append((-(left + right), Span(first.start, last.end)))
    return tuple(span for _, span in sorted(found)[:_MOST_PROOFS])


def _elsewhere(document: DamagedWords, place: int, words: Words) -> Iterator[int]:
    units = document.units
    for k in document.near(words[0], place, _MOST_COMPARED) if words else ():
        if len(words) == 1 or tuple(u.form for u in units[k : k + len(words)]) == words:
            yield k


def _agreement(
    document: DamagedWords, place: int, other: int, step: int, information: Callable[[str], float]
) -> tuple[float, int]:
    """Return the information of the words that both places share in one direction, and their number."""
    units = document.units
    total, count = 0.0, 0
    for distance in range(1, _FARTHEST + 1):
        a, b = place + step * distance, other + step * distance
        if not (0 <= a < len(units) and 0 <= b < len(units)) or a == b:
            break
        form = units[a].form
        if form != units[b].form or form in (HOLE, EDGE):
            break
        total += information(form)
        count += 1
    return total, count


def sequence_count(document: DamagedWords, place: int, words: Words) -> int:
    """Return how often the words stand together undamaged, several words only near unit ``place``."""
    return document.count(words[0]) if len(words) == 1 else sum(1 for _ in _elsewhere(document, place, words))


def name_sequences(document: DamagedWords, length: int) -> list[Words]:
    """Return names of ``length`` words in the document, the commonest first; ``the`` may be one of them."""
    found: Counter[Words] = Counter()
    for words in noun_phrases(document):
        if len(words) == length and document.as_written(words[-1])[:1].isupper():
            found[words] += 1
    return [words for words, _ in found.most_common()]


def same_entity_candidates(
    document: DamagedWords, reference: Words, beside: Set[Words], is_common: Callable[[str], bool]
) -> tuple[Words, ...]:
    """Return other ways the document may name what ``reference`` names: its parts, and noun phrases.

    Parts of the name, longer names that share a word with it, and what it is called by its common words
    (``the cyclone`` for Cyclone Ada) come first, then what stands ``beside`` it (``appositions``), then
    the document's commonest names and ``the ...`` phrases; each also as a possessive. ``is_common``
    tells whether a word may be proposed though the document writes it only as part of names.
    """
    heads = {w for w in reference if w not in FUNCTION_WORDS and w[:1].isalnum()}
    related: Counter[Words] = Counter()
    others: Counter[Words] = Counter()
    for words in noun_phrases(document):
        (related if heads & set(words) else others)[words] += 1
    for size in range(1, len(reference) + 1):
        for start in range(len(reference) - size + 1):
            part = reference[start : start + size]
            if heads & {part[-1]} and part[0] not in MARKS:
                related[part] += 1
    tails = [reference[k:] for k in range(len(reference)) if reference[k] in heads]
    for tail in tails[-2:]:
        name = document.as_written(tail[-1])
        for determiner in _DETERMINERS:
            # "the KPA" is said, "the Paris" and "her Paris" hardly.
            said = not name[:1].isupper() or (determiner == "the" and name.isupper())
            if said and _agree(determiner, tail[-1]):
                related[(determiner, *tail)] += 1
    for head in sorted(heads, key=reference.index):
        if is_common(head):
            related.update((d, head) for d in ("the", "this") if _agree(d, head))
    for words in sorted(beside):
        related[words] += others.pop(words, 1)
    related.pop(reference, None)
    chosen = [w for w, _ in related.most_common(44)] + [w for w, _ in others.most_common(24)]
    possessive = [(*w, "'s") for w in [reference, *chosen] if w[-1] != "'s" and len(w) < 6]
    return tuple(dict.fromkeys([*chosen, *possessive]))


def _agree(determiner: str, noun: str) -> bool:
    """Tell whether a determiner may stand before a noun, as ``this animals`` and ``these report`` may not."""
    if noun in _EITHER_NUMBER or determiner not in _SINGULAR | _PLURAL:
        return True
    plural = noun in _PLURAL_NOUNS or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))
    return plural == (determiner in _PLURAL)


def appositions(document: DamagedWords, reference: Words) -> frozenset[Words]:
    """Return the noun phrases that stand beside ``reference`` as another name for it.

    ``X , the poet``, ``X was a poet``, ``the poet X``: a comma or a form of *be* between them, or nothing.
    """
    units, size = document.units, len(reference)
    starts = {
        k
        for k in document.near(reference[0], 0, _MOST_COMPARED)
        if tuple(u.form for u in units[k : k + size]) == reference
    }
    if not starts:
        return frozenset()
    ends = {k + size for k in starts}
    found = set()
    for first, words in _placed_noun_phrases(document):
        end = first + len(words)
        after = first in ends or (first - 1 in ends and units[first - 1].form in _LINKS)
        before = end in starts or (end + 1 in starts and end < len(units) and units[end].form in _LINKS)
        if after or before:
            found.add(words)
    for end in ends:
        if document.right(end) in ("a", "an") and units[end].form in _LINKS:
            # "Ada was a Danish poet": later she is "the poet".
            k = end + 2
            while (
                k < len(units)
                and k < end + 6
                and _could_be_noun(document, units[k].form, units[k].word, True)
            ):
                k += 1
            if k > end + 2:
                found.add(("the", units[k - 1].form))
    return frozenset(found)


def noun_phrases(document: DamagedWords) -> Iterator[Words]:
    """Yield the names and the phrases with a determiner, as often as they stand undamaged."""
    for _, words in _placed_noun_phrases(document):
        yield words


def _placed_noun_phrases(document: DamagedWords) -> Iterator[tuple[int, Words]]:
    units = document.units
    k = 0
    while k < len(units):
        word = units[k].word
        opening = units[k].form in ("the", "this", "that", "his", "their", "its")
        end = k + 1 if opening else k
        while (
            end < len(units)
            and end - k < 5
            and _could_be_noun(document, units[end].form, units[end].word, opening)
        ):
            end += 1
            if not units[end - 1].word[:1].isupper() and opening and end - k > 2:
                break
        size = end - k - (1 if opening else 0)
        if size >= 1 and (opening or word[:1].isupper()):
            yield k, tuple(u.form for u in units[k:end])
            if opening and end - k > 2:
                yield k, tuple(u.form for u in units[k : k + 2])
        k = max(end, k + 1) if not opening else k + 1


def _could_be_noun(document: DamagedWords, form: str, word: str, after_article: bool) -> bool:
    if not word[:1].isalpha() or form in FUNCTION_WORDS or word in (HOLE, EDGE):
        return False
    return after_article or (word[0].isupper() and document.as_written(form)[:1].isupper())
