# SPDX-License-Identifier: Apache-2.0
"""Passages make up the text; trimming never cuts a word; changes never cut a paragraph's border."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.document import pasted
from desktop_app.exporters.passages import Passage, State, author, passages, reason, remarks, trimmed
from desktop_app.exporters.splitting import changes_of
from desktop_app.repair.suggestion import DamageKind
from desktop_app.review.policy import carry_out, policy_named
from desktop_app.review.session import ReviewSession
from desktop_app.text.edits import Edit, apply_edits
from desktop_app.text.span import Span
from tests.sessions import reviews, sample, suggestion

WORDY = st.text(st.sampled_from("ab 1,\n"), max_size=8)
BROKEN = st.lists(st.sampled_from(["a", "b c", "\n", "\n\n", " "]), max_size=8).map("".join)


@given(reviews())
def test_passages_joined_are_the_text(session: ReviewSession) -> None:
    found = list(passages(session))
    assert "".join(p.original for p in found) == session.document.text
    assert [p.start for p in found] == sorted(p.start for p in found)
    changed = [p.original if p.state is not State.CHANGED else p.wording for p in found]
    assert "".join(changed) == session.result


@given(WORDY, WORDY)
def test_trimming_leaves_both_wordings_whole_and_cuts_no_word(old: str, new: str) -> None:
    head, gone, put, tail = trimmed(old, new)
    assert head + gone + tail == old
    assert head + put + tail == new
    for whole, middle in ((old, gone), (new, put)):
        low, high = len(head), len(head) + len(middle)
        for at in (low, high):
            assert not (0 < at < len(whole) and whole[at - 1].isalnum() and whole[at].isalnum())


def test_trimming_examples() -> None:
    assert trimmed("said , no", "said, no") == ("said", " ", "", ", no")
    assert trimmed("the house", "the horse") == ("the ", "house", "horse", "")


@given(BROKEN.filter(bool), st.data())
def test_changes_amount_to_the_wording_and_cut_no_border(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    item = suggestion(text, start, end, data.draw(BROKEN))
    if item.replacement == item.original:
        return
    session = ReviewSession(pasted(text), [item])
    session.apply(carry_out(session, policy_named("all"), "all"))
    parts = text.split("\n\n")
    starts = [sum(len(p) + 2 for p in parts[:n]) for n in range(len(parts))]
    ends = [s + len(p) for s, p in zip(starts, parts, strict=True)]
    changes = [c for p in passages(session) for c in changes_of(p, text, starts, ends, "\n\n")]
    edits = [Edit(Span(c.start, c.end), c.new) for c in changes]
    assert apply_edits(text, edits)[0] == session.result
    borders = [Span(e, s) for e, s in zip(ends, starts[1:], strict=False)]
    for change in changes:
        assert not any(b.start < at < b.end for b in borders for at in (change.start, change.end))


def test_reasons_and_authors_tell_who_and_how_sure() -> None:
    by_kind = {p.suggestion.kind: p for p in passages(sample()) if p.suggestion and p.state is not State.SAME}
    assert reason(by_kind[DamageKind.GAP]).endswith("Not restorable.")
    assert "Confidence 70%. Not decided yet." in reason(by_kind[DamageKind.PARAGRAPH])
    assert author(by_kind[DamageKind.PARAGRAPH]) == "Palimpsest (not decided)"
    assert author(by_kind[DamageKind.SPLICE]) == "Ada"
    assert reason(Passage(0, "words")) == ""
    session = sample()
    session.apply(carry_out(session, policy_named("all"), "all"))
    assert "Palimpsest (unattended)" in {author(p) for p in passages(session)}


def test_only_the_first_of_an_open_series_of_spaces_has_a_remark() -> None:
    text = "a , b , c ,"
    found = [suggestion(text, n, n + 2, ",", kind=DamageKind.SPACING, series="Space") for n in (1, 5, 9)]
    told = remarks(list(passages(ReviewSession(pasted(text), found))))
    assert list(told) == [1]
    assert "There are 3 such places" in told[1]
