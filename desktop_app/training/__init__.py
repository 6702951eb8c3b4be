# SPDX-License-Identifier: Apache-2.0
"""Makes the models and the test damage; the product never imports it."""
