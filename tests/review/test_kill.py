# SPDX-License-Identifier: Apache-2.0
"""A killed process loses nothing that it had acknowledged. The full number of rounds is a benchmark."""

import os
from pathlib import Path

import pytest

from tests.kill_rounds import killed


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("seed", range(8))
def test_nothing_acknowledged_is_lost(tmp_path: Path, seed: int) -> None:
    result = killed(tmp_path, seed)
    assert result.recovered >= result.acknowledged
