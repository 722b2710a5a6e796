# SPDX-License-Identifier: EUPL-1.2
"""Closing a register, checking a closed one, and putting an election under another version of the statute."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.forms.register import CloseRegisterForm, ReplaceStatuteForm
from council.permissions import RUN_ELECTION, WATCH_ELECTION, WATCHERS
from council.queries import register as queries
from council.queries.statute import adopted_statutes
from council.services import register as services
from council.views.blueprint import blueprint, election_of
from council.views.register_page import register_page


@blueprint.route("/elections/<public_id>/register/close", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R044", "D06")
def close_register(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, Role.RETURNING_OFFICER), CloseRegisterForm()
    if form.accepts(lambda: services.close_register(current_actor(), public_id)):
        flash(_("The register is closed. Its fingerprint is recorded."), "success")
        return redirect(url_for("council.show_register", public_id=public_id))
    page = register_page(election)
    return make_response(render_template("council/register/close.html", form=form, page=page), form.status)


@blueprint.get("/elections/<public_id>/register/check")
@access(WATCH_ELECTION)
@serves("R044", "D04")
def check_register(public_id: str) -> str:
    """Compare the register as it is with the register as it was closed."""
    election = election_of(public_id, *WATCHERS)
    version = queries.newest_version(election)
    now = queries.computed_fingerprint(election)
    return render_template("council/register/check.html", election=election, version=version, now=now)


@blueprint.route("/elections/<public_id>/statute", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R045", "D08")
def replace_statute(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    form = ReplaceStatuteForm().offer(adopted_statutes())
    if form.accepts(
        lambda: services.replace_statute(current_actor(), public_id, str(form.statute.data), form.command())
    ):
        flash(_("The election is now under this version. Every entry has been judged again."), "success")
        return redirect(url_for("council.show_election", public_id=public_id))
    html = render_template("council/election/replace_statute.html", form=form, election=election)
    return make_response(html, form.status)
