# SPDX-License-Identifier: EUPL-1.2
"""A refusal is a code with facts.

The domain and the services say *what* is refused; the sentence is chosen where the reader's language is
known (each feature's ``messages.py``). Nothing else is expected control flow.
"""

from __future__ import annotations

from enum import StrEnum


class Refusal(Exception):
    """An expected "no".

    :param code: member of a feature's enum of refusals; every member has a sentence in every language.
    :param field: name of the form field the sentence belongs to, when there is one.
    :param facts: named values for the sentence; never personal data that the reader may not see.
    """

    def __init__(self, code: StrEnum, *, field: str | None = None, **facts: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.field = field
        self.facts = facts


class CoreRefusal(StrEnum):
    """What the shared ground refuses."""

    CODE_UNKNOWN = "core.code_unknown"
    CODE_MALFORMED = "core.code_malformed"
    CODE_THROTTLED = "core.code_throttled"
    MOVE_NOT_ALLOWED = "core.move_not_allowed"
    CHANGED_MEANWHILE = "core.changed_meanwhile"
    ROLE_CONFLICT = "core.role_conflict"
    ROLE_HELD = "core.role_held"
    EMAIL_TAKEN = "core.email_taken"
    PASSWORD_WEAK = "core.password_weak"  # noqa: S105 - a code, not a password
    LAST_OPERATOR = "core.last_operator"
