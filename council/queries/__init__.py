# SPDX-License-Identifier: EUPL-1.2
"""The questions asked about the council's tables. They read and never write."""
