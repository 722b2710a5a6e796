# SPDX-License-Identifier: EUPL-1.2
"""The pages of the council. Every module of this package adds its routes to the one blueprint."""
