# SPDX-License-Identifier: Apache-2.0
"""The recipe of the copy tagger: data from the simulator, training, export, and measuring."""
