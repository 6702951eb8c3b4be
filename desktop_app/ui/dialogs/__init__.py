# SPDX-License-Identifier: Apache-2.0
"""Dialogs: none of them reports success, each of them can be left with Escape without a trace."""
