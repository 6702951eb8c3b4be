# SPDX-License-Identifier: Apache-2.0
"""Spaces that show nothing: each is named after the place where it stands."""

import pytest

from desktop_app.repair.detector import CancelToken, no_progress
from desktop_app.repair.detectors import DETECTORS


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("  The ferry left .", "Spaces at the start of a line"),
        ("The ferry left .  ", "Spaces at the end of a line"),
        ("The ferry left.  The inn  is open. It rains.", "Doubled space"),
    ],
)
def test_each_is_named_after_its_place(text: str, series: str) -> None:
    (spacing,) = (detector for detector in DETECTORS if detector.name == "spacing")
    found = spacing.detect(text, CancelToken(), no_progress)
    extra = [suggestion for suggestion in found if not suggestion.original.strip(" ")]
    assert series in {suggestion.series for suggestion in extra}
