# SPDX-License-Identifier: Apache-2.0
"""The canvas: original and result side by side, level row by row, with every suggestion marked in place.

Stock text widgets lay out a whole document and cannot keep two wrapped texts level; here both texts are
cut into rows that correspond, and only the rows in sight are laid out and painted.
"""
