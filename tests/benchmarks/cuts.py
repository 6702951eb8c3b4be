# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.cuts [ROUNDS]``: damage a project file at random bytes; 1,000 by default.

Once with nothing but the project, once as autosave leaves things: with a second copy of the source.
"""

import os
import sys
import tempfile
from pathlib import Path

from tests.cut_projects import project_of, tally


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        path, whole = project_of(Path(folder))
        print(f"{rounds} damages of a project of {path.stat().st_size:,} bytes")
        for kept in (False, True):
            print("with a second copy of the source:" if kept else "without a second copy:")
            for outcome, count in sorted(tally(path, whole, rounds, 1, kept=kept).items()):
                print(f"{count:6} {outcome}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
