# SPDX-License-Identifier: Apache-2.0
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.ui.display_probe import what_is_missing

ROOT = Path(__file__).parents[2]


def test_without_a_display_one_sentence_names_the_other_way() -> None:
    sentence = what_is_missing({}, "linux")
    assert sentence is not None
    assert "palimpsest repair" in sentence
    assert "\n" not in sentence


def test_an_offscreen_platform_is_enough() -> None:
    assert what_is_missing({"QT_QPA_PLATFORM": "offscreen"}, "linux") is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may lack a display")
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":4711"}], ids=["none", "dead"])
def test_the_program_says_so_and_does_not_abort(display: dict[str, str]) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {k: v for k, v in os.environ.items() if k not in hidden} | display
    run = subprocess.run(
        [sys.executable, "-m", "desktop_app"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert len(run.stderr.strip().splitlines()) == 1
    assert "palimpsest repair" in run.stderr
