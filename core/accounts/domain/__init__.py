# SPDX-License-Identifier: EUPL-1.2
"""Pure rules of staff accounts: addresses, passwords, roles, reasons."""
