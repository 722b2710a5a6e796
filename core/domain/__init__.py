# SPDX-License-Identifier: EUPL-1.2
"""Pure values that every feature shares: who acts, why something is refused, how states may move."""
