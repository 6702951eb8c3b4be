# SPDX-License-Identifier: Apache-2.0
"""Palimpsest: find what a text pipeline did to an article, and repair it with an editor's eye."""

__version__ = "0.1.0"
