# SPDX-License-Identifier: Apache-2.0
"""Facts about strings: spans, edits, offset maps, tokens, differences."""
