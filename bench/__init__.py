# SPDX-License-Identifier: EUPL-1.2
"""Measurements of pages, the count and the register on this machine; ``make bench`` prints them."""
