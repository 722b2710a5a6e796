# SPDX-License-Identifier: EUPL-1.2
"""What a forum may do and when: frozen values, tables of moves, refusals. Nothing but core.domain."""
