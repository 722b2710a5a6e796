# SPDX-License-Identifier: EUPL-1.2
"""Replaying a stored record: count its own inputs again and compare every byte.

A record says by its schema what kind it is. Every kind of count is named in the table below and nowhere else.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from council.tally.checker import confirm
from council.tally.checker_districts import confirm_districts
from council.tally.checker_persons import confirm_persons
from council.tally.checker_ranked import confirm_ranked
from council.tally.count import recount
from council.tally.district_count import recount_districts
from council.tally.districts import DISTRICT_SCHEMA
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.count import recount_persons
from council.tally.persons.record import PERSON_SCHEMA
from council.tally.record import FIRST_SCHEMA, SCHEMA
from council.tally.stv.count import recount_ranked
from council.tally.stv.record import RANKED_SCHEMA
from council.tally.stv.vacancy import VACANCY_SCHEMA, recount_vacancy
from council.tally.unvoted import UNVOTED_SCHEMA, recount_unvoted


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found: the record's fingerprint and what the plain checker confirmed, or why it could not."""

    schema: str
    fingerprint: str
    checked: str


def _lists(text: str) -> Replay:
    record = recount(text)
    return Replay(record.schema, record.fingerprint, confirm(text))


def _ranked(text: str) -> Replay:
    record = recount_ranked(text)
    return Replay(record.schema, record.fingerprint, confirm_ranked(text))


def _persons(text: str) -> Replay:
    record = recount_persons(text)
    return Replay(record.schema, record.fingerprint, confirm_persons(text))


def _districts(text: str) -> Replay:
    record = recount_districts(text)
    return Replay(record.schema, record.fingerprint, confirm_districts(text))


def _vacancy(text: str) -> Replay:
    record = recount_vacancy(text)
    return Replay(record.schema, record.fingerprint, "")


def _unvoted(text: str) -> Replay:
    record = recount_unvoted(text)
    return Replay(record.schema, record.fingerprint, "")


REPLAYS: dict[str, Callable[[str], Replay]] = {
    FIRST_SCHEMA: _lists,
    SCHEMA: _lists,
    RANKED_SCHEMA: _ranked,
    VACANCY_SCHEMA: _vacancy,
    UNVOTED_SCHEMA: _unvoted,
    PERSON_SCHEMA: _persons,
    DISTRICT_SCHEMA: _districts,
}


def replay(text: str) -> Replay:
    """Count a stored record again.

    :raises TallyError: when it is no record of a known kind, or not what its inputs lead to.
    """
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="json") from None
    schema = plain.get("schema") if isinstance(plain, dict) else None
    if not isinstance(schema, str) or schema not in REPLAYS:
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="schema")
    return REPLAYS[schema](text)
