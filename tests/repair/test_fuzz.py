# SPDX-License-Identifier: Apache-2.0
"""Hostile texts and files: no exception, no suggestion that breaks a law. The long run is a benchmark."""

from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.repair.infill import InfillRefiner
from tests.damaged_tokens import check_filled, check_splices, damaged_text, from_bytes
from tests.fuzz_inputs import PIECES, SEEDS, check_file, check_text, files, kept_cases, texts

HOSTILE = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(SEEDS), st.characters(exclude_categories=("Cs",))),
    min_size=1,
    max_size=30,
).map("".join)

PLAIN = InfillRefiner(neural=False)


@pytest.mark.parametrize("case", kept_cases(), ids=lambda case: case["broke"][:40])
def test_what_broke_once_stays_whole(case: dict[str, str]) -> None:
    if "bytes" in case:
        check_file(bytes.fromhex(case["bytes"]))
    else:
        check_text(case["text"])


@given(HOSTILE)
def test_any_text(text: str) -> None:
    check_text(text.replace("\r", "").replace("\0", "") or " ")


@given(
    st.binary(max_size=300) | HOSTILE.map(lambda text: text.encode("utf-16")),
    st.sampled_from(["txt", "md", "docx"]),
)
def test_any_file(data: bytes, suffix: str) -> None:
    check_file(data, f"any.{suffix}")


def test_mutated_texts_and_files() -> None:
    random = Random(11)
    for text in islice(texts(random), 200):
        check_text(text)
    for data in islice(files(random), 200):
        check_file(data)


@given(st.binary(max_size=300))
def test_any_text_with_drift(data: bytes) -> None:
    text = damaged_text(from_bytes(data), longest=40)
    check_splices(text, neural=False)
    check_filled(text, PLAIN)
