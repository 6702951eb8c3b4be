# SPDX-License-Identifier: Apache-2.0
"""Every exporter: its golden file, and what all of them promise."""

from collections.abc import Callable

import pytest
from hypothesis import given

from desktop_app import __version__
from desktop_app.exporters import EXPORTERS, Exporter, exporter_named
from desktop_app.review.session import ReviewSession
from tests.sessions import reviews, sample

TEXTUAL = [e for e in EXPORTERS if e.id not in {"docx", "odt"}]


@pytest.mark.parametrize("exporter", TEXTUAL, ids=lambda e: e.id)
def test_golden(exporter: Exporter, golden: Callable[[str, str], None]) -> None:
    golden(f"walk{exporter.suffix}", exporter.render(sample()).decode("utf-8").replace(__version__, "0.0.0"))


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda e: e.id)
@given(session=reviews())
def test_the_same_review_gives_the_same_bytes(exporter: Exporter, session: ReviewSession) -> None:
    assert exporter.render(session) == exporter.render(session)


def test_ids_and_suffixes_are_unique() -> None:
    assert len({e.id for e in EXPORTERS}) == len({e.suffix for e in EXPORTERS}) == len(EXPORTERS)
    assert all(exporter_named(e.id) is e for e in EXPORTERS)
    with pytest.raises(KeyError):
        exporter_named("papyrus")
