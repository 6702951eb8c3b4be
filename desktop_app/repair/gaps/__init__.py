# SPDX-License-Identifier: Apache-2.0
"""What was dropped where a run of spaces stands: a dash, or a word that the text may prove."""
