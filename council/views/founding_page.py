# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the founding share: who may open them, how stakeholders and people are called, a tone filter."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from flask import abort

from core.access import STAFF, current_actor
from core.messages import called
from council.founding_words import FOUNDING_TONES
from council.models.working_group import WorkingGroupMember
from council.queries.accounts import actors_by
from council.queries.stakeholders import Called, called_of
from council.services.working_group import may_prepare
from council.views.blueprint import blueprint

PREPARE = STAFF
"""Members of the working group sign in with any role, so the route takes all staff and the page asks who it is."""


@blueprint.app_template_filter("founding_tone")
def founding_tone(state: StrEnum) -> str:
    """The tone of the tag beside a state of the founding."""
    return FOUNDING_TONES[state]


def for_those_who_prepare() -> None:
    """403 for staff who are neither officers nor members of the working group."""
    if not may_prepare(current_actor()):
        abort(403)


def names_of(members: Iterable[WorkingGroupMember]) -> dict[str, Called]:
    """How members are called, by public id: who comes for an organisation stands before its name."""
    every = list(members)
    known = called_of(member.stakeholder for member in every)
    return {member.public_id: _member_called(member, known[member.stakeholder_id]) for member in every}


def names_of_staff(actor_ids: Iterable[str]) -> dict[str, str]:
    """What to call the staff who did something, by the id that rows keep."""
    wanted = list(actor_ids)
    found = actors_by(wanted)
    return {each: called(found[each]) if each in found else "" for each in wanted}


def _member_called(member: WorkingGroupMember, stakeholder: Called) -> Called:
    if not member.person:
        return stakeholder
    return Called(f"{member.person}, {stakeholder.name}")
