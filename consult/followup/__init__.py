# SPDX-License-Identifier: EUPL-1.2
"""Follow-up: every input that is owed an answer, from heard to done."""
