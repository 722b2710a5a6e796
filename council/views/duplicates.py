# SPDX-License-Identifier: EUPL-1.2
"""Pairs of entries that may be one person: the list, and the page on which a person decides."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.pages import page_number, pages_of
from core.requirements import serves
from council.domain.election import ElectionState, reached
from council.forms.register import DuplicateForm
from council.permissions import READ_REGISTER, READERS, RUN_ELECTION
from council.queries import duplicates as queries
from council.register_messages import COLUMN_LABELS
from council.register_values import value_words
from council.services import duplicates as services
from council.views.blueprint import blueprint, election_of


@blueprint.get("/elections/<public_id>/register/duplicates")
@access(READ_REGISTER)
@serves("R046")
def list_duplicates(public_id: str) -> str:
    election = election_of(public_id, *READERS)
    asked = request.args.get("show", "")
    shown = queries.Shown(asked) if asked in list(queries.Shown) else queries.first_shown(election)
    part = queries.pairs_of(election, shown, page_number())
    return render_template(
        "council/register/duplicates.html", election=election, shown=shown, pairs=part.rows, pages=pages_of(part)
    )


@blueprint.route("/elections/<public_id>/register/duplicates/<pair_id>", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R046")
def decide_duplicate(public_id: str, pair_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    pair = queries.pair_by(election, pair_id)
    if pair is None:
        abort(404)
    form = DuplicateForm().offer(pair.first.register_number, pair.second.register_number)
    if form.accepts(
        lambda: services.decide_duplicate(current_actor(), pair_id, form.command(), decision=form.decision())
    ):
        flash(_("The decision is recorded and both entries are judged again."), "success")
        return redirect(url_for("council.list_duplicates", public_id=public_id))
    first, second = pair.first.values(), pair.second.values()
    rows = [(COLUMN_LABELS[name], value_words(name, first[name]), value_words(name, second[name])) for name in first]
    closed = reached(election.now, ElectionState.REGISTER_CLOSED)
    html = render_template(
        "council/register/duplicate.html", form=form, election=election, pair=pair, rows=rows, closed=closed
    )
    return make_response(html, form.status)
