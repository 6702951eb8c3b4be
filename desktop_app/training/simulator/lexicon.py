# SPDX-License-Identifier: Apache-2.0
"""Closed word classes of English, by which mentions are found without a parser."""

PRONOUNS = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "hers", "herself"),
    "it": ("it", "its", "itself", "this", "that", "which"),
    "they": ("they", "them", "their", "theirs", "themselves", "those", "these", "who", "both"),
    "we": ("we", "us", "our", "ours", "ourselves"),
    "i": ("i", "me", "my", "mine", "myself"),
    "you": ("you", "your", "yours", "yourself"),
    "place": ("there", "here", "where"),
    "time": ("then", "today", "yesterday", "tomorrow"),
}
"""Pronouns by the person, number and gender of what they stand for."""

PRONOUN_GROUP = {word: group for group, words in PRONOUNS.items() for word in words}

POSSESSIVE_ENDINGS = ("'s", "’s", "'", "’")

RARELY_RESOLVED = frozenset(
    "this that which those these who both there here where then today yesterday tomorrow".split()
)
"""Words that resolvers link only now and then."""

DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your all both each every some any no another "
    "such many several few most two three four five six seven eight nine ten".split()
)

PARTICLES = frozenset(
    "of the de del della di da du la le van von der den bin al and for in on & 's ’s".split()
)
"""Words that may stand inside a name."""

TITLES = frozenset(
    "president prime minister senator mr mrs ms dr professor prof sir lord lady king queen captain "
    "general colonel governor mayor secretary chancellor director judge justice reverend pope prince "
    "princess sergeant chief".split()
)

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec".split()
)

NUMBERED = frozenset("million billion percent people years votes".split())

CLOSED = frozenset(
    "a an the this that these those and or but nor so yet if then else than because since although though "
    "while when whenever where wherever whether after before until unless as at by for from in into of "
    "off on onto out over per to toward towards under up upon with within without about above across "
    "against along among amid around behind below beneath beside besides between beyond despite down "
    "during except inside like near outside past through throughout till via I i he she it we you they me "
    "him her us them my your his its our their mine yours hers ours theirs myself yourself himself "
    "herself itself ourselves themselves who whom whose which what why how there here not n't n’t no "
    "never also too very just only even still already again once ever often always more most less least "
    "much many few several some any all both each every either neither other another such same own is am "
    "are was were be been being has have had having do does did doing done will would shall should can "
    "could may might must ought 's ’s 'm ’m 're ’re 've ’ve 'll ’ll 'd ’d ca wo ago now however therefore "
    "thus meanwhile moreover instead later soon".split()
)
"""Function words, auxiliaries and frequent adverbs: none of them belongs inside a plain noun phrase."""

VERBS = frozenset(
    "said says say saying told tell tells asked ask asks added add adds made make makes making took take "
    "takes taken went go goes going gone came come comes coming got get gets getting gave give gives "
    "given giving found find finds knew know knows known thought think thinks saw see sees seen seeing "
    "became become becomes left leave leaves kept keep keeps held hold holds brought bring brings began "
    "begin begins begun wrote write writes written stood stand stands heard hear hears let lets meant "
    "mean means set sets met meet meets ran run runs paid pay pays sat sit sits spoke speak speaks spoken "
    "lay led lead leads read reads grew grow grows lost lose loses fell fall falls fallen sent send sends "
    "built build builds understood understand won win wins felt feel feels put puts seemed seem seems "
    "appeared appear appears showed show shows shown tried try tries called call calls used use uses "
    "using worked work works working wanted want wants needed need needs looked look looks turned turn "
    "turns started start starts remained remain remains continued continue continues included include "
    "includes including followed follow follows following according reported report reports announced "
    "announce announces stated state states claimed claim claims believed believe believes agreed agree "
    "agrees happened happen happens described describe describes allowed allow allows expected expect "
    "expects provided provide provides helped help helps joined join joins died die dies killed born "
    "based issued received decided".split()
)
"""Frequent verb forms: a noun phrase ends before one."""
