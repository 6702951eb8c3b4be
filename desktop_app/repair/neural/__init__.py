# SPDX-License-Identifier: Apache-2.0
"""Small neural models run by onnxruntime: loaded when first asked for, checked, shared between threads.

The product works without them, less well: everything here says ``ModelUnavailableError`` in one clear
sentence where a file, a library or a fitting shape is missing, and the callers go on without.
"""
