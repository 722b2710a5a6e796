# SPDX-License-Identifier: EUPL-1.2
"""The tables of the council: statute versions, elections, the electoral register."""
