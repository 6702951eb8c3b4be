# SPDX-License-Identifier: Apache-2.0
"""Phrases written over the text by an index bug: found, traced to their mention, measured.

The drift law that is inverted here: a pipeline replaced mentions in document order by one element
each, with indexes counted in the original list, so that every replacement of ``n`` elements moves all
later ones ``n - 1`` elements to the right. ``decoder.py`` holds the search, the other files its parts.
"""
