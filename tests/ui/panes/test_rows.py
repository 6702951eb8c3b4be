# SPDX-License-Identifier: Apache-2.0
"""Rows cover both texts, and no cut goes through a suggestion."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.document import pasted
from desktop_app.repair.conflicts import without_conflicts
from desktop_app.repair.packed import pack
from desktop_app.repair.suggestion import Alternative, DamageKind, Suggestion, suggestion_id
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from desktop_app.text.span import Span
from desktop_app.ui.panes import review_rows
from desktop_app.ui.panes.modes import Side
from desktop_app.ui.panes.review_rows import ReviewRows, RowsChange
from desktop_app.ui.panes.rows import LONGEST_ROW, RowIndex, Spans

KINDS = st.sampled_from([k for k in DamageKind if k is not DamageKind.OWN])
WORDINGS = st.text("ab \n", max_size=5)
VERDICTS = st.sampled_from(Verdict)


@st.composite
def findings(draw: st.DrawFn, text: str) -> list[Suggestion]:
    places = st.integers(0, len(text))
    found = []
    for _ in range(draw(st.integers(0, 8))):
        start, end = sorted((draw(places), draw(places)))
        end = min(end, start + 12)
        original = text[start:end]
        wordings = [w for w in draw(st.lists(WORDINGS, max_size=2, unique=True)) if w != original]
        found.append(
            Suggestion(
                id=suggestion_id(str(wordings), Span(start, end), original),
                span=Span(start, end),
                original=original,
                kind=draw(KINDS),
                alternatives=tuple(Alternative(w, 0.6) for w in wordings),
            )
        )
    return list(without_conflicts(pack(found)))


@st.composite
def reviews(draw: st.DrawFn) -> ReviewSession:
    text = draw(st.text("abc  .\n", max_size=80))
    session = ReviewSession(pasted(text), draw(findings(text)))
    decided = [s for s in session.suggestions if draw(st.booleans())]
    for suggestion in decided:
        verdict = draw(VERDICTS)
        wording = draw(WORDINGS) if verdict is Verdict.ACCEPTED else None
        session.apply(session.decide([suggestion.id], verdict, replacement=wording))
    return session


def complete(session: ReviewSession, *, preview: bool = True) -> ReviewRows:
    rows = ReviewRows(session, preview=preview)
    while not rows.complete:
        rows.grow(0.001)
    return rows


def stands(rows: ReviewRows, row: int, side: Side) -> str:
    content = rows.content(row, side)
    return "".join(piece.stands for piece in (*content.pieces, *content.terminator))


@given(reviews(), st.booleans())
def test_rows_cover_both_texts_exactly(session: ReviewSession, preview: bool) -> None:
    rows = complete(session, preview=preview)
    numbers = range(len(rows.index))
    assert "".join(stands(rows, row, Side.ORIGINAL) for row in numbers) == session.document.text
    assert "".join(stands(rows, row, Side.RESULT) for row in numbers) == session.result
    assert "".join(stands(rows, row, Side.INLINE) for row in numbers) == session.result


@given(reviews())
def test_each_suggestion_lies_in_one_row(session: ReviewSession) -> None:
    rows = complete(session)
    seen = [s.id for row in range(len(rows.index)) for s in rows.suggestions_in(row)]
    assert seen == [s.id for s in session.suggestions]
    for row in range(len(rows.index)):
        for suggestion in rows.suggestions_in(row):
            assert rows.index.start(row) <= suggestion.span.start
            assert suggestion.span.end <= rows.index.end(row)


@given(reviews())
def test_rows_begin_where_they_say_in_the_result(session: ReviewSession) -> None:
    rows = complete(session)
    position = 0
    for row in range(len(rows.index)):
        assert rows.result_start(row) == position
        position += len(stands(rows, row, Side.RESULT))


@given(reviews(), st.data())
def test_a_refresh_gives_what_a_rebuild_would(session: ReviewSession, data: st.DataObject) -> None:
    rows = complete(session)
    start = data.draw(st.integers(0, len(session.result)))
    end = data.draw(st.integers(start, len(session.result)))
    change = session.type_over(Span(start, end), data.draw(st.text("xy \n", max_size=3)))
    session.apply(change)
    told = rows.refresh(frozenset(change.after))
    fresh = complete(session)
    if told is None:
        rows = complete(session)
    assert list(rows.index.starts) == list(fresh.index.starts)
    contents = [
        (stands(rows, row, Side.RESULT), rows.content(row, Side.RESULT).text)
        for row in range(len(rows.index))
    ]
    assert contents == [
        (stands(fresh, row, Side.RESULT), fresh.content(row, Side.RESULT).text)
        for row in range(len(fresh.index))
    ]


@given(reviews(), st.data())
def test_many_new_findings_move_only_the_cuts_they_touch(session: ReviewSession, data: st.DataObject) -> None:
    """However many suggestions come and go at once, the rows are those of a rebuild."""
    text = session.document.text
    rows = complete(session)
    stay = [s for s in session.found_suggestions if data.draw(st.booleans())]
    come = data.draw(findings(text))
    told: list[RowsChange | None] = []
    session.subscribe(lambda ids: told.append(rows.refresh(ids)))
    with patch.object(review_rows, "_MOST_LOCAL_CHANGES", 0):
        session.update_suggestions(tuple(without_conflicts(pack([*stay, *come]))))
    assert None not in told
    assert list(rows.index.starts) == list(complete(session).index.starts)


@given(reviews(), st.data())
def test_typing_does_what_was_seen(session: ReviewSession, data: st.DataObject) -> None:
    """What stands after an edit is what was shown, with the typed text in place of the selection."""
    rows = complete(session)
    row = data.draw(st.integers(0, len(rows.index) - 1))
    content = rows.content(row, Side.RESULT)
    first = data.draw(st.integers(0, len(content.text)))
    last = data.draw(st.integers(first, len(content.text)))
    span, typed, caret = rows.typing((row, first), (row, last), "X")
    result = session.result[: span.start] + typed + session.result[span.end :]
    assert result[caret - 1] == "X"
    for piece_start, piece in zip(range(len(content.pieces)), content.pieces, strict=True):
        if piece.text == piece.stands:
            continue
        begin = content.start_of(piece_start)
        if begin < first < begin + len(piece.text):
            assert piece.text[: first - begin] + "X" in result
    plain = all(piece.text == piece.stands for piece in content.pieces)
    if plain:
        start = rows.result_start(row)
        assert result == session.result[: start + first] + "X" + session.result[start + last :]


@given(reviews())
def test_places_in_a_row_go_there_and_back(session: ReviewSession) -> None:
    rows = complete(session)
    for row in range(len(rows.index)):
        content = rows.content(row, Side.RESULT)
        for offset in range(len(content.text) + 1):
            real = content.to_real(offset)
            again = content.to_real(content.from_real(real))
            assert again == real
            assert rows.index.start(row) <= content.to_original(offset) <= rows.index.end(row)


def test_a_text_without_any_break_is_cut_at_sentences() -> None:
    text = "A sentence of some length, as they come. " * 2_000
    index = RowIndex.of(text, Spans(()))
    assert max(index.lengths()) <= LONGEST_ROW
    assert all(text[index.start(row) - 2 : index.start(row)] == ". " for row in range(1, len(index)))
    assert index.paragraph(len(index) - 1) == 1


def test_one_endless_word_is_cut_too() -> None:
    index = RowIndex.of("x" * 50_000, Spans(()))
    assert max(index.lengths()) <= LONGEST_ROW
    assert index.end(len(index) - 1) == 50_000


def test_a_refused_paragraph_break_joins_its_rows() -> None:
    text = "One here .   Two there ."
    span = Span(10, 13)
    found = Suggestion(
        id="p", span=span, original="   ", kind=DamageKind.PARAGRAPH, alternatives=(Alternative("\n\n", 0.9),)
    )
    session = ReviewSession(pasted(text), [found])
    rows = complete(session)
    assert len(rows.index) == 2
    change = session.decide(["p"], Verdict.KEPT)
    session.apply(change)
    rows.refresh(frozenset(["p"]))
    assert len(rows.index) == 1
    session.apply(change.inverse())
    rows.refresh(frozenset(["p"]))
    assert len(rows.index) == 2
