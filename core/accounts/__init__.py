# SPDX-License-Identifier: EUPL-1.2
"""People who sign in: staff accounts, their roles, their second factors. Residents have no accounts."""
