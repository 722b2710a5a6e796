# SPDX-License-Identifier: EUPL-1.2
"""The rule designer for votes on persons: seats kept for groups, caps, more or fewer seats. Public, stores nothing."""

from __future__ import annotations

from dataclasses import dataclass

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from core.access import PUBLIC, access
from core.domain.refusal import Refusal
from core.requirements import serves
from council.forms.person_trial import PersonTrialForm
from council.services import person_trial as services
from council.services.person_trial import TriedPersons
from council.services.rule_trial import OWN
from council.tally import TallyError
from council.views.blueprint import blueprint, reads_from_the_right
from council.views.person_working import PersonWorking, person_working
from council.views.rules import refused
from council.views.seat_picture import HalfCircle


@dataclass(frozen=True, slots=True)
class Row:
    """One person under both rules."""

    name: str
    group: str
    votes: int
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class PersonTrialPage:
    tried: TriedPersons
    working: PersonWorking
    before: HalfCircle
    after: HalfCircle
    rows: tuple[Row, ...]


@blueprint.get("/rules/try-persons")
@access(PUBLIC)
@serves("R039", "R050")
def try_person_rule() -> ResponseReturnValue:
    """Everything comes with the address, so a variant can be sent to others; GET stores nothing."""
    form = PersonTrialForm(request.args)
    page = _page(form) if not form.filled or form.validate() else None
    return make_response(render_template("council/rules/try_persons.html", form=form, page=page, own=OWN), form.status)


def _page(form: PersonTrialForm) -> PersonTrialPage | None:
    choice = str(form.election.data)
    try:
        profile = services.votes_of(choice, form.own.data or "")
        tried = services.try_groups(profile, services.groups_in(profile, choice), *form.rules())
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    except TallyError as error:
        form.refuse(refused(error))
        return None
    start, variant = person_working(tried.trial.start), person_working(tried.trial.variant)
    mirrored = reads_from_the_right()
    return PersonTrialPage(
        tried,
        variant,
        start.half_circle(mirrored=mirrored),
        variant.half_circle(mirrored=mirrored),
        _rows(start, variant),
    )


def _rows(start: PersonWorking, variant: PersonWorking) -> tuple[Row, ...]:
    """Everybody who sits under one of the rules, and who comes in or goes out first."""
    before = {each.number: each.elected for each in start.record.results}
    found = [
        Row(each.name, variant.groups(each.number), each.votes, before[each.number], each.elected)
        for each in variant.record.results
        if each.elected or before[each.number]
    ]
    return tuple(sorted(found, key=lambda row: (row.before == row.after, -row.votes, row.name)))
