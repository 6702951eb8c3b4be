# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.long_review [ACTS]``: eight hours in fast motion; 20,000 acts by default."""

import sys

from tests.long_review import day


def main(acts: int) -> None:
    result = day(acts)
    growth = 100 * (result.end_mb / result.warm_mb - 1)
    print(f"{result.acts} acts; one act: {result.first_ms:.2f} ms at first, {result.last_ms:.2f} ms at last")
    print(
        f"memory: {result.warm_mb:.0f} MB after 1,000 acts, {result.end_mb:.0f} MB at the end "
        f"({growth:+.0f} %)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
