# SPDX-License-Identifier: EUPL-1.2
"""What may happen to an input, decided without a database."""
