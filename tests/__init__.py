# SPDX-License-Identifier: Apache-2.0
"""Mirrors the rooms of desktop_app; see CONTRIBUTING.md."""
