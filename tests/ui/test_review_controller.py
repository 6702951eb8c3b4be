# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.review.decision import Verdict
from desktop_app.text.span import Span
from desktop_app.ui import review_controller
from desktop_app.ui.review_controller import ReviewController
from tests.ui.desk_texts import TEXT, review


def controller() -> ReviewController:
    made = ReviewController()
    made.set_session(review())
    return made


def test_opening_decides_nothing() -> None:
    made = controller()
    assert made.session is not None
    assert made.session.result == TEXT
    assert not made.history.acts
    assert made.current == made.order[0].id


def test_accepting_goes_on_to_the_next_undecided() -> None:
    made = controller()
    first = made.order[0].id
    made.accept()
    assert made.session is not None
    assert made.session.decision(first).verdict is Verdict.ACCEPTED
    assert made.current == made.order[1].id


def test_next_undecided_visits_each_once() -> None:
    made = controller()
    seen = [made.current]
    for _ in range(len(made.order) - 1):
        made.go(1)
        seen.append(made.current)
    assert sorted(map(str, seen)) == sorted(s.id for s in made.order)
    made.go(1)
    assert made.current == seen[0]


def test_next_stays_in_what_the_filter_shows() -> None:
    made = controller()
    wanted = frozenset(s.id for s in made.order[2:4])
    made.set_scope(wanted)
    visited = set()
    for _ in range(4):
        made.go(1)
        visited.add(made.current)
    assert visited == wanted


def test_round_finished_is_said_when_nothing_is_left() -> None:
    made = controller()
    heard: list[bool] = []
    made.round_finished.connect(lambda: heard.append(True))
    for _ in range(len(made.order)):
        made.keep()
    assert heard == [True]


def test_choosing_an_alternative_accepts_it_and_stays() -> None:
    made = controller()
    splice = next(s for s in made.order if len(s.alternatives) == 2)
    made.set_current(splice.id)
    made.choose(1)
    assert made.session is not None
    assert made.session.decision(splice.id).replacement == "She kept"
    assert made.current == splice.id
    made.accept()
    assert made.session.decision(splice.id).replacement == "She kept"


def test_the_number_behind_the_alternatives_keeps_the_original() -> None:
    made = controller()
    splice = next(s for s in made.order if len(s.alternatives) == 2)
    made.set_current(splice.id)
    made.choose(2)
    assert made.session is not None
    assert made.session.decision(splice.id).verdict is Verdict.KEPT
    made.choose(3)
    assert len(made.history.acts) == 1


def test_cycling_chooses_without_deciding() -> None:
    made = controller()
    splice = next(s for s in made.order if len(s.alternatives) == 2)
    made.set_current(splice.id)
    made.cycle(1)
    assert made.chosen(splice.id) == 1
    assert not made.history.acts
    made.accept()
    assert made.session is not None
    assert made.session.decision(splice.id).replacement == "She kept"


def test_own_wording_is_a_decision_and_moves_nothing_else() -> None:
    made = controller()
    splice = next(s for s in made.order if len(s.alternatives) == 2)
    made.set_current(splice.id)
    made.own_wording("She dried")
    assert made.session is not None
    assert made.session.result == TEXT.replace("The miller Anna Brandt her", "She dried her")


def test_a_batch_is_one_act() -> None:
    made = controller()
    ids = [s.id for s in made.order]
    made.decide_many(ids, Verdict.ACCEPTED, "All")
    assert made.session is not None
    assert made.session.counts()[Verdict.ACCEPTED] == len(ids)
    made.undo()
    assert made.session.result == TEXT
    assert made.session.counts()[Verdict.UNDECIDED] == len(ids)


def test_typing_is_undone_in_one_step() -> None:
    made = controller()
    assert made.session is not None
    place = made.session.result.index("boots")
    for letter in "wet ":
        made.type_over(Span(place, place), letter)
        place += 1
    assert "wet boots" in made.session.result
    made.undo()
    assert made.session.result == TEXT
    made.redo()
    assert "wet boots" in made.session.result


def test_replacing_many_places_is_one_act() -> None:
    made = controller()
    assert made.session is not None
    result = made.session.result
    spans = [Span(i, i + 4) for i in range(len(result)) if result.startswith("Anna", i)]
    made.replace_all([(span, "Berta") for span in spans], "Replace")
    assert made.session.result == TEXT.replace("Anna", "Berta")
    assert len(made.history.acts) == 1
    made.undo()
    assert made.session.result == TEXT


def test_undo_goes_back_to_the_suggestion_and_the_place() -> None:
    made = controller()
    places = iter(["first", "second", "third"])
    made.place = lambda: next(places)
    wanted: list[object] = []
    made.place_wanted.connect(wanted.append)
    first = made.current
    made.accept()
    made.accept()
    made.undo()
    made.undo()
    assert made.current == first
    assert wanted == ["second", "first"]


def test_undo_goes_back_to_the_place_through_acts_that_were_undone_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(review_controller, "PLACES", 3)
    made = controller()
    places = iter("abcd")
    made.place = lambda: next(places)
    wanted: list[object] = []
    made.place_wanted.connect(wanted.append)
    for _ in range(3):
        made.accept()
    made.undo()
    made.keep()
    while made.history.undo_label:
        made.undo()
    # Newest first: the last act, the undoing of the third, the third; those before are too long ago.
    assert wanted == ["c", "d", "c", "c"]
    assert made.session is not None
    assert made.session.result == TEXT


def test_acting_after_an_undo_loses_no_act() -> None:
    made = controller()
    made.accept()
    made.undo()
    made.keep()
    assert made.session is not None
    for _ in range(len(made.history.acts)):
        made.undo()
    assert made.session.counts()[Verdict.UNDECIDED] == len(made.order)
    made.jump(1)
    assert made.session.counts()[Verdict.ACCEPTED] == 1


def test_a_note_is_an_act() -> None:
    made = controller()
    made.note("ask the author")
    assert made.session is not None
    assert made.current is not None
    assert made.session.decision(made.current).note == "ask the author"
    made.undo()
    assert made.session.decision(made.current).note == ""


ACTS = (
    "accept",
    "keep",
    "later",
    "reset",
    "cycle",
    "own",
    "next",
    "previous",
    "undo",
    "redo",
    "type",
    "choose",
)


@given(st.lists(st.sampled_from(ACTS), max_size=30))
def test_undoing_everything_gives_the_original(acts: list[str]) -> None:
    made = controller()
    assert made.session is not None
    for act in acts:
        match act:
            case "cycle":
                made.cycle(1)
            case "own":
                made.own_wording("so")
            case "next":
                made.go(1)
            case "previous":
                made.go(-1, undecided=False)
            case "type":
                made.type_over(Span(5, 7), "x")
            case "choose":
                made.choose(1)
            case _:
                getattr(made, act)()
    for _ in range(len(made.history.acts) + 1):
        made.undo()
    assert made.session.result == TEXT
    assert made.session.counts()[Verdict.UNDECIDED] == len(made.order)
