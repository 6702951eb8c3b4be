# SPDX-License-Identifier: Apache-2.0
"""``python -m tests.benchmarks.fuzz [INPUTS] [SEED]``: hostile inputs through readers and detectors.

100,000 by default: two thirds texts, one third files. ``--deep [INPUTS] [SEED]`` makes texts with drift
instead, for the splice detector with and without its model and for the filling of what was lost (every
tenth text with the model). ``--atheris SECONDS``, where that package is installed, lets the branches
that are reached lead both kinds. What breaks a law is printed and belongs, once understood, into
``tests/cases/fuzz/``.
"""

import json
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, cycle, islice
from random import Random

from desktop_app.repair.infill import InfillRefiner
from tests.damaged_tokens import check_filled, check_splices, damaged_text, from_chance
from tests.fuzz_inputs import check_file, check_text, files, texts

SLOW = 5.0
"""Seconds of processor time that one small input may take."""

Input = tuple[Callable[[str], None] | Callable[[bytes], None], str | bytes]


def any_inputs(seed: int) -> Iterator[Input]:
    """Yield texts and files of any kind, each with its check."""
    random = Random(seed)
    written, filed = texts(random), files(random)
    for turn in cycle(range(3)):
        yield (check_file, next(filed)) if turn == 2 else (check_text, next(written))


def drifting_inputs(seed: int) -> Iterator[Input]:
    """Yield texts with drift, each with one of the checks that go deep."""
    choose = from_chance(Random(seed))
    plain, neural = InfillRefiner(neural=False), InfillRefiner()
    for number in count():
        text = damaged_text(choose)
        yield partial(check_splices, neural=number % 2 == 0), text
        yield partial(check_filled, refiner=neural if number % 10 == 0 else plain), text


def main(source: Iterator[Input], inputs: int) -> int:
    started = time.perf_counter()
    broken: Counter[str] = Counter()
    slowest = 0.0
    for check, value in islice(source, inputs):
        before = time.process_time()  # a busy machine makes nothing slow
        try:
            check(value)  # type: ignore[arg-type]
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
        took = time.process_time() - before
        slowest = max(slowest, took)
        if took > SLOW:
            print(json.dumps({"slow": round(took, 2), "input": repr(value)[:400]}), flush=True)
    seconds = time.perf_counter() - started
    print(
        f"{inputs} inputs in {seconds:.0f} s, slowest {slowest * 1000:.0f} ms, "
        f"{sum(broken.values())} broke a law"
    )
    for key, times in broken.most_common():
        print(f"{times:6} {key}")
    return min(1, len(broken))


def led_by_branches(seconds: int) -> None:
    import atheris

    # Only our own branches are of interest, and instrumenting everything takes minutes: import them anew.
    ours = ("desktop_app", "tests.damaged_tokens", "tests.fuzz_inputs")
    for name in [name for name in sys.modules if name.startswith(ours)]:
        del sys.modules[name]
    with atheris.instrument_imports(include=["desktop_app"]):
        from desktop_app.repair.infill import InfillRefiner
        from tests.damaged_tokens import check_filled, check_splices, damaged_text, from_bytes
        from tests.fuzz_inputs import check_file, check_text
    refiner = InfillRefiner(neural=False)

    def one(data: bytes) -> None:
        kind, rest = data[:1], data[1:]
        if kind < b"\x20":
            check_file(rest)
        elif kind < b"\x40":
            check_text(rest.decode("utf-8", "ignore").replace("\r", "").replace("\0", "") or " ")
        else:
            text = damaged_text(from_bytes(rest))
            check_splices(text, neural=False)
            check_filled(text, refiner)

    kept = (
        f"-artifact_prefix={tempfile.mkdtemp()}/"  # what it finds is printed; nothing is left in the checkout
    )
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=600", "-timeout=60", kept], one)
    atheris.Fuzz()


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["--atheris"]:
        led_by_branches(int(words[1]))
    deep = words[:1] == ["--deep"]
    numbers = [*map(int, words[deep:]), 20_000 if deep else 100_000, 1]
    made = drifting_inputs if deep else any_inputs
    sys.exit(main(made(numbers[1] if len(words[deep:]) > 1 else 1), numbers[0]))
