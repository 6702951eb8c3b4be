# SPDX-License-Identifier: Apache-2.0
"""A phrase shows what it is and what it stands between."""

from desktop_app.repair.splices.candidates import Candidate
from desktop_app.repair.splices.element_table import element_table
from desktop_app.repair.splices.phrase_signs import PhraseSigns

TEXT = "On March 4, 1921 the old NOPB fell. She saw the keeper ( Ada Brook ) and her Ada Brook's boat."
TABLE = element_table(TEXT)


def signs(phrase: str, *, last: bool = False) -> dict[str, float]:
    words = phrase.split()
    places = [i for i in range(len(TABLE)) if TABLE.words[i : i + len(words)] == words]
    start = places[-1 if last else 0]
    return PhraseSigns(TABLE).features(Candidate(start, len(words), phrase.lower(), 2))


def told(found: dict[str, float]) -> set[str]:
    return {name for name, value in found.items() if value == 1}


def test_dates_and_numbers() -> None:
    assert {"is date", "has digit", "after preposition", "before comma"} <= told(signs("March 4"))
    assert not told(signs("the keeper")) & {"is date", "has digit"}


def test_kinds_of_phrases() -> None:
    assert {"is acronym", "before small"} <= told(signs("NOPB"))
    assert {"is lower", "with determiner", "with the"} <= told(signs("the keeper"))
    assert {"is pronoun", "opens"} <= told(signs("She"))
    assert "with clitic" in told(signs("Ada Brook 's"))


def test_what_touches_it() -> None:
    assert {"after comma", "before comma"} <= told(signs("Ada Brook"))
    assert {"before clitic", "after determiner"} <= told(signs("Ada Brook", last=True))


def test_a_name_that_is_never_shortened() -> None:
    table = element_table(
        "Ada Brook sat. Ada Brook read. Oskar Bell sang. Oskar Bell left. Bell wept. So did Bell."
    )
    signs = PhraseSigns(table)
    brook = signs.features(Candidate(0, 2, "ada brook", 2))["head alone"]
    bell = signs.features(Candidate(8, 2, "oskar bell", 2))["head alone"]
    assert table.words[8:10] == ["Oskar", "Bell"]
    assert brook < 0 == bell


def test_pronouns_are_counted_near_and_around() -> None:
    found = signs("the keeper")
    assert found["pronouns near"] == found["pronouns around"] == 2 / len(TABLE)
    table = element_table("She left. " + "Ada Brook wrote a letter to the town. " * 12)
    far = PhraseSigns(table).features(Candidate(len(table) - 9, 2, "ada brook", 12))
    assert far["pronouns near"] == 0 < far["pronouns around"]
