# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.fuzz [INPUTS] [SEED]``: hostile inputs through readers and detectors.

100,000 by default: two thirds texts, one third files. With ``--atheris SECONDS``, where that package
is installed, the inputs are led by the branches they reach. What breaks a law is printed and belongs,
once understood, into ``tests/cases/fuzz/``.
"""

import json
import sys
import time
import traceback
from collections import Counter
from itertools import islice
from random import Random

from tests.fuzz_inputs import check_file, check_text, files, texts

SLOW = 5.0
"""Seconds that one small input may take."""


def main(inputs: int, seed: int) -> int:
    random = Random(seed)
    started = time.perf_counter()
    broken: Counter[str] = Counter()
    slowest = 0.0
    stream = [*([(check_text, texts(random))] * 2), (check_file, files(random))]
    for number in range(inputs):
        check, source = stream[number % 3]
        [value] = islice(source, 1)
        before = time.perf_counter()
        try:
            check(value)  # type: ignore[operator]
        except Exception:
            trace = traceback.format_exc().strip().splitlines()
            where = next((line.strip() for line in reversed(trace) if "desktop_app" in line), "")
            key = f"{trace[-1][:140]} [{where[-70:]}]"
            broken[key[:60] + where[-40:]] += 1
            if broken[key[:60] + where[-40:]] == 1:
                shown = value.hex() if isinstance(value, bytes) else value
                print(
                    json.dumps({"broke": key, "bytes" if isinstance(value, bytes) else "text": shown}),
                    flush=True,
                )
        took = time.perf_counter() - before
        slowest = max(slowest, took)
        if took > SLOW:
            print(json.dumps({"slow": round(took, 2), "input": repr(value)[:400]}), flush=True)
    seconds = time.perf_counter() - started
    print(
        f"{inputs} inputs in {seconds:.0f} s, slowest {slowest * 1000:.0f} ms, "
        f"{sum(broken.values())} broke a law"
    )
    for key, count in broken.most_common():
        print(f"{count:6} {key}")
    return min(1, len(broken))


def led_by_branches(seconds: int) -> None:
    import atheris

    atheris.instrument_all()

    def one(data: bytes) -> None:
        if data[:1] < b"\x80":
            check_file(data[1:])
        else:
            check_text(data[1:].decode("utf-8", "ignore").replace("\r", "").replace("\0", "") or " ")

    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=400", "-timeout=20"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--atheris"]:
        led_by_branches(int(sys.argv[2]))
    numbers = [int(word) for word in sys.argv[1:]]
    sys.exit(main(numbers[0] if numbers else 100_000, numbers[1] if len(numbers) > 1 else 1))
