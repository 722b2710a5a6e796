# SPDX-License-Identifier: EUPL-1.2
"""Makes valid statutes and elections for tests, through the services."""

from __future__ import annotations

import datetime as dt
import secrets

from core.db import unit_of_work
from core.domain.actor import Actor
from council.domain.election import Calendar, ElectionEvent, LocalText
from council.domain.eligibility import USUAL_STATUSES, ElectorateProfile
from council.domain.founding import Group, StakeholderKind
from council.domain.statute import PollingPlace, QualifyingRule, StatuteParameters
from council.domain.timetable import Step
from council.models.statute import StatuteVersion
from council.queries.election import election_by
from council.services import election as elections
from council.services import stakeholders, working_group
from council.services import statute as statutes
from council.services import timetable as timetables
from council.tally import Formula, RuleSheet

POLLING_DAY = dt.date(2027, 3, 14)
EXPORTED_ON = dt.date(2027, 1, 28)
TOWN = tuple(
    f"{name} seniūnija"
    for name in ("Jonavos miesto", "Šveicarijos", "Užusalių", "Žeimių", "Upninkų", "Šilų", "Bukonių", "Kulvos")
)
PLACES = (
    PollingPlace("jonava", LocalText("Jonava", "Jonava", "يونافا"), TOWN),
    PollingPlace("rukla", LocalText("Rukla", "Rukla", "روكلا"), ("Ruklos seniūnija",)),
)


def parameters(profile: ElectorateProfile = ElectorateProfile.ALL_FOREIGN, min_age: int = 18) -> StatuteParameters:
    return StatuteParameters(
        min_age=min_age,
        min_residence_days=90,
        municipality="Jonavos r. sav.",
        accepted_statuses=tuple(sorted(USUAL_STATUSES)),
        profile=profile,
        qualifying_rule=QualifyingRule.POLLING_DAY,
        qualifying_days_before=0,
        term_years=4,
        places=PLACES,
    )


def rule() -> RuleSheet:
    return RuleSheet(seats=9, formula=Formula.DHONDT)


def adopted_statute(actor: Actor, terms: StatuteParameters | None = None, *, counted: RuleSheet | None = None) -> str:
    """The public id of an adopted version, counted by the usual rule or another one."""
    with unit_of_work():
        drafted = statutes.draft_statute(actor, terms or parameters(), counted or rule())
        adoption = statutes.Adoption("Municipal council", dt.date(2026, 9, 24), "T-1")
        return statutes.adopt_statute(actor, drafted.public_id, adoption).public_id


def at_any_time(actor: Actor, election: str) -> None:
    """Record the decision that every step may be taken on any day: most tests do not wait for the calendar."""
    plan = timetables.ExceptionPlan(
        steps=tuple(Step), begins_on=None, ends_on=None, reason="A test", once=f"any-{election}"
    )
    with unit_of_work():
        timetables.decide_exception(actor, election, plan, elections.Instruction("Municipal council"))


def drafted_election(
    actor: Actor, terms: StatuteParameters | None = None, *, timed: bool = False, counted: RuleSheet | None = None
) -> str:
    """The public id of an election that nobody has called yet; ``timed`` keeps the days of its timetable."""
    statute = adopted_statute(actor, terms, counted=counted)
    plan = elections.ElectionPlan(
        title=LocalText("Intercultural Council of Jonava", "Jonavos tarpkultūrinė taryba"),
        statute_id=statute,
        calendar=Calendar(
            register_closes_on=dt.date(2027, 2, 12),
            nominations_close_on=dt.date(2027, 2, 19),
            polling_day=POLLING_DAY,
            declare_by=dt.date(2027, 3, 18),
        ),
        once=secrets.token_urlsafe(12),
    )
    with unit_of_work():
        election = elections.draft_election(actor, plan).public_id
    if not timed:
        at_any_time(actor, election)
    return election


def call(actor: Actor, election: str) -> None:
    with unit_of_work():
        elections.call_election(actor, election, elections.Instruction("Municipal council", dt.date(2026, 10, 1)))


def statute_of(election: str) -> StatuteVersion:
    """The version an election is held under."""
    found = election_by(election)
    assert found is not None
    return found.statute


def open_election(actor: Actor, terms: StatuteParameters | None = None, *, counted: RuleSheet | None = None) -> str:
    """The public id of an election whose register is open."""
    election = drafted_election(actor, terms, counted=counted)
    call(actor, election)
    with unit_of_work():
        elections.move_election(actor, election, ElectionEvent.OPEN_REGISTER)
    return election


def joined(officer: Actor, member: Actor) -> None:
    """Somebody with an account sits in the working group, for the migrants."""
    who = stakeholders.StakeholderPlan(
        kind=StakeholderKind.PERSON, group=Group.MIGRANTS, name="Muster Beispiel", once=f"s-{member.id}"
    )
    with unit_of_work():
        listed = stakeholders.list_stakeholder(officer, who)
        plan = working_group.MemberPlan(
            stakeholder_id=listed.public_id,
            group=Group.MIGRANTS,
            from_on=dt.date(2026, 9, 1),
            account_id=member.id,
            once=f"m-{member.id}",
        )
        working_group.add_member(officer, plan)
