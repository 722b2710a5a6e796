# SPDX-License-Identifier: EUPL-1.2
"""Candidates' statements: how long, in which languages, and whose words a translation is."""

from enum import StrEnum

from core.domain.refusal import Refusal
from council.domain.nomination_refusals import NominationRefusal

LONGEST = 600
"""Letters of one statement; the same for everybody, so that all pages look alike."""


class Origin(StrEnum):
    """Whose words a statement is."""

    OWN = "own"
    OFFICIAL = "official"


def require_statement(text: str) -> str:
    """The statement on one line per paragraph, without space that only stretches it.

    :raises Refusal: when it is longer than everybody's may be.
    """
    paragraphs = (" ".join(line.split()) for line in text.splitlines())
    plain = "\n".join(line for line in paragraphs if line)
    if len(plain) > LONGEST:
        raise Refusal(NominationRefusal.STATEMENT_TOO_LONG, field="text", longest=LONGEST, length=len(plain))
    return plain
