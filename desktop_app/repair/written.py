# SPDX-License-Identifier: Apache-2.0
"""A suggestion written down in some three hundred bytes, a sixth of what it takes as objects."""

import json
import zlib
from struct import Struct

from desktop_app.repair.suggestion import Suggestion
from desktop_app.repair.suggestion_rows import Row, row_of, suggestion_of

_LENGTHS = Struct("<HI")
"""Bytes of the id and of the proposed wording, which stand before the rest: they are asked for most."""

_USUAL = (
    ' of a sentence","",[["boilerplate","residue",0.9995,"Appended.","spacing",1.0,"gap",0.75,"duplicate",'
    '"“Ann” does not fit here, though nothing shows what it was meant for. It follows the shift of its '
    "neighbours, but what stood there is not known. Nothing near by. Written over a mention of the same."
    '","splice",0.8,"“Ann” was meant for “Ann”, 12 words earlier, and landed here; one more, two more, three '
    "more, four more, five more nearby slipped as far. One word was overwritten. Two words were overwritten. "
    'Three words were overwritten. One to three words were overwritten.","“Ann” written over other words",'
    '"splices",[["the",0.12,"document"],["it",0.23,"grammar"],["of",0.4,"model"],["",0.05,"deletion"],'
    '[" her",0.015,"document"],[" to",0.01,"grammar"],[" he",0.02,"document"],[" said",0.03,"model"]],'
    '[["mention",[[1234,1239]],"Meant for “Ann”, 12 words before."],["neighbour",[[2345,2350],[3456,3462],'
    '[4567,4572]],"One other nearby has slipped as far."],["neighbour",[[5678,5683]],"Two others nearby have '
    'slipped as far."],["repetition",[[6789,6795]],"Here the same phrase is probably genuine."],'
    '["same-context",[[7890,7896]],"Elsewhere the text says “was in the”."]],[1,1],[1.0]]'
    "],[1,2],[0.75,0.25]],[0,0],[]]"
).encode()
"""What many of them hold, for the compression to refer to: of our own making, as their sentences are."""


def written(suggestion: Suggestion) -> bytes:
    """Return all of a suggestion in few bytes, the same for equal ones."""
    row = json.dumps(row_of(suggestion), ensure_ascii=False, separators=(",", ":"))
    key = suggestion.id.encode("utf-8", "surrogatepass")
    wording = suggestion.replacement.encode("utf-8", "surrogatepass")
    squeezing = zlib.compressobj(6, wbits=-zlib.MAX_WBITS, zdict=_USUAL)
    body = squeezing.compress(row.encode("utf-8", "surrogatepass")) + squeezing.flush()
    return b"".join((_LENGTHS.pack(len(key), len(wording)), key, wording, body))


def id_in(told: bytes) -> str:
    """Return the id of a suggestion that was written down."""
    length, _ = _LENGTHS.unpack_from(told)
    return told[_LENGTHS.size : _LENGTHS.size + length].decode("utf-8", "surrogatepass")


def replacement_in(told: bytes) -> str:
    """Return the proposed wording of a suggestion that was written down."""
    key, length = _LENGTHS.unpack_from(told)
    start = _LENGTHS.size + key
    return told[start : start + length].decode("utf-8", "surrogatepass")


def suggestion_in(told: bytes) -> Suggestion:
    """Return the suggestion that was written down."""
    return suggestion_of(row_in(told))


def row_in(told: bytes) -> Row:
    """Return the row of a suggestion that was written down."""
    start = _LENGTHS.size + sum(_LENGTHS.unpack_from(told))
    body = zlib.decompressobj(-zlib.MAX_WBITS, _USUAL).decompress(told[start:])
    row: Row = json.loads(body.decode("utf-8", "surrogatepass"))
    return row
