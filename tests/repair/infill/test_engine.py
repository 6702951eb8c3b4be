# SPDX-License-Identifier: Apache-2.0
"""What the engine answers: the document first, nothing invented, spaces and capitals right."""

import re
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.repair.detector import CancelledError, CancelToken
from desktop_app.repair.infill import InfillEngine, LossKind, LostWords
from desktop_app.repair.infill.closed_classes import NUMBER_WORDS
from desktop_app.repair.infill.lexicon import lexicon
from desktop_app.repair.infill.lost_words import MENTION_LENGTHS
from desktop_app.repair.neural.masked_words import packaged_model
from desktop_app.repair.suggestion import Alternative, Source
from desktop_app.text.span import Span

HOLE = "@@"


@pytest.fixture(scope="module")
def neural() -> InfillEngine:
    return InfillEngine(packaged_model())


@pytest.fixture(scope="module")
def plain() -> InfillEngine:
    return InfillEngine(None)


def losses_in(text: str, *lengths: int) -> list[LostWords]:
    """Each ``@@`` of the text, with the space before it, as so many lost words."""
    found = [Span(m.start(), m.end()) for m in re.finditer(rf" ?{HOLE}", text)]
    numbers = lengths or (1,) * len(found)
    return [LostWords(span, ((n, 1.0),)) for span, n in zip(found, numbers, strict=True)]


def fill(engine: InfillEngine, text: str, *lengths: int) -> list[tuple[Alternative, ...]]:
    return [filling.alternatives for filling in engine.fill(text, losses_in(text, *lengths))]


@pytest.mark.parametrize("engine", ["neural", "plain"])
def test_the_rest_of_a_name_comes_from_the_document(engine: str, request: pytest.FixtureRequest) -> None:
    text = (
        "Mayor Ottilie Branagh Quell opened the bridge. Later Ottilie Branagh Quell spoke to the crowd, "
        "and Mayor Ottilie @@ Quell shook hands."
    )
    (found,) = fill(request.getfixturevalue(engine), text)
    assert found[0].text == " Branagh"
    assert found[0].source is Source.DOCUMENT
    (filling,) = request.getfixturevalue(engine).fill(text, losses_in(text))
    assert filling.proofs[0].of(text) == "Mayor Ottilie Branagh Quell"


def test_a_full_stop_moves_up_to_its_word(neural: InfillEngine) -> None:
    text = "The council met in the old town hall on Tuesday @@ It was the first meeting of the year."
    (found,) = fill(neural, text)
    assert "." in [a.text for a in found[:2]]


def test_a_pronoun_at_the_start_of_a_sentence_has_a_capital(neural: InfillEngine) -> None:
    text = "The miller left the village early. @@ had sold the horse the day before."
    (found,) = fill(neural, text)
    assert found[0].text.strip()[0].isupper()


def test_the_article_fits_the_word_after_it(neural: InfillEngine) -> None:
    (found,) = fill(neural, "She wanted to become @@ engineer after school, and her parents agreed.")
    assert " an" in [a.text for a in found[:3]]
    assert " a" not in [a.text for a in found]


def test_several_words_are_found_together(neural: InfillEngine) -> None:
    (found,) = fill(
        neural, "The minister said that it would @@ possible to finish the road before winter.", 2
    )
    assert found
    assert all(len(a.text.split()) == 2 or not a.text.strip().isalpha() for a in found)


def test_one_word_and_two_compete_in_one_ranking(neural: InfillEngine) -> None:
    text = "The council met in the old town hall @@ Tuesday, and most of its members came."
    span = losses_in(text)[0].span
    (found,) = neural.fill(text, [LostWords(span, ((1, 0.6), (2, 0.4)))])
    sizes = {len(a.text.split()) for a in found.alternatives}
    assert found.alternatives[0].text == " on"
    assert len(sizes) > 1
    assert sum(a.confidence for a in found.alternatives) <= 1.0 + 1e-6


def test_the_document_must_agree_on_both_sides(neural: InfillEngine) -> None:
    text = (
        "He spoke at the White House on Monday. Later the White House said little. "
        "On Friday he spent the evening at his @@ White House, as ever."
    )
    (found,) = fill(neural, text)
    assert found[0].text != " the"


def test_deletion_is_offered_where_nothing_may_be_lost(neural: InfillEngine) -> None:
    text = "They walked @@ along the river."
    span = losses_in(text)[0].span
    (found,) = neural.fill(text, [LostWords(span, ((0, 0.9), (1, 0.1)))])
    assert (found.alternatives[0].text, found.alternatives[0].source) == ("", Source.DELETION)
    assert 0.9 <= found.alternatives[0].confidence <= 1.0


def test_a_dropped_compound_is_never_guessed(neural: InfillEngine) -> None:
    text = "He praised the    call as a good start."
    (found,) = neural.fill(text, [LostWords(Span(14, 18), kind=LossKind.COMPOUND)])
    assert found.alternatives == ()


def test_pronouns_of_one_entity_agree(neural: InfillEngine) -> None:
    text = (
        "Mary Alden was born in Leeds. As a girl Mary Alden sold flowers with Mary Alden mother. "
        "Later Mary Alden wrote a novel about Mary Alden childhood."
    )
    spans = [m.span() for m in re.finditer("Mary Alden", text)][1:]
    losses = [
        LostWords(Span(*span), MENTION_LENGTHS, reference="Mary Alden", same_entity=1.0) for span in spans
    ]
    found = neural.fill(text, losses)
    firsts = [f.alternatives[0].text.lower() for f in found]
    assert firsts[1] == "her"
    assert not set(firsts) & {"he", "his", "it", "its"}


def test_alternatives_are_ranked_and_differ(neural: InfillEngine) -> None:
    text = "The report was published @@ Monday, and the ministry @@ it at once. Nobody @@ why."
    for found in fill(neural, text):
        assert found
        assert all(a.confidence >= b.confidence for a, b in pairwise(found))
        assert len({a.text for a in found}) == len(found)
        assert sum(a.confidence for a in found) <= 1.0 + 1e-6


def test_losses_that_overlap_are_refused(plain: InfillEngine) -> None:
    with pytest.raises(ValueError, match="overlap"):
        plain.fill("One two three", [LostWords(Span(0, 5)), LostWords(Span(4, 7))])


def test_cancel_is_answered_at_once(neural: InfillEngine) -> None:
    cancel = CancelToken()
    cancel.cancel()
    text = "The town @@ quiet. " * 200
    begin = perf_counter()
    with pytest.raises(CancelledError):
        neural.fill(text, losses_in(text), cancel=cancel)
    assert perf_counter() - begin < 2.0


WORDS = st.sampled_from(
    "the a of in on and but she he it they said told met gave town river Ada Borim Keld 17 1,204 Monday "
    "bridge . , \" “ ” ( ) ’s n't two ministers open".split()
)


@settings(max_examples=25)  # each asks the model some thirty times
@given(
    st.lists(WORDS, min_size=6, max_size=30), st.lists(st.integers(1, 3), min_size=1, max_size=3), st.data()
)
def test_no_candidate_holds_a_name_or_number_that_the_document_lacks(
    words: list[str], lengths: list[int], data: st.DataObject
) -> None:
    for length in lengths:
        words.insert(data.draw(st.integers(0, len(words))), f"{HOLE}{length}")
    text = " ".join(words)
    losses = [
        LostWords(Span(m.start(), m.end()), ((int(m[1]), 1.0),)) for m in re.finditer(rf"{HOLE}(\d)", text)
    ]
    known = set(re.sub(rf"{HOLE}\d", " ", text).split())
    engine = _shared_engine()
    for found in engine.fill(text, losses):
        for alternative in found.alternatives:
            assert "##" not in alternative.text
            # A clitic hangs on its word: what matters is the word.
            apart = re.sub(r"(n['’]t\b|['’]\w)", r" \1", alternative.text).replace("’", "'")
            for word in re.findall(r"\d[\d.,]*\d|'?\w+(?:'\w+)*", apart):
                small = word[0].lower() + word[1:]  # the document's own word may open a sentence
                assert {word, small} & known or _is_common(word), (word, text)


def _is_common(word: str) -> bool:
    low = word.lower().replace("’", "'")
    if any(c.isdigit() for c in word) or low in NUMBER_WORDS:
        return False
    # A capital is right for "I" and at a sentence's start; then the word itself must be a common one.
    return low in ("i", "'s", "n't") or (low in lexicon() and not lexicon().is_name(low))


_ENGINES: list[InfillEngine] = []


def _shared_engine() -> InfillEngine:
    if not _ENGINES:
        _ENGINES.append(InfillEngine(packaged_model()))
    return _ENGINES[0]
