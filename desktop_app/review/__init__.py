# SPDX-License-Identifier: Apache-2.0
"""The human's decisions: states, series, history."""
