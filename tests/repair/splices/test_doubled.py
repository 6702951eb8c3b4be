# SPDX-License-Identifier: Apache-2.0
"""One thing named twice in the same words: one of both was written over others. ⟦ and ⟧ enclose which."""

import pytest

from desktop_app.repair.detector import CancelToken, no_progress
from desktop_app.repair.detectors.splices import SpliceDetector
from desktop_app.repair.splices.doubled import doubled_phrases, equated_phrases
from desktop_app.repair.splices.element_table import element_table
from desktop_app.repair.splices.tagger import packaged_tagger
from tests.repair.splices.test_splice_cases import marked

ARTICLE = (
    "Ferry line closes after eighty years\n\nFriday, ⟦Friday⟧\n\nThe last ferry of the Lyngdal line "
    "left the pier at noon. Hundreds of people stood in the rain and waved. The line was founded by "
    "Gerrit Maas, ⟦Gerrit Maas⟧, who bought a used boat in 1938 and repaired it with his own hands. In "
    "the winter of 1951 the boat froze in, and the crew walked home over the ice. The new owners, who "
    "run buses, say that nobody needs a boat where there is a bridge. The captain's wife, the painter "
    "⟦Ilse Holt⟧ Ilse Holt, had drawn the boat every year. She showed the drawings in the waiting "
    "room, and most were sold before the afternoon was over. The money goes to the school on the "
    "island. The oldest passenger was ninety and had been on the first trip. The bridge, the toll of "
    "which pays for the buses, opened in May.\n\nNot everybody was sad. A farmer from the north shore "
    "said that he had missed so many trains for the sake of that boat that he could not weep for it. "
    "The buses run four times an hour, and at night as well, and they take pigs. The boat itself was "
    "sold to a museum, which will paint it green again, as it was in the beginning, and put it on a "
    "lawn beside a tram. The crew of six found work on the big ships. Two of them had been on board "
    "for thirty years and could tell by the sound of the engine who was at the wheel. On the last trip "
    "nobody sold tickets. The horn was heard as far as the church, and when it stopped there was "
    "nothing left to hear but the rain, and after a while people put up their umbrellas and went home. "
    "In the evening the council met and gave the pier to the rowing club, with eleven votes to two."
)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("He played Peter Lynley, Peter Lynley, in a film.", ["Peter Lynley"]),
        ("It goes from the Long Pier (the long pier) to Hull.", ["the Long Pier"]),
        ("His friend Ada Low Ada Low wrote it.", ["Ada Low"]),
        ("On Friday, Friday the ship left.", ["Friday"]),
        ("She had 84 votes, 84 votes in all.", ["84 votes"]),
        ("Fans of Duran Duran had had it, very, very much.", []),
        ("I wanted to, I wanted to go there.", []),
        ("The pier. The pier was closed", []),
        ("Ada Low and Ada Low", []),
    ],
)
def test_names_and_noun_phrases_twice_in_a_row(text: str, phrases: list[str]) -> None:
    table = element_table(text)
    pairs = list(doubled_phrases(table))
    assert [table.phrase(p.first, p.first + p.length) for p in pairs] == phrases
    assert all(
        table.phrase(p.first, p.first + p.length).lower()
        == table.phrase(p.second, p.second + p.length).lower()
        for p in pairs
    )


def test_a_name_that_nothing_parts_from_its_description_stands_behind_it() -> None:
    (apart,) = doubled_phrases(element_table("He met Ada Low, Ada Low, there."))
    (close,) = doubled_phrases(element_table("He met the painter Ada Low Ada Low there."))
    assert (apart.first_lost, close.first_lost) == (False, True)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Ada Low is Ada Low.", ["Ada Low"]),
        ("And Ada Low 'm Ada Low.", ["Ada Low"]),
        ("the old pier was also the old pier", ["the old pier"]),
        ("What it was was unclear.", []),
        ("Ada Low was Low.", ["Low"]),
        ("Ada Low met Ada Low.", []),
    ],
)
def test_what_is_said_to_be_itself(text: str, phrases: list[str]) -> None:
    table = element_table(text)
    pairs = equated_phrases(table)
    assert [table.phrase(p.second, p.second + p.length) for p in pairs] == phrases


@pytest.mark.skipif(packaged_tagger() is None, reason="the copy tagger's file or its library is missing")
def test_one_of_two_in_a_row_is_suggested() -> None:
    text, expected = marked(ARTICLE)
    found = list(SpliceDetector().detect(text, CancelToken(), no_progress))
    assert all("twice in a row" in s.explanation for s in found)
    assert [e.kind for s in found for e in s.evidence] == ["repetition"] * len(found)
    assert [(s.span.end - len(s.original.strip()), s.original.strip()) for s in found] == expected
