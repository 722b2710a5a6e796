# SPDX-License-Identifier: EUPL-1.2
"""The page on which the returning officer records to which groups of the statute the candidates belong."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.forms.candidate_groups import groups_form
from council.permissions import RUN_ELECTION
from council.queries import candidate_groups as queries
from council.services import candidate_groups as services
from council.views.blueprint import blueprint, election_of


@blueprint.route("/elections/<public_id>/candidate-groups", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R048", "R050")
def record_groups(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    asked, people = queries.asked_traits(election.statute.rule), queries.candidates_of(election)
    known = {key: row.belongs_to for key, row in queries.recorded_groups(election).items()}
    form = groups_form(people if asked else (), asked, known)
    reason = form.reason
    if form.accepts(
        lambda: services.record_groups(current_actor(), public_id, form.answers(), reason=str(reason.data or ""))
    ):
        flash(_("The groups of the candidates are recorded."), "success")
        return redirect(url_for("council.record_groups", public_id=public_id))
    return make_response(
        render_template("council/count/groups.html", form=form, election=election, recorded=bool(known)), form.status
    )
