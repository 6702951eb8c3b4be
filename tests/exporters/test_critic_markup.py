# SPDX-License-Identifier: Apache-2.0
"""CriticMarkup: both texts come back, whatever they hold."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.document import pasted
from desktop_app.exporters.critic_markup import CriticMarkupExporter, read_critic_markup
from desktop_app.exporters.passages import passages
from desktop_app.review.session import ReviewSession
from tests.sessions import MARKS, reviews, sample

HEAVY = st.text(st.sampled_from(MARKS + "a \n"), min_size=1)


@given(reviews())
def test_before_is_the_original_and_after_the_result_with_open_proposals(session: ReviewSession) -> None:
    before, after = read_critic_markup(CriticMarkupExporter().render(session).decode("utf-8"))
    assert before == session.document.text
    assert after == "".join(p.wording for p in passages(session))


@given(reviews(HEAVY.map(pasted)))
def test_a_text_full_of_marks_comes_back(session: ReviewSession) -> None:
    before, after = read_critic_markup(CriticMarkupExporter().render(session).decode("utf-8"))
    assert before == session.document.text
    assert after == "".join(p.wording for p in passages(session))


def test_prose_without_braces_stays_as_it_is() -> None:
    plain = "A \\emph word ~~struck~~, a -- dash, 2 > 1 and C++.\n"
    assert CriticMarkupExporter().render(ReviewSession(pasted(plain))).decode("utf-8") == plain


def test_no_mark_holds_a_whole_paragraph() -> None:
    marked = CriticMarkupExporter().render(sample()).decode("utf-8")
    assert "{++\n\n++}" in marked
    assert "{++\n\nThe" not in marked


def test_what_another_writer_marked_is_read() -> None:
    marked = "One {++new ++}word, {--an old --}one, {~~this~>that~~}{>>why?<<}, \\{++none++\\}"
    assert read_critic_markup(marked) == (
        "One word, an old one, this, {++none++}",
        "One new word, one, that, {++none++}",
    )
