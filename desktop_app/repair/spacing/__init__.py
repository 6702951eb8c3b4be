# SPDX-License-Identifier: Apache-2.0
"""Undoing a tokeniser: which of two neighbouring tokens were written without a space, and why."""
