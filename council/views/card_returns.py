# SPDX-License-Identifier: EUPL-1.2
"""Polling cards after printing: those that came back with what was done next, and those that no longer count."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.pages import page_number, pages_of
from core.requirements import serves
from council.domain.cards import Remedy, ReturnReason
from council.forms.cards import RemedyForm, ReturnForm
from council.permissions import READ_REGISTER, READERS
from council.queries import cards as queries
from council.services import card_post as services
from council.views.blueprint import blueprint, election_of


@blueprint.route("/elections/<public_id>/cards/returned", methods=["GET", "POST"])
@access(READ_REGISTER)
@serves("R047")
def list_returned_cards(public_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, *READERS), ReturnForm()
    if form.accepts(
        lambda: services.record_return(
            current_actor(),
            public_id,
            str(form.number.data),
            ReturnReason(form.reason.data),
            on=form.returned_on.data,
        )
    ):
        flash(_("Written down."), "success")
        return redirect(url_for("council.list_returned_cards", public_id=public_id))
    waiting = request.args.get("shown") != "settled"
    part = queries.returns_of(election, page_number(), waiting=waiting)
    html = render_template(
        "council/cards/returned.html",
        election=election,
        returns=part.rows,
        pages=pages_of(part),
        waiting=waiting,
        form=form,
    )
    return make_response(html, form.status)


@blueprint.route("/elections/<public_id>/cards/returned/<return_id>", methods=["GET", "POST"])
@access(READ_REGISTER)
@serves("R047")
def show_returned_card(public_id: str, return_id: str) -> ResponseReturnValue:
    election, form = election_of(public_id, *READERS), RemedyForm()
    if queries.return_by(election, return_id) is None:
        abort(404)
    if form.accepts(
        lambda: services.record_remedy(
            current_actor(), public_id, return_id, Remedy(form.remedy.data), str(form.note.data or "")
        )
    ):
        flash(_("Written down."), "success")
        return redirect(url_for("council.show_returned_card", public_id=public_id, return_id=return_id))
    found = queries.return_by(election, return_id)
    html = render_template("council/cards/return.html", election=election, found=found, form=form)
    return make_response(html, form.status)


@blueprint.get("/elections/<public_id>/cards/ended/<place>")
@access(READ_REGISTER)
@serves("R047", "D09")
def print_ended_cards(public_id: str, place: str) -> str:
    """For the polling place: numbers of cards that no longer count. No name stands on it."""
    election = election_of(public_id, *READERS)
    found = election.statute.parameters.place(place)
    if found is None:
        abort(404)
    part = queries.ended_cards(election, place, page_number())
    return render_template(
        "council/cards/ended.html", election=election, place=found, cards=part.rows, pages=pages_of(part)
    )
