# SPDX-License-Identifier: Apache-2.0
"""Prose is taken from pages and modules; what is made of tables, notes and lists is left."""

from desktop_app.training.open_textbooks import paragraphs
from desktop_app.training.wikipedia_articles import prose

PAGE = """_MARTA KELD_ (born 3 May 1901) was a keeper of the ferry at Sorrel Bay for forty years.[1][2]


Life

Keld_1931.jpg She didn't trust the new bridge,[note 3] and she said so to the _Ostrey Herald_ in 1931.

1.  The first of many items in a list that has a dozen words or more in it.
-   Another item that is long enough but hangs in a list and is no prose.

She died as she had lived, on the water, and her sons

[1] Ostrey Herald, 4 May 1931, a note that is long enough to be taken for a paragraph.

Finch, A. (1950). A catalogue of every book in the reading room of Ostrey. Customs House.

Category:Ferries Category:People who kept ferries for forty years and more in Sorrel Bay.
"""

MODULE = b"""<document xmlns="http://cnx.rice.edu/cnxml"><title>Ferries</title><content>
<para id="a">A ferry is a boat that carries people over <term>water</term> where there is no bridge.</para>
<para id="b">Too short.</para>
<figure id="f"><caption><para id="c">A picture of a ferry that carries a dozen people over water.</para>
</caption></figure>
<exercise id="e"><problem id="p"><para id="d">Say why a ferry may be cheaper than a bridge where few pass.
</para></problem></exercise></content></document>"""


def test_prose_of_a_page() -> None:
    assert prose(PAGE) == [
        "Marta Keld (born 3 May 1901) was a keeper of the ferry at Sorrel Bay for forty years.",
        "She didn't trust the new bridge, and she said so to the Ostrey Herald in 1931.",
    ]


def test_paragraphs_of_a_module() -> None:
    assert paragraphs(MODULE) == [
        "A ferry is a boat that carries people over water where there is no bridge."
    ]
