# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.long_review [STEPS]``: eight hours in fast motion; 20,000 steps by default.

First below the window, then in the real window, offscreen unless ``QT_QPA_PLATFORM`` says otherwise.
Memory is that of the whole process; the window's milliseconds are processor time of its own thread.
"""

import os
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.benchmarks.desk import fresh_desktop
from tests.long_review import WARM, day
from tests.window_review import window_day


def below(acts: int) -> None:
    """Print what a day is like without a window."""
    result = day(acts)
    growth = 100 * (result.end_mb / result.warm_mb - 1)
    print(f"{result.acts} acts; one act: {result.first_ms:.2f} ms at first, {result.last_ms:.2f} ms at last")
    print(
        f"memory: {result.warm_mb:.0f} MB after {WARM} acts, {result.end_mb:.0f} MB at the end "
        f"({growth:+.0f} %)"
    )


def at_the_window(steps: int) -> None:
    """Print what a day is like with everything that shows it."""
    os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp()
    application = QApplication([])
    result = window_day(fresh_desktop(application, models=False), steps)
    print(f"in the window: {result.steps} steps, {result.acts} acts in the history; for each {WARM} steps:")
    for thousand, (milliseconds, megabytes, objects) in enumerate(
        zip(result.milliseconds, result.megabytes, result.objects, strict=True), 1
    ):
        growth = 100 * (megabytes / result.megabytes[0] - 1)
        print(
            f"{thousand:4}: one step {milliseconds:6.2f} ms, {megabytes:6.1f} MB ({growth:+.1f} %), "
            f"{objects} Qt objects"
        )


def main(steps: int) -> None:
    below(steps)
    at_the_window(steps)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
