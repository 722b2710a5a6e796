# SPDX-License-Identifier: EUPL-1.2
"""Consult: map, meet, write down what was said, answer it."""
