# SPDX-License-Identifier: Apache-2.0
"""Make ``gap.txt.xz``, passages of Wikipedia about people, from the GAP coreference data set.

    python -m desktop_app.training.short_lives FOLDER gap.txt.xz

FOLDER holds ``gap-*.tsv`` of https://github.com/google-research-datasets/gap-coreference (Webster et al.
2018; Apache-2.0, the passages CC BY-SA 3.0). Only the passages are used, not what is annotated in them.
Those whose letters were lost (``M*nchen``) are left out.
"""

import argparse
import csv
import lzma
import re
from collections.abc import Iterable
from pathlib import Path

_COLUMN = "Text"
_FILES = ("gap-development.tsv", "gap-test.tsv", "gap-validation.tsv")


def passages(lines: Iterable[str]) -> list[str]:
    """Return the whole passages of one file, each once, with plain quotation marks."""
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    found = dict.fromkeys(row[_COLUMN] for row in rows)
    plain = (text.replace("``", '"').replace("''", '"') for text in found if "*" not in text)
    return [re.sub(r"\s+", " ", text).strip() for text in plain if '""' not in text]


def main() -> None:
    """Write the passages, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    found: dict[str, None] = {}
    for name in _FILES:
        with (options.folder / name).open(encoding="utf-8") as file:
            found |= dict.fromkeys(passages(file))
    with lzma.open(options.target, "wt", encoding="utf-8") as file:
        file.writelines(f"{text}\n" for text in found)


if __name__ == "__main__":
    main()
