# SPDX-License-Identifier: Apache-2.0
"""Headless commands: repair, diagnose, compare, export."""
