# SPDX-License-Identifier: Apache-2.0
"""Passages are taken whole, once, and with plain quotation marks."""

from desktop_app.training.short_lives import passages


def test_passages() -> None:
    rows = [
        "ID\tText\tPronoun",
        "1\tMara said ``no''  and left.\tshe",
        "2\tMara said ``no''  and left.\ther",
        "3\tShe moved to M*nchen.\tShe",
        '4\tA cable, 2" thick.\tit',
    ]
    assert passages(rows) == ['Mara said "no" and left.', 'A cable, 2" thick.']
