# SPDX-License-Identifier: EUPL-1.2
"""Follow-up: every input has a receipt code, a history of facts and an answer owed. Other features use api.py."""
