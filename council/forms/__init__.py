# SPDX-License-Identifier: EUPL-1.2
"""The forms of the council: shapes of what is typed, no rule of law."""
