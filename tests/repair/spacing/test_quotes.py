# SPDX-License-Identifier: Apache-2.0
"""Opening and closing quotation marks, also where some are lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.spacing.quotes import QuoteRole, apostrophe_roles, quote_roles

TOKENS = st.sampled_from(["", "said", "boat", ",", ".", "(", ")", "He", "'s", "sailors", "goin"])


def around(text: str, mark: str) -> list[tuple[str, str]]:
    forms = ["", *text.split(), ""]
    return [(forms[i - 1], forms[i + 1]) for i, form in enumerate(forms) if form == mark]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ('" Go , " she said . " Now . "', "ococ"),
        ('He said " go " and " stay " .', "ococ"),
        ('He left , " she said . " Late . "', "coc"),  # the first mark was lost
        ('They called it a " start " , and " too early .', "oco"),
        ('( " Ruth " )', "oc"),
    ],
)
def test_double_marks(text: str, roles: str) -> None:
    letters = {QuoteRole.OPEN: "o", QuoteRole.CLOSE: "c", QuoteRole.POSSESSIVE: "p"}
    assert "".join(letters[role] for role, _ in quote_roles(around(text, '"'))) == roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The sailors ' wives waited .", "p"),
        ("It was a ' miracle ' , he said .", "oc"),
        ("We were goin ' home , he sang .", "p"),
        ("The ' sailors ' rest ' was a bar .", "opc"),
    ],
)
def test_apostrophes(text: str, roles: str) -> None:
    letters = {QuoteRole.OPEN: "o", QuoteRole.CLOSE: "c", QuoteRole.POSSESSIVE: "p"}
    assert "".join(letters[role] for role, _ in apostrophe_roles(around(text, "'"))) == roles


@given(st.lists(st.tuples(TOKENS, TOKENS), max_size=30))
def test_each_mark_has_one_role_and_a_share_of_certainty(marks: list[tuple[str, str]]) -> None:
    for roles in (quote_roles(marks), apostrophe_roles(marks)):
        assert len(roles) == len(marks)
        assert all(0.33 <= sure <= 1 for _, sure in roles)
