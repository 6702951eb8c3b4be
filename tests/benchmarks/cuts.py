# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.cuts [ROUNDS]``: damage a project file at random bytes; 1,000 by default."""

import sys
import tempfile
from pathlib import Path

from tests.cut_projects import project_of, tally


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, whole = project_of(Path(folder))
        print(f"{rounds} damages of a project of {path.stat().st_size:,} bytes")
        for outcome, count in sorted(tally(path, whole, rounds, 1).items()):
            print(f"{count:6} {outcome}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
