# SPDX-License-Identifier: Apache-2.0
"""Closed word classes of English, as far as candidates, mentions and anomalies need them."""

PRONOUNS = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "hers", "herself"),
    "it": ("it", "its", "itself"),
    "they": ("they", "them", "their", "theirs", "themselves", "themself"),
    "we": ("we", "us", "our", "ours", "ourselves"),
    "i": ("i", "me", "my", "mine", "myself"),
    "you": ("you", "your", "yours", "yourself", "yourselves"),
    "that": (
        "this",
        "that",
        "these",
        "those",
        "which",
        "who",
        "whom",
        "whose",
        "one",
        "both",
        "there",
        "here",
    ),
}
"""Pronouns by what they can stand for."""

PRONOUN_GROUP = {form: group for group, forms in PRONOUNS.items() for form in forms}

PERSONAL = frozenset(form for form, group in PRONOUN_GROUP.items() if group != "that")
"""Personal pronouns, their possessives and reflexives."""

POSSESSIVES = frozenset("his her its their our my your whose".split())

CLITICS = frozenset("'s ’s ' ’ 'S ’S".split())
"""Marks of the possessive case; ``'s`` may be a verb, too."""

ARTICLES = frozenset("the a an this that these those".split())

DETERMINERS = (
    ARTICLES
    | POSSESSIVES
    | frozenset(
        "all both each every some any no another such many several few most other two three four five six "
        "seven eight nine ten".split()
    )
)
"""Words that can begin a noun phrase."""

PREPOSITIONS = frozenset(
    "at by for from in into of off on onto out over per to toward towards under up upon with within "
    "without about above across against along among amid around behind below beneath beside besides "
    "between beyond despite down during except inside like near outside past through throughout till "
    "until via as than after before since".split()
)

CONJUNCTIONS = frozenset(
    "and or but nor so yet if then else because although though while when whenever where wherever "
    "whether unless however".split()
)

IS = frozenset("am is are was were 'm ’m 's ’s 're ’re".split())
"""Forms of *be* between a subject and what it is; ``'s`` may be something else, too."""

AUXILIARIES = frozenset(
    "am is are was were be been being has have had having do does did doing done will would shall "
    "should can could may might must ought ca wo 'm ’m 're ’re 've ’ve 'll ’ll 'd ’d n't n’t not".split()
)

ADVERBS = frozenset(
    "how why what there here never also too very just only even still already again once ever often "
    "always more less least much either neither same own ago now therefore thus later soon well".split()
)

CLOSED = (
    frozenset(PRONOUN_GROUP) | DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS | CLITICS
)
"""Every word of the classes above, lower case."""

TITLES = frozenset(
    "president prime minister senator mr mrs ms mr. mrs. ms. dr dr. professor sir lord lady king queen "
    "captain general colonel governor mayor secretary chancellor judge justice reverend pope prince "
    "princess chief".split()
)
"""Words before a person's name."""

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december".split()
)
