# SPDX-License-Identifier: EUPL-1.2
"""What a log of a cosy corner may hold, decided without a database."""
