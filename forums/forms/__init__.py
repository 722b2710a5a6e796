# SPDX-License-Identifier: EUPL-1.2
"""Forms of the forums: the shape of what is typed, turned into command values."""
