# SPDX-License-Identifier: EUPL-1.2
"""Data of the council's part that is not written by people of one installation: working days by country."""
