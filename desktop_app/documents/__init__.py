# SPDX-License-Identifier: Apache-2.0
"""Files in, documents out: bytes become text that remembers how to become bytes again."""
