# SPDX-License-Identifier: Apache-2.0
"""Text out: nothing accepted, nothing changed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.document import Document, UnwritableTextError
from desktop_app.documents.loading import read_document
from desktop_app.documents.readers import ReadOptions
from desktop_app.exporters import exporter_named
from desktop_app.exporters.plain_text import PlainTextExporter
from desktop_app.review.decision import Verdict
from desktop_app.review.session import ReviewSession
from tests.sessions import encoded_files, found_in, reviews, suggestion


@given(encoded_files(), st.data())
def test_accepting_nothing_gives_the_bytes_of_the_input(document: Document, data: st.DataObject) -> None:
    session = ReviewSession(document, data.draw(found_in(document.text)))
    for item in session.suggestions:
        verdict = data.draw(st.sampled_from([Verdict.UNDECIDED, Verdict.KEPT, Verdict.LATER]))
        session.apply(session.decide([item.id], verdict))
    assert PlainTextExporter().render(session) == document.source.data


@given(reviews())
def test_what_was_accepted_is_in_the_file(session: ReviewSession) -> None:
    assert PlainTextExporter().render(session).decode("utf-8") == session.result


def test_what_the_old_encoding_lacks_can_go_out_as_utf_8() -> None:
    document = read_document(
        "Caf\xe9 said .\r\n".encode("latin-1"), Path("a.txt"), ReadOptions(encoding="latin-1")
    )
    item = suggestion(document.text, 4, 11, " said…")
    session = ReviewSession(document, [item])
    session.apply(session.decide([item.id], Verdict.ACCEPTED))
    with pytest.raises(UnwritableTextError, match="export as UTF-8"):
        exporter_named("text").render(session)
    assert exporter_named("utf8").render(session) == "Café said…\r\n".encode()
