# SPDX-License-Identifier: Apache-2.0
"""Which phrases may have been written over the text."""

import pytest

from desktop_app.repair.detector import CancelledError, CancelToken
from desktop_app.repair.splices.candidates import REACH, find_candidates
from desktop_app.repair.splices.element_table import element_table


def phrases(text: str) -> list[str]:
    table = element_table(text)
    return [table.phrase(c.start, c.end) for c in find_candidates(table, CancelToken())]


def test_repeated_names_and_noun_phrases_of_any_kind_are_candidates() -> None:
    text = (
        "Ann Low saw the old pier . Then Ann Low Ann Low left the old pier to all countries , all countries"
    )
    found = phrases(text)
    for phrase in ("Ann Low", "the old pier", "all countries"):
        assert found.count(phrase) == text.count(phrase)


def test_capitals_make_no_difference() -> None:
    assert phrases("The Kremlin was shut . It said the Kremlin was old .")[:1] == ["The Kremlin"]


@pytest.mark.parametrize(
    "text",
    [
        "It was of the sea and of the sun .",  # function words
        "Go , Ann . Go ,",  # a mark at the end
        "He did go . She did go",  # a verb group
        "Ann , who left . Bob , who",
    ],
)
def test_what_is_no_mention_is_no_candidate(text: str) -> None:
    assert not {"of the", "Go ,", "did go", ", who"} & set(phrases(text))


def test_occurrences_are_counted_within_reach() -> None:
    near = element_table("Ann Low left . " + "so it was " * 10 + "Ann Low .")
    far = element_table("Ann Low left . " + "so it was " * REACH + "Ann Low .")
    assert any(c.repeats == 2 and c.length == 2 for c in find_candidates(near, CancelToken()))
    assert not any(c.key == "ann low" for c in find_candidates(far, CancelToken()))


def test_a_cancel_is_heard() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        find_candidates(element_table("Ann and Ann"), cancel)
