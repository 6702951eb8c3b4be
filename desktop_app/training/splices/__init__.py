# SPDX-License-Identifier: Apache-2.0
"""The recipe of the drift decoder's numbers, all of them fitted on simulated damage."""
