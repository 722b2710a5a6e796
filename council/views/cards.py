# SPDX-License-Identifier: EUPL-1.2
"""Polling cards: how far they have come, printing a small run, its manifest, what left the house, a replacement."""

from __future__ import annotations

from flask import Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.card_papers import languages
from council.card_press import MOST_ON_A_PAGE, Made, manifest_of, one_letter, print_here
from council.forms.cards import DispatchForm, PrintForm, ReplaceForm
from council.forms.claims import OpenEntryForm
from council.models.cards import CardRun
from council.models.election import Election
from council.permissions import READ_REGISTER, READERS, RUN_ELECTION
from council.queries import cards as queries
from council.queries.register import entry_by
from council.queries.register_access import is_open_for
from council.services import card_post, card_replacement
from council.services.card_replacement import Replaced
from council.views.blueprint import blueprint, election_of
from council.views.cards_page import cards_page, place_choices, run_page


def _run(election: Election, run_id: str) -> CardRun:
    run = queries.run_by(election, run_id)
    return run if run is not None else abort(404)


def _given_out(data: bytes, name: str, kind: str) -> Response:
    """A file that is made once: no cache may keep it."""
    answer = Response(data, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/elections/<public_id>/cards")
@access(READ_REGISTER)
@serves("R047")
def show_cards(public_id: str) -> str:
    return render_template("council/cards/show.html", page=cards_page(election_of(public_id, *READERS)))


@blueprint.route("/elections/<public_id>/cards/print", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R047", "D05")
def print_cards(public_id: str) -> ResponseReturnValue:
    """A small run: its files are the answer, this once."""
    election = election_of(public_id, Role.RETURNING_OFFICER)
    form, made = PrintForm().offer(place_choices(election)), list[Made]()
    if form.accepts(lambda: made.append(print_here(current_actor(), public_id, form.command()))):
        return _given_out(made[0].data, f"cards-{made[0].run.number}.zip", "application/zip")
    html = render_template("council/cards/print.html", page=cards_page(election), form=form, most=MOST_ON_A_PAGE)
    return make_response(html, form.status)


@blueprint.route("/elections/<public_id>/cards/runs/<run_id>", methods=["GET", "POST"])
@access(READ_REGISTER)
@serves("R047", "D04")
def show_card_run(public_id: str, run_id: str) -> ResponseReturnValue:
    """The manifest of a run, and what was handed to the post."""
    election, form = election_of(public_id, *READERS), DispatchForm()
    run = _run(election, run_id)
    if form.accepts(lambda: card_post.record_dispatch(current_actor(), run_id, form.command())):
        flash(_("Written down."), "success")
        return redirect(url_for("council.show_card_run", public_id=public_id, run_id=run_id))
    html = render_template("council/cards/run.html", page=run_page(election, _run(election, run.public_id)), form=form)
    return make_response(html, form.status)


@blueprint.get("/elections/<public_id>/cards/runs/<run_id>/manifest.csv")
@access(READ_REGISTER)
@serves("R047", "D10")
def download_card_manifest(public_id: str, run_id: str) -> Response:
    run = _run(election_of(public_id, *READERS), run_id)
    data = manifest_of([file.line for file in run.files])
    answer = Response(data, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="manifest-{run.number}.csv"'
    return answer


@blueprint.route("/elections/<public_id>/register/entries/<entry_id>/card", methods=["GET", "POST"])
@access(READ_REGISTER)
@serves("R047", "D05")
def replace_card(public_id: str, entry_id: str) -> ResponseReturnValue:
    """Another card for a person who stands at the desk. The old one opens nothing from now on."""
    election, form = election_of(public_id, *READERS), ReplaceForm()
    entry = entry_by(election, entry_id)
    if entry is None:
        abort(404)
    if not is_open_for(current_actor(), entry_id):
        return render_template("council/register/open.html", election=election, form=OpenEntryForm(), entry_id=entry_id)
    made, offered = list[Replaced](), languages()
    if form.accepts(
        lambda: made.append(
            card_replacement.replace_card(current_actor(), public_id, entry_id, form.command(), offered=offered)
        )
    ):
        letter = one_letter(election, made[0])
        return _given_out(letter, f"card-{made[0].card.number}.pdf", "application/pdf")
    html = render_template("council/cards/replace.html", election=election, entry_id=entry_id, form=form)
    return make_response(html, form.status)
