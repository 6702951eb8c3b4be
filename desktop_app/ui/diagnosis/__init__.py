# SPDX-License-Identifier: Apache-2.0
"""The first page on opening: what happened to this text, and the drift as a curve."""
