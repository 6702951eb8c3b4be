# SPDX-License-Identifier: Apache-2.0
"""Make ``openstax.txt.xz``, the prose of OpenStax textbooks, one paragraph a line.

    python -m desktop_app.training.open_textbooks FOLDER BENCHMARK openstax.txt.xz

FOLDER holds ``<book>/modules/*/index.cnxml`` of repositories ``openstax/osbooks-<book>`` (CC BY 4.0).
Exercises, captions and lists are left out, and so are paragraphs that share eight words in a row with an
article of BENCHMARK. A blank line ends a chapter's section.
"""

import argparse
import re
from pathlib import Path

from lxml import etree

from desktop_app.training.tagger.corpus import forbidden_shingles, without, write_articles

_SPACE = "{http://cnx.rice.edu/cnxml}"
_LEAST_WORDS = 12
_LEFT_OUT = ("exercise", "figure", "table", "list", "glossary", "note", "equation", "metadata")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def paragraphs(document: bytes) -> list[str]:
    """Return the paragraphs of running text of one module."""
    root = etree.fromstring(document, _PARSER)
    etree.strip_elements(root, *(_SPACE + name for name in _LEFT_OUT), with_tail=False)
    etree.strip_elements(root, "{http://www.w3.org/1998/Math/MathML}*", with_tail=False)
    texts = (re.sub(r"\s+", " ", "".join(para.itertext())).strip() for para in root.iter(_SPACE + "para"))
    return [text for text in texts if text.count(" ") + 1 >= _LEAST_WORDS and text[-1] in '.!?"”’)']


def main() -> None:
    """Write the books."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("benchmark", type=Path)
    parser.add_argument("target", type=Path)
    options = parser.parse_args()
    forbidden = forbidden_shingles(options.benchmark)
    modules = sorted(options.folder.glob("*/modules/*/index.cnxml"))
    found = (without(paragraphs(path.read_bytes()), forbidden) for path in modules)
    write_articles(options.target, filter(None, found))


if __name__ == "__main__":
    main()
