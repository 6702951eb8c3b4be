# SPDX-License-Identifier: Apache-2.0
"""The recipe of the masked-word model that puts lost words back: data, training, export, measuring."""
