# SPDX-License-Identifier: Apache-2.0
"""The beginning of a long day; the whole of it is a benchmark."""

from tests.long_review import day


def test_memory_and_patience_last() -> None:
    result = day(2500)
    assert result.last_ms < 2 * result.first_ms + 1
    assert result.end_mb <= 1.1 * result.warm_mb
