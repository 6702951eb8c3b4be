# SPDX-License-Identifier: Apache-2.0
"""How many words each copy destroyed, as the filling of gaps is told."""

from desktop_app.repair.detector import CancelToken, no_progress
from desktop_app.repair.detectors.splices import SpliceDetector
from desktop_app.repair.infill.told_losses import first_slip, lost_words
from desktop_app.resources import resource


def test_shares_belong_to_the_range_and_favour_what_the_drift_says() -> None:
    text = resource("samples", "article.txt").read_text(encoding="utf-8")
    found = tuple(SpliceDetector(neural=False).detect(text, CancelToken(), no_progress))
    told = [s for s in found if s.lost_shares]
    assert len(told) > len(found) / 2
    for suggestion in told:
        least, most = suggestion.lost_words
        assert len(suggestion.lost_shares) == most - least + 1
        assert all(0 <= share <= 1 for share in suggestion.lost_shares)
        assert sum(suggestion.lost_shares) < 1 + 1e-9
    for loss in lost_words(found, first_slip(found)):
        assert abs(sum(share for _, share in loss.lengths) - 1) < 1e-9
