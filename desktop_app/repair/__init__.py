# SPDX-License-Identifier: Apache-2.0
"""From a damaged text to suggestions: no file, no screen, only strings."""
