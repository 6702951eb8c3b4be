# SPDX-License-Identifier: Apache-2.0
"""The list of suggestions by series, its filters, and the card of the current one."""
