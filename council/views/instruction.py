# SPDX-License-Identifier: EUPL-1.2
"""The instruction of the election authority, and the next election that the end of a term opens."""

from __future__ import annotations

import re

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor, roles
from core.domain.actor import Role
from core.requirements import serves
from council.domain.election import ElectionState, LocalText
from council.forms.founding import AcceptForm, InstructionForm, NextElectionForm, instruction_values
from council.models.election import Election
from council.permissions import FOUND_COUNCIL, RUN_ELECTION, runs
from council.queries import founding as queries
from council.queries import terms
from council.queries.election import election_by
from council.services import instruction as services
from council.services import next_election
from council.services.election import Instruction
from council.views.blueprint import blueprint, election_of
from council.views.founding_page import names_of_staff

_YEAR = re.compile(r"\s+\d{4}$")
READERS = (Role.OFFICER, Role.RETURNING_OFFICER, Role.POLLING_CLERK, Role.OBSERVER)


def _shown(election: Election, form: AcceptForm) -> ResponseReturnValue:
    instruction = queries.instruction_of(election)
    actor = current_actor()
    waits = instruction is not None and instruction.accepted_at is None
    html = render_template(
        "council/founding/instruction.html",
        election=election,
        instruction=instruction,
        form=form,
        by=names_of_staff([instruction.written_by, instruction.accepted_by] if instruction else []),
        may_accept=waits and runs(actor, election.public_id),
        may_write=actor.has(Role.OFFICER) and (instruction is None or waits),
        may_call=election.now is ElectionState.DRAFT and not waits and runs(actor, election.public_id),
    )
    return make_response(html, form.status)


@blueprint.get("/elections/<public_id>/instruction")
@access(roles(*READERS))
@serves("R043", "D02")
def show_instruction(public_id: str) -> ResponseReturnValue:
    return _shown(election_of(public_id, *READERS), AcceptForm(formdata=None))


@blueprint.post("/elections/<public_id>/instruction")
@access(RUN_ELECTION)
@serves("R043", "D02", "D04")
def accept_instruction(public_id: str) -> ResponseReturnValue:
    election_of(public_id, Role.RETURNING_OFFICER)
    form = AcceptForm()
    accepted_for = form.accepted_for.data or ""
    if form.accepts(lambda: services.accept_instruction(current_actor(), public_id, accepted_for)):
        flash(_("The instruction is accepted."), "success")
        return redirect(url_for("council.show_instruction", public_id=public_id))
    return _shown(election_of(public_id, Role.RETURNING_OFFICER), form)


@blueprint.route("/elections/<public_id>/instruct", methods=["GET", "POST"])
@access(roles(Role.OFFICER))
@serves("R043", "D04")
def write_instruction(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.OFFICER)
    form = InstructionForm(data=instruction_values(queries.instruction_of(election)))
    if form.accepts(lambda: services.write_instruction(current_actor(), public_id, form.command())):
        flash(_("The instruction is written. The election authority finds it on its desk."), "success")
        return redirect(url_for("council.show_instruction", public_id=public_id))
    html = render_template("council/founding/instruct.html", form=form, election=election_by(public_id))
    return make_response(html, form.status)


def call_values(election: Election) -> dict[str, object]:
    """What calling the election takes over from the accepted instruction."""
    found = queries.instruction_of(election)
    if found is None:
        return {}
    said = Instruction(found.decided_by, found.decided_on, found.reference)
    return {"by": said.by, "on": said.on, "reference": said.reference}


@blueprint.route("/elections/<public_id>/next", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R059")
def draft_next_election(public_id: str) -> ResponseReturnValue:
    """One button: days and statute follow from the term that ends; the title can be changed."""
    election = election_by(public_id)
    if election is None:
        abort(404)
    plan, form = next_election.proposed(election), NextElectionForm(data=_next_title(election))
    drafted: list[Election] = []
    if form.accepts(lambda: drafted.append(_draft_next(election, form))):
        flash(_("The next election is prepared. Nothing is called yet."), "success")
        return redirect(url_for("council.show_election", public_id=drafted[0].public_id))
    html = render_template(
        "council/founding/next_election.html",
        form=form,
        election=election_by(public_id),
        plan=plan,
        term=terms.term_of(election),
        following=terms.following(election),
        declared=election.now is ElectionState.DECLARED,
    )
    return make_response(html, form.status)


def _draft_next(election: Election, form: NextElectionForm) -> Election:
    title = LocalText(form.title_en.data or "", form.title_lt.data or "", form.title_ar.data or "")
    return next_election.draft_next_election(current_actor(), election, title)


def _next_title(election: Election) -> dict[str, object]:
    """The title of the election before, with the year of the new one in figures, as every language has them."""
    year = terms.term_of(election).next_polling_day.year
    said = (("en", election.title.en), ("lt", election.title.lt), ("ar", election.title.ar))
    return {f"title_{lang}": f"{_YEAR.sub('', text)} {year}" for lang, text in said if text}
