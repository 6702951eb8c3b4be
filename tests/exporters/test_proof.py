# SPDX-License-Identifier: Apache-2.0
"""The proof of no harm: it holds for every honest review and fails for a dishonest one."""

from collections import Counter
from dataclasses import replace

from hypothesis import given

from desktop_app.documents.document import pasted
from desktop_app.exporters.proof import prove
from desktop_app.review.decision import Verdict
from desktop_app.review.policy import carry_out, policy_named
from desktop_app.review.session import ReviewSession
from tests.sessions import encoded_files, reviews, sample, suggestion


@given(reviews())
def test_it_holds_for_any_review(session: ReviewSession) -> None:
    proof = prove(session)
    assert proof.holds, proof.text()
    assert proof.words_after - proof.words_before == sum(proof.added.values()) - sum(proof.removed.values())


@given(reviews(encoded_files()))
def test_it_holds_for_any_file(session: ReviewSession) -> None:
    assert prove(session).holds


def test_it_counts_what_is_added_removed_and_moved() -> None:
    text = "Mara saw the old house and the barn."
    found = [
        suggestion(text, 0, 4, "She"),
        suggestion(text, 13, 17, ""),
        suggestion(text, 31, 35, "old barn"),
    ]
    session = ReviewSession(pasted(text), found)
    session.apply(session.decide([s.id for s in found], Verdict.ACCEPTED))
    proof = prove(session)
    assert (proof.added, proof.removed, proof.moved) == (Counter({"She": 1}), Counter({"Mara": 1}), 1)
    assert (proof.accepted, proof.kept, proof.open) == (3, 0, 0)
    assert "1 added, 1 removed, 1 moved" in proof.text()


def test_it_names_what_nobody_looked_at() -> None:
    session = sample()
    assert prove(session).unattended == ()
    session.apply(carry_out(session, policy_named("sure"), "sure"))
    proof = prove(session)
    assert [s.original for s in proof.unattended] == [" ."]
    assert "“ .” → “.”" in proof.text()


def test_a_result_with_a_change_nobody_decided_fails() -> None:
    class Dishonest(ReviewSession):
        @property
        def result(self) -> str:
            return super().result.replace("rained", "poured")

    honest = sample()
    proof = prove(Dishonest(honest.document, honest.suggestions, honest.decisions))
    assert not proof.holds
    assert "FAILS" in proof.text()
    assert [check.holds for check in proof.checks] == [False, True, False]


def test_a_source_that_is_not_restored_fails() -> None:
    honest = sample()
    source = replace(honest.document.source, data=b"something else")
    forged = ReviewSession(replace(honest.document, source=source))
    assert [check.holds for check in prove(forged).checks] == [True, False, True]
