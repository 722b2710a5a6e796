# SPDX-License-Identifier: EUPL-1.2
"""Ballot papers: print orders with their files, the public specimen, the notice about names that no longer stand."""

from __future__ import annotations

import hashlib

from babel.languages import get_official_languages
from flask import Response, abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council.domain.ballot_paper import Paper, PaperKind, PaperSize
from council.forms.ballot_papers import PaperOrderForm, PlaceOffer, paper_order_form
from council.forms.nomination import ConfirmForm
from council.models.ballot_papers import PaperOrderRow
from council.models.election import Election
from council.paper_print import paper_pdf, template_pdf
from council.paper_words import departure_rule, instructions
from council.permissions import RUN_ELECTION, WATCH_ELECTION, WATCHERS, runs
from council.queries import ballot_papers as queries
from council.queries.electors import electors_by_place
from council.queries.places import places_of
from council.services import ballot_papers as services
from council.views.blueprint import blueprint, election_of, local, public_election
from council.views.nomination import published


def house_languages(election: Election) -> tuple[str, ...]:
    """The languages of the house, those of the country first."""
    country = election.statute.parameters.timetable.country
    national = get_official_languages(country, de_facto=True)
    return tuple(sorted(current_app.config["TALKA"].languages, key=lambda code: code.split("_")[0] not in national))


@blueprint.get("/elections/<public_id>/papers")
@access(WATCH_ELECTION)
@serves("R049")
def manage_papers(public_id: str) -> str:
    election = election_of(public_id, *WATCHERS)
    paper = queries.paper_of(election, house_languages(election))
    return render_template(
        "council/ballot_papers/manage.html",
        election=election,
        orders=queries.orders_of(election),
        published=published(election),
        how=instructions(paper),
        may_order=runs(current_actor(), public_id) and election.now in services.ORDERED_IN,
        runs=runs(current_actor(), public_id),
        form=ConfirmForm(),
        secrecy=election.statute.parameters.secrecy_minimum,
    )


@blueprint.route("/elections/<public_id>/papers/order", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R049")
def order_papers(public_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    known = len(queries.orders_of(election))
    form = _order_form(election, known)
    if form.accepts(lambda: services.order_papers(current_actor(), public_id, form.command())):
        flash(_("The ballot papers are ordered."), "success")
        return redirect(url_for("council.manage_papers", public_id=public_id))
    html = render_template("council/ballot_papers/order.html", form=form, election=election, again=bool(known))
    return make_response(html, form.status)


def _order_form(election: Election, known: int) -> PaperOrderForm:
    electors = electors_by_place(election)
    places = [PlaceOffer(place.key, local(place.name), electors.get(place.key, 0)) for place in places_of(election)]
    return paper_order_form(places, house_languages(election), known)


@blueprint.get("/elections/<public_id>/papers/<int:number>")
@access(WATCH_ELECTION)
@serves("R049")
def print_paper_order(public_id: str, number: int) -> str:
    """The order as it goes to the printer: what, in which orders of names, how many."""
    election = election_of(public_id, *WATCHERS)
    row = _order(election, number)
    order = row.order
    names = {place.key: local(place.name) for place in places_of(election)}
    firsts = [order.paper.in_order(variant).lines for variant in range(1, order.variants + 1)]
    return render_template(
        "council/ballot_papers/order_sheet.html", election=election, row=row, order=order, names=names, firsts=firsts
    )


@blueprint.post("/elections/<public_id>/papers/<int:number>/<any(ordinary, large, template):what>/<int:variant>")
@access(RUN_ELECTION)
@serves("R049", "D04")
def download_papers(public_id: str, number: int, what: str, variant: int) -> Response:
    """One file for the printer; that it was taken and its hash are recorded."""
    election = election_of(public_id, Role.RETURNING_OFFICER)
    order = _order(election, number).order
    if not 1 <= variant <= order.variants:
        abort(404)
    paper = order.paper.in_order(variant)
    data = template_pdf(paper) if what == "template" else paper_pdf(paper, PaperSize(what))
    name = f"ballot-paper-{number}-{what}-{variant}.pdf"
    services.record_print_file(current_actor(), public_id, number, name, hashlib.sha256(data).hexdigest())
    return _pdf(data, name)


@blueprint.get("/elections/<public_id>/papers/specimen.pdf")
@access(PUBLIC)
@serves("R049", "D07")
def show_specimen(public_id: str) -> Response:
    """What everybody will mark, overprinted so that nobody can vote with it; large with ``?size=large``."""
    election = public_election(public_id)
    if not published(election):
        abort(404)
    size = PaperSize.LARGE if request.args.get("size") == PaperSize.LARGE.value else PaperSize.ORDINARY
    return _pdf(paper_pdf(_paper(election), size, is_specimen=True), "specimen.pdf")


@blueprint.get("/elections/<public_id>/papers/departures")
@access(PUBLIC)
@serves("R048", "R049")
def show_departures(public_id: str) -> str:
    """To hang up in the polling place: who left after printing, and what becomes of votes for them."""
    election = public_election(public_id)
    if not published(election):
        abort(404)
    rule = departure_rule(PaperKind(election.statute.rule_kind.value))
    return render_template(
        "council/ballot_papers/departures.html", election=election, gone=queries.departed(election), rule=rule
    )


def _order(election: Election, number: int) -> PaperOrderRow:
    return next((row for row in queries.orders_of(election) if row.number == number), None) or abort(404)


def _paper(election: Election) -> Paper:
    """As it was ordered last, or as it would be ordered now."""
    rows = queries.orders_of(election)
    return rows[-1].order.paper if rows else queries.paper_of(election, house_languages(election))


def _pdf(data: bytes, name: str) -> Response:
    answer = Response(data, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
