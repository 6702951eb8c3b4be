# SPDX-License-Identifier: Apache-2.0
"""Which pronouns a name can be replaced by: what its words tell, and what all its places tell together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import exp, log

from desktop_app.repair.infill.closed_classes import FUNCTION_WORDS, PRONOUNS
from desktop_app.repair.infill.document_evidence import Words
from desktop_app.repair.infill.lexicon import Lexicon

_HE = frozenset(
    "mr monsieur herr sir lord king prince duke earl baron emperor pope father son brother husband uncle "
    "nephew grandfather man boy gentleman actor himself spokesman chairman congressman policeman businessman "
    "john james robert michael william david richard joseph thomas charles christopher daniel matthew "
    "anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy "
    "jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin "
    "samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose henry adam "
    "douglas nathan peter zachary kyle walter ethan jeremy harold keith christian roger noah gerald "
    "carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie "
    "gabriel logan alan juan wayne roy ralph randy eugene vincent russell louis philip bobby johnny "
    "bradley barack bill vladimir emmanuel boris antonio hans karl pierre jean mohammed muhammad ahmed "
    "ali hassan abdul ibrahim omar carlos luis miguel jorge pablo fernando ivan sergei dmitri igor "
    "giovanni marco oliver harry oscar leo theo simon martin ian neil graham stuart colin trevor nigel "
    "hugh edmund winston".split()
)
_SHE = frozenset(
    "mrs ms miss mlle mme madame frau lady queen princess duchess empress mother daughter sister wife "
    "aunt niece grandmother woman girl actress widow herself spokeswoman chairwoman congresswoman "
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty "
    "margaret sandra ashley kimberly emily "
    "donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia "
    "kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine "
    "debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria "
    "kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria "
    "teresa ann sara madison frances kathryn janice jean alice abigail sophia grace denise amber doris "
    "marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori "
    "hillary ivanka melania kate anne jane rose lucy ellen julia eva clara nora ingrid greta sofia "
    "fatima aisha leila yasmin isabel carmen lucia elena irina natasha olga svetlana tatiana kristen "
    "jeanne ada".split()
)
_IT = frozenset(
    "university institute church party foundation company corporation corp inc ltd agency committee "
    "council court government ministry department office parliament congress senate house union nations "
    "organization organisation association federation league club team band group bank fund school "
    "college hospital museum police army navy force forces republic kingdom states state city town "
    "village province district county river island ocean sea storm cyclone hurricane earthquake war "
    "battle treaty agreement act law bill report paper document book film movie series album song show "
    "game website site system network program programme project plan product model building ship "
    "shuttle station airport newspaper times post news magazine journal flag language country region "
    "area".split()
)
_WEIGHT = 0.5
_FLOOR = 0.01
_LEAST = -6.0
_TOLD = 2.0


def expected_class(reference: Words) -> str:
    """Return the class of pronouns that the words of a phrase tell, empty where they tell nothing.

    >>> expected_class(("the", "university", "of", "ohio")), expected_class(("mrs.", "amin"))
    ('it', 'she')
    """
    # "Mlle." and "Mr." are titles with their stop.
    content = [w.rstrip(".") for w in reference if w not in FUNCTION_WORDS and w[:1].isalpha()]
    if not content or "and" in reference:
        return "they" if "and" in reference else ""
    if any(w in _IT for w in content):
        return "it"
    women, men = any(w in _SHE for w in content), any(w in _HE for w in content)
    if women != men:
        return "she" if women else "he"
    last = content[-1]
    if (
        reference[0] in ("the", "these", "those", "many", "some")
        and last.endswith("s")
        and not last.endswith("ss")
    ):
        return "they"
    return ""


def entity_key(reference: Words) -> str:
    """Return what joins the ways in which one entity is named: the last word that is no function word."""
    content = [w for w in reference if w not in FUNCTION_WORDS and w[:1].isalnum()]
    return content[-1] if content else " ".join(reference)


def class_shares(
    holes: Iterable[tuple[Words, Mapping[Words, float]]], words: Lexicon
) -> dict[str, dict[str, float]]:
    """Return for each entity (see ``entity_key``) the log share of each class of pronouns.

    ``holes`` are the references with the model's log probabilities of single pronouns. One hole may fit
    ``he`` and ``she`` alike; what ten say together beyond how common the words are, they mostly know.
    """
    usual = {name: sum(exp(words.log_share(form)) for form in forms) for name, forms in PRONOUNS.items()}
    total = sum(usual.values())
    sums: dict[str, dict[str, float]] = defaultdict(lambda: {n: log(u / total) for n, u in usual.items()})
    told: dict[str, str] = {}
    for reference, scores in holes:
        key = entity_key(reference)
        expected = expected_class(reference)
        if expected and key not in told:
            told[key] = expected
            sums[key][expected] += _TOLD
        found = {n: sum(exp(scores.get((form,), -20.0)) for form in forms) for n, forms in PRONOUNS.items()}
        mass = sum(found.values()) + _FLOOR
        for name, share in found.items():
            # What the place says beyond the words' commonness; places that fit no pronoun say little.
            surprise = (share + _FLOOR * usual[name] / total) / mass / (usual[name] / total)
            sums[key][name] += _WEIGHT * log(surprise)
    return {key: _normalised(totals) for key, totals in sums.items()}


def _normalised(totals: Mapping[str, float]) -> dict[str, float]:
    highest = max(totals.values())
    norm = highest + log(sum(exp(v - highest) for v in totals.values()))
    return {name: max(_LEAST, value - norm) for name, value in totals.items()}
