# SPDX-License-Identifier: Apache-2.0
"""The closed classes of English that lost words mostly belong to, and what marks a word as unusable."""

PRONOUNS: dict[str, tuple[str, ...]] = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "hers", "herself"),
    "it": ("it", "its", "itself"),
    "they": ("they", "them", "their", "theirs", "themselves"),
    "i": ("i", "me", "my", "mine", "myself"),
    "we": ("we", "us", "our", "ours", "ourselves"),
    "you": ("you", "your", "yours", "yourself"),
}
"""Personal pronouns by what they stand for."""

PRONOUN_CLASS = {form: name for name, forms in PRONOUNS.items() for form in forms}

MARKS = frozenset((".", ",", ":", ";", "?", "!", '"', "'", "(", ")", "[", "]", "-", "--", "–", "—", "..."))
"""Punctuation that may be restored."""

SENTENCE_ENDS = frozenset(".!?")

CLITIC_TAILS = frozenset(("s", "t", "re", "ve", "ll", "d", "m"))
"""What follows the apostrophe of a clitic; a model of word pieces tears them apart."""

PREPOSITIONS = frozenset(
    "of to in for on with at by from as into about over after under between against during through "
    "before among without within around behind above across toward towards until since upon off out "
    "up down near despite like per via than".split()
)

DETERMINERS = frozenset("the a an my your his its our their".split())
"""Two of these never stand side by side; ``her`` is left out, because ``told her the`` is right."""

FUNCTION_WORDS = (
    frozenset(PRONOUN_CLASS)
    | PREPOSITIONS
    | frozenset(
        "the a an and or but nor so if that which who whom whose what when where why how while because "
        "although though whether this these those there here not n't no all any some each every both "
        "either neither such own same other another more most much many few less least only also too "
        "very just even still yet again then now never ever always often however is are was were be been "
        "being am has have had having do does did doing done will would can could shall should may might "
        "must ought 's 're 've 'll 'd 'm one".split()
    )
)
"""Words whose number does not grow."""

AFTER_A = frozenset(
    ("one", "university", "united", "european", "unique", "used", "usual", "useful", "union", "user")
)
"""Words with a vowel letter but no vowel sound at the start."""

AFTER_AN = frozenset(("hour", "hours", "honest", "honor", "honour", "heir", "x-ray"))

NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "hundreds thousand thousands million millions billion billions trillion dozen dozens second "
    "third fourth fifth sixth seventh eighth ninth tenth half twice".split()
)
"""Numbers in words: like figures, they are never invented."""

UNUSABLE = frozenset(
    "fuck fucking shit damn bitch bastard nigger negro negroes nigga cunt whore slut".split()
)
"""Words no program should put into somebody's mouth."""


def takes_an(word: str) -> bool:
    """Tell whether the indefinite article before ``word`` is ``an``.

    >>> takes_an("hour"), takes_an("European"), takes_an("idea")
    (True, False, True)
    """
    low = word.lower()
    if low in AFTER_AN:
        return True
    if low in AFTER_A or low.startswith(("uni", "eu", "one-")):
        return False
    return low[:1] in "aeiou"
