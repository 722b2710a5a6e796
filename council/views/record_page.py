# SPDX-License-Identifier: EUPL-1.2
"""A count record of any kind as a page shows it: the working that belongs to its kind, and the seats as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from council.domain.election import LocalText
from council.services.followed_record import Followed
from council.tally import CountRecord
from council.tally.districts import DistrictRecord
from council.tally.kinds import AnyRecord
from council.tally.persons.record import PersonRecord
from council.tally.unvoted import UnvotedRecord
from council.views.blueprint import reads_from_the_right
from council.views.district_working import DistrictWorking, district_working
from council.views.person_working import PersonWorking, person_working
from council.views.ranked_working import RankedWorking, ranked_working
from council.views.seat_picture import HalfCircle
from council.views.working import Working, working_of


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record as its page shows it: exactly one of the workings is there. ``followed`` when it was counted again."""

    followed: Followed | None = None
    lists: Working | None = None
    persons: PersonWorking | None = None
    districts: DistrictWorking | None = None
    ranked: RankedWorking | None = None
    unvoted: UnvotedRecord | None = None
    picture: HalfCircle | None = None


def record_page(
    record: AnyRecord, names: Mapping[int, LocalText] | None = None, followed: Followed | None = None
) -> RecordPage:
    """The working of a record of any kind."""
    mirrored = reads_from_the_right()
    if isinstance(record, CountRecord):
        working = working_of(record, names)
        return RecordPage(followed, lists=working, picture=working.half_circle(mirrored=mirrored))
    if isinstance(record, PersonRecord):
        people = person_working(record)
        return RecordPage(followed, persons=people, picture=people.half_circle(mirrored=mirrored))
    if isinstance(record, DistrictRecord):
        return RecordPage(followed, districts=district_working(record))
    if isinstance(record, UnvotedRecord):
        return RecordPage(followed, unvoted=record)
    return RecordPage(followed, ranked=ranked_working(record))
