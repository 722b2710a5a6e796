# SPDX-License-Identifier: EUPL-1.2
"""Who may vote for the Intercultural Council: every reason against a line, under the statute's terms.

Ages, days, statuses and the breadth of the electorate are terms of the adopted statute and arrive as a value;
nothing about them is fixed here. Whether two lines are one person is decided elsewhere and arrives as a fact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from council.domain.register import RegisterLine
from council.domain.vocabularies import EU_COUNTRIES, ResidenceStatus


class ElectorateProfile(StrEnum):
    """How wide the statute draws the circle."""

    ALL_FOREIGN = "all_foreign"
    NO_LOCAL_VOTE = "no_local_vote"


class Reason(StrEnum):
    """Why a line does not give the right to vote, in the order in which reasons are listed."""

    INVALID_REGISTER_NUMBER = "invalid_register_number"
    INVALID_GIVEN_NAMES = "invalid_given_names"
    INVALID_FAMILY_NAME = "invalid_family_name"
    INVALID_DATE_OF_BIRTH = "invalid_date_of_birth"
    INVALID_CITIZENSHIP = "invalid_citizenship"
    INVALID_RESIDENCE_STATUS = "invalid_residence_status"
    INVALID_DECLARED_SINCE = "invalid_declared_since"
    DUPLICATE = "duplicate"
    HOST_CITIZENSHIP = "citizenship_lithuanian"
    OTHER_MUNICIPALITY = "other_municipality"
    STATUS_TEMPORARY_RESIDENCE_PERMIT = "status_temporary_residence_permit"
    STATUS_PERMANENT_RESIDENCE = "status_permanent_residence"
    STATUS_EU_RIGHT_OF_RESIDENCE = "status_eu_right_of_residence"
    STATUS_TEMPORARY_PROTECTION = "status_temporary_protection"
    STATUS_REFUGEE_STATUS = "status_refugee_status"
    STATUS_SUBSIDIARY_PROTECTION = "status_subsidiary_protection"
    STATUS_ASYLUM_SEEKER = "status_asylum_seeker"
    STATUS_LITHUANIAN_CITIZEN = "status_lithuanian_citizen"
    STATUS_NATIONAL_VISA = "status_national_visa"
    STATUS_DEPARTED = "status_departed"
    UNDER_AGE = "under_age"
    RESIDENCE_TOO_SHORT = "residence_too_short"
    EU_CITIZEN_HAS_LOCAL_VOTE = "eu_citizen_has_local_vote"
    PERMANENT_RESIDENT_HAS_LOCAL_VOTE = "permanent_resident_has_local_vote"
    STRUCK_BY_DECISION = "struck_by_decision"
    NOT_APPLIED = "not_applied"


# A visa is a visit, and a departed person is gone. Everyone else lives here; a statute may be narrower.
USUAL_STATUSES = frozenset(ResidenceStatus) - {ResidenceStatus.NATIONAL_VISA, ResidenceStatus.DEPARTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatuteTerms:
    """What the statute says about the right to vote.

    Age is judged on polling day; residence is counted up to the qualifying date, which may be the same day.
    """

    municipality: str
    polling_day: date
    qualifying_date: date
    min_age: int
    min_residence_days: int
    accepted_statuses: frozenset[ResidenceStatus] = USUAL_STATUSES
    profile: ElectorateProfile = ElectorateProfile.ALL_FOREIGN
    host_citizenship: str = "LT"
    local_vote_citizenships: frozenset[str] = EU_COUNTRIES

    def __post_init__(self) -> None:
        """Refuse terms under which no answer would mean anything."""
        if not 0 <= self.min_age <= 120:
            raise ValueError("min_age lies between 0 and 120")
        if self.min_residence_days < 0:
            raise ValueError("min_residence_days is not negative")
        if self.qualifying_date > self.polling_day:
            raise ValueError("the qualifying date is not after polling day")

    @property
    def born_by(self) -> date:
        """The last birth date of a person who is old enough on polling day."""
        year = self.polling_day.year - self.min_age
        try:
            return self.polling_day.replace(year=year)
        except ValueError:  # 29 February has no counterpart in that year
            return date(year, 2, 28)

    @property
    def declared_by(self) -> date:
        """The last day of declaring residence that is early enough."""
        return self.qualifying_date - timedelta(days=self.min_residence_days)


def reasons_ineligible(
    line: RegisterLine, terms: StatuteTerms, *, duplicate_of: str | None = None
) -> tuple[Reason, ...]:
    """All reasons against the line, in a stable order; empty when the person may vote.

    `duplicate_of` names the line that stands for the same person, when that is certain or has been decided.
    """
    return (
        *(Reason(f"invalid_{defect.column}") for defect in line.defects),
        *((Reason.DUPLICATE,) if duplicate_of else ()),
        *_statute_reasons(line, terms),
        *_local_vote_reasons(line, terms),
    )


def with_findings(
    reasons: tuple[Reason, ...], *, duplicate: bool = False, others: tuple[Reason, ...] = ()
) -> tuple[Reason, ...]:
    """Reasons from the line with what was found out about the entry, in the stable order.

    :param others: what was decided or left undone about it, such as an objection or a missing application.
    """
    faults = sum(reason.value.startswith("invalid_") for reason in reasons)
    found = (Reason.DUPLICATE,) if duplicate else ()
    return (*reasons[:faults], *found, *reasons[faults:], *others)


def is_eligible(line: RegisterLine, terms: StatuteTerms, *, duplicate_of: str | None = None) -> bool:
    """True when no reason speaks against the line."""
    return not reasons_ineligible(line, terms, duplicate_of=duplicate_of)


def _statute_reasons(line: RegisterLine, terms: StatuteTerms) -> Iterator[Reason]:
    if line.citizenship == terms.host_citizenship:
        yield Reason.HOST_CITIZENSHIP
    if line.municipality != terms.municipality:
        yield Reason.OTHER_MUNICIPALITY
    if line.residence_status and line.residence_status not in terms.accepted_statuses:
        yield Reason(f"status_{line.residence_status.value}")
    # With only the year known, the person counts as old enough once the latest possible birthday has come.
    if line.date_of_birth and line.date_of_birth.latest > terms.born_by:
        yield Reason.UNDER_AGE
    if line.declared_since and line.declared_since > terms.declared_by:
        yield Reason.RESIDENCE_TOO_SHORT


def _local_vote_reasons(line: RegisterLine, terms: StatuteTerms) -> Iterator[Reason]:
    if terms.profile is not ElectorateProfile.NO_LOCAL_VOTE:
        return
    if line.citizenship in terms.local_vote_citizenships:
        yield Reason.EU_CITIZEN_HAS_LOCAL_VOTE
    elif line.residence_status is ResidenceStatus.PERMANENT_RESIDENCE:
        yield Reason.PERMANENT_RESIDENT_HAS_LOCAL_VOTE
