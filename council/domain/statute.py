# SPDX-License-Identifier: EUPL-1.2
"""What a statute fixes about an election, as one frozen value. Nothing of it is written into code elsewhere.

How votes become seats is the rule sheet of ``council.tally`` and stands beside this value.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.domain.refusal import Refusal
from council.domain.claims import Registration
from council.domain.election import LocalText
from council.domain.eligibility import ElectorateProfile, StatuteTerms
from council.domain.refusals import CouncilRefusal
from council.domain.statute_refusals import StatuteRefusal
from council.domain.timetable import TimetableTerms
from council.domain.vocabularies import ResidenceStatus


class Channel(StrEnum):
    """A way to cast a ballot. One over the network comes later; the register is the same for all of them."""

    DESK = "desk"
    POST = "post"


class QualifyingRule(StrEnum):
    """Up to which day residence is counted."""

    POLLING_DAY = "polling_day"
    REGISTER_CLOSING = "register_closing"
    DAYS_BEFORE = "days_before"


@dataclass(frozen=True, slots=True)
class PollingPlace:
    """A place where ballots are cast; its areas are named as in the residents' register."""

    key: str
    name: LocalText
    areas: tuple[str, ...]


BOUNDS = {
    "supporters": (0, 1000),
    "most_per_seat": (1, 10),
    "mending_days": (0, 30),
    "secrecy_minimum": (0, 1000),
    "acceptance_days": (1, 60),
}
"""The least and the most of each number that came later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatuteParameters:
    """The terms of the right to vote, the term of the council, where and how people stand and vote, every deadline.

    A parameter that came later has a default, so that versions adopted before it still read as they were meant.
    ``supporters`` are the signatures a list or a candidate needs; ``most_per_seat`` is how long a list may be for each
    seat; ``mending_days`` and ``acceptance_days`` are working days. A polling place with fewer papers than
    ``secrecy_minimum`` is pooled with another one before it is counted.
    """

    min_age: int
    min_residence_days: int
    municipality: str
    accepted_statuses: tuple[ResidenceStatus, ...]
    profile: ElectorateProfile
    qualifying_rule: QualifyingRule
    qualifying_days_before: int
    term_years: int
    places: tuple[PollingPlace, ...]
    timetable: TimetableTerms = TimetableTerms()
    registration: Registration = Registration.FROM_RESIDENTS
    channels: tuple[Channel, ...] = (Channel.DESK,)
    supporters: int = 0
    single_candidates: bool = False
    most_per_seat: int = 2
    mending_days: int = 3
    rotate_papers: bool = False
    secrecy_minimum: int = 50
    acceptance_days: int = 5

    def __post_init__(self) -> None:
        """Refuse terms that no election could follow."""
        if not self.accepted_statuses:
            raise Refusal(CouncilRefusal.NO_STATUS_ACCEPTED, field="accepted_statuses")
        if not self.channels:
            raise Refusal(StatuteRefusal.NO_CHANNEL, field="channels")
        for name, (least, most) in BOUNDS.items():
            if not least <= getattr(self, name) <= most:
                raise Refusal(StatuteRefusal.OUT_OF_BOUNDS, field=name, least=least, most=most)
        self._refuse_places()

    def _refuse_places(self) -> None:
        if not self.places or not all(place.key and place.areas for place in self.places):
            raise Refusal(CouncilRefusal.PLACES_UNREADABLE, field="places")
        areas = [area for place in self.places for area in place.areas]
        twice = next((area for area in areas if areas.count(area) > 1), None)
        keys = [place.key for place in self.places]
        twice = twice or next((key for key in keys if keys.count(key) > 1), None)
        if twice:
            raise Refusal(CouncilRefusal.AREA_TWICE, field="places", area=twice)

    @property
    def areas(self) -> frozenset[str]:
        """Every area that belongs to a polling place."""
        return frozenset(area for place in self.places for area in place.areas)

    def place_of(self, area: str) -> str:
        """The key of the polling place of an area; the first place takes people whose area is not known."""
        return next((place.key for place in self.places if area in place.areas), self.places[0].key)

    def place(self, key: str) -> PollingPlace | None:
        return next((place for place in self.places if place.key == key), None)

    def qualifying_date(self, polling_day: date, register_closes_on: date) -> date:
        """The day up to which residence is counted at one election."""
        if self.qualifying_rule is QualifyingRule.REGISTER_CLOSING:
            return register_closes_on
        if self.qualifying_rule is QualifyingRule.DAYS_BEFORE:
            return polling_day - timedelta(days=self.qualifying_days_before)
        return polling_day

    def terms(self, polling_day: date, qualifying_date: date) -> StatuteTerms:
        """The terms against which each entry of the register is judged."""
        return StatuteTerms(
            municipality=self.municipality,
            polling_day=polling_day,
            qualifying_date=qualifying_date,
            min_age=self.min_age,
            min_residence_days=self.min_residence_days,
            accepted_statuses=frozenset(self.accepted_statuses),
            profile=self.profile,
        )
