# SPDX-License-Identifier: EUPL-1.2
"""Which kind of record a stored text is. A record says it by its schema; every kind is named here once."""

import json

from council.tally.codec import from_json
from council.tally.districts import DISTRICT_SCHEMA, DistrictRecord
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.persons.record import PERSON_SCHEMA, PersonRecord
from council.tally.record import FIRST_SCHEMA, SCHEMA, CountRecord
from council.tally.stv.record import RANKED_SCHEMA, RankedRecord
from council.tally.stv.vacancy import VACANCY_SCHEMA, VacancyRecord
from council.tally.unvoted import UNVOTED_SCHEMA, UnvotedRecord

AnyRecord = CountRecord | PersonRecord | RankedRecord | DistrictRecord | VacancyRecord | UnvotedRecord

KINDS: dict[str, type[AnyRecord]] = {
    FIRST_SCHEMA: CountRecord,
    SCHEMA: CountRecord,
    PERSON_SCHEMA: PersonRecord,
    RANKED_SCHEMA: RankedRecord,
    DISTRICT_SCHEMA: DistrictRecord,
    VACANCY_SCHEMA: VacancyRecord,
    UNVOTED_SCHEMA: UnvotedRecord,
}


def read_record(text: str) -> AnyRecord:
    """The record a text stands for; it is not counted again here.

    :raises TallyError: when it is no record of a known kind.
    """
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="json") from None
    schema = plain.get("schema") if isinstance(plain, dict) else None
    if not isinstance(schema, str) or schema not in KINDS:
        raise TallyError(TallyErrorCode.RECORD_MALFORMED, what="schema")
    return from_json(KINDS[schema], text)
