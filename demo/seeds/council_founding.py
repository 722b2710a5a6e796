# SPDX-License-Identifier: EUPL-1.2
"""The demo's founding: stakeholders, politicians' promises, the working group, law, budget and instructions.

Everything is invented. Organisations come from the community map; politicians and members appear by office alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager

import sqlalchemy as sa

from consult.mapping.models import Organisation
from core import clock
from core.db import db
from core.domain.actor import Actor, Role
from council.domain.founding import (
    AuthorityTask,
    CommitmentState,
    ContactWay,
    Group,
    Position,
    Readiness,
    StakeholderKind,
)
from council.domain.founding_steps import FoundingStep
from council.services import budget, founding, instruction, stakeholders, working_group
from council.services.stakeholders import CommitmentPlan, ContactPlan, StakeholderPlan
from council.services.working_group import MeetingPlan, MemberPlan
from demo.accounts import actor_of

BODY = "Municipal council of Jonava"
AUTHORITY = "Election authority of Jonava"


PEOPLE = (
    ("Spokesperson of families from Ukraine", Group.MIGRANTS, "Knows the families; speaks Ukrainian", "active"),
    ("Spokesperson of Arabic-speaking residents", Group.MIGRANTS, "Invites people; speaks Arabic", "willing"),
    ("Member of the municipal council, social affairs", Group.POLITICIANS, "Brings it to the committee", "active"),
    ("Member of the municipal council, budget", Group.POLITICIANS, "", "listening"),
)

COSTS = (
    ("Rooms and tea", 2027, 180_000, "Town budget"),
    ("Interpreters at meetings", 2027, 645_050, "Town budget"),
    ("Printing of ballot papers and polling cards", 2027, 312_075, "Town budget"),
    ("Outreach before the election", 2027, 250_000, "Fund for integration (invented)"),
    ("Rooms and tea", 2028, 186_500, "Town budget"),
    ("Interpreters at meetings", 2028, 667_099, "Fund for integration (invented)"),
)


def found(elections: Sequence[str]) -> None:
    """Up to the instruction of the election that was called; these are public ids, the one called comes first."""
    officer = actor_of(Role.OFFICER)
    listed = _stakeholders(officer)
    _promises(officer, listed)
    _working_group(officer, listed)
    _law_and_money(officer)
    _instruct(officer, elections)


def _stakeholders(officer: Actor) -> list[str]:
    found = []
    with _on(2026, 8, 24):
        for name, group, part, readiness in PEOPLE:
            plan = StakeholderPlan(
                kind=StakeholderKind.PERSON, group=group, name=name, part=part, once=f"demo-{name[-34:]}"
            )
            found.append(_contacted(officer, plan, Readiness(readiness)))
        for group, organisation in zip((Group.ASSOCIATIONS, Group.NGOS, Group.NGOS), _organisations(), strict=True):
            plan = StakeholderPlan(
                kind=StakeholderKind.ORGANISATION,
                group=group,
                organisation_id=organisation,
                once=f"demo-{organisation}",
            )
            found.append(_contacted(officer, plan, Readiness.WILLING))
    return found


def _organisations() -> Sequence[str]:
    """Three of the map that work in Lithuania."""
    return db.session.scalars(
        sa.select(Organisation.public_id)
        .where(Organisation.country == "LT", Organisation.public.is_(True))
        .order_by(Organisation.id)
        .limit(3)
    ).all()


def _contacted(officer: Actor, plan: StakeholderPlan, readiness: Readiness) -> str:
    public_id = stakeholders.list_stakeholder(officer, plan).public_id
    position = Position.UNKNOWN
    if plan.group is Group.POLITICIANS:
        position = Position.SUPPORTS if readiness is Readiness.ACTIVE else Position.UNDECIDED
    contact = ContactPlan(
        contacted_on=clock.today(),
        way=ContactWay.VISIT,
        note="",
        readiness=readiness,
        position=position,
        once=f"demo-{public_id}",
    )
    stakeholders.note_contact(officer, public_id, contact)
    return public_id


def _promises(officer: Actor, listed: Sequence[str]) -> None:
    supporter, waverer = listed[2], listed[3]
    with _on(2026, 8, 31):
        kept = CommitmentPlan(
            words="Puts the statute on the agenda of the municipal council.",
            given_on=dt.date(2026, 8, 31),
            due_on=dt.date(2026, 9, 24),
            once="demo-agenda",
        )
        open_one = CommitmentPlan(
            words="Comes to a meeting in Rukla and listens.",
            given_on=dt.date(2026, 8, 31),
            due_on=dt.date(2026, 12, 10),
            once="demo-visit",
        )
        promise = stakeholders.record_commitment(officer, supporter, kept)
        stakeholders.record_commitment(officer, waverer, open_one)
    with _on(2026, 9, 24):
        stakeholders.settle_commitment(officer, promise.public_id, CommitmentState.KEPT)


def _working_group(officer: Actor, listed: Sequence[str]) -> None:
    """Three of the four groups; who spoke for migrants has moved away, so that the warning stands."""
    seats = ((0, Group.MIGRANTS), (4, Group.ASSOCIATIONS), (5, Group.NGOS), (2, Group.POLITICIANS))
    with _on(2026, 9, 1):
        members = [
            working_group.add_member(
                officer,
                MemberPlan(
                    stakeholder_id=listed[place],
                    group=group,
                    from_on=clock.today(),
                    account_id=actor_of(Role.FACILITATOR).id if group is Group.NGOS else "",
                    once=f"demo-{group}",
                ),
            ).public_id
            for place, group in seats
        ]
        meeting = MeetingPlan(
            held_on=clock.today(),
            place="Library, Jonava",
            agenda="Who sits in the group, what the statute has to say",
            outcome="The first draft of the statute is discussed on 10 September.",
            present=tuple(members),
            once="demo-first",
        )
        working_group.hold_meeting(officer, meeting)
        done = working_group.add_task(
            officer, "Ask for a room in Rukla", due_on=dt.date(2026, 9, 8), member_id=members[1], once="demo-room"
        )
        working_group.finish_task(officer, done.public_id)
    with _on(2026, 11, 2):
        working_group.add_task(
            officer,
            "Visit the families in Rukla",
            due_on=dt.date(2026, 12, 4),
            member_id=members[2],
            once="demo-families",
        )
        working_group.end_membership(officer, members[0], dt.date(2026, 11, 1), "Moved to another town")


def _law_and_money(officer: Actor) -> None:
    with _on(2026, 9, 3):
        founding.record_basis(
            officer,
            founding.BasisPlan(
                citation="Law on Local Self-Government (illustration)",
                allows="The municipal council can set up committees and commissions and hear residents.",
                question="May a council of residents be elected, or only appointed?",
                once="demo-self-government",
            ),
        )
        for title, year, cents, source in COSTS:
            plan = budget.LinePlan(title=title, year=year, cents=cents, source=source, once=f"demo-{title}-{year}"[:40])
            budget.add_line(officer, plan)
        mark = founding.MarkPlan(owner="Lawyer of the administration", due_on=dt.date(2026, 12, 15), once="demo-law")
        founding.mark_step(officer, FoundingStep.LEGISLATION, mark)


def _instruct(officer: Actor, elections: Sequence[str]) -> None:
    """The election that was called was instructed and accepted; the one that is a draft waits for its authority."""
    for place, election in enumerate(elections):
        with _on(2026, 10, 9):
            plan = instruction.InstructionPlan(
                decided_by=BODY,
                decided_on=dt.date(2026, 10, 8),
                tasks=tuple(AuthorityTask),
                deadline=dt.date(2026, 10, 15) if place == 0 else dt.date(2026, 12, 15),
                reference="DEMO-T-2",
                scope="The whole election on paper. The working group keeps telling the communities about it.",
            )
            instruction.write_instruction(officer, election, plan)
    with _on(2026, 10, 14):
        instruction.accept_instruction(actor_of(Role.RETURNING_OFFICER), elections[0], AUTHORITY)


def _on(year: int, month: int, day: int) -> AbstractContextManager[None]:
    """Nine in the morning of that day."""
    return clock.standing_at(dt.datetime(year, month, day, 9, tzinfo=clock.ZONE))
