# SPDX-License-Identifier: EUPL-1.2
"""The register at work: overview, look-up, entries with every reason, corrections, polling lists."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor
from core.domain.actor import Role
from core.pages import page_number, pages_of
from core.requirements import serves
from council.domain.election import ElectionState, reached
from council.domain.eligibility import Reason
from council.forms.claims import OpenEntryForm, PaperApplicationForm, PlainForm
from council.forms.register import CorrectionForm, LookUpForm
from council.models.election import Election
from council.models.register import RegisterEntry
from council.permissions import READ_REGISTER, READERS, RUN_ELECTION, WATCH_ELECTION, WATCHERS
from council.queries import register as queries
from council.queries.register_access import is_open_for
from council.services import register as services
from council.views.blueprint import blueprint, election_of
from council.views.entry_page import entry_page
from council.views.register_page import register_page


def entry_of(election: Election, public_id: str) -> RegisterEntry:
    """An entry of this election, or 404."""
    entry = queries.entry_by(election, public_id)
    if entry is None:
        abort(404)
    return entry


@blueprint.get("/elections/<public_id>/register")
@access(WATCH_ELECTION)
@serves("R044", "R045", "D03")
def show_register(public_id: str) -> str:
    page = register_page(election_of(public_id, *WATCHERS))
    return render_template("council/register/show.html", page=page, form=LookUpForm())


@blueprint.post("/elections/<public_id>/register/look-up")
@access(READ_REGISTER)
@serves("R044", "D01", "D05")
def look_up(public_id: str) -> ResponseReturnValue:
    """Sent as a form, so that no name ever stands in an address or a log."""
    election, form = election_of(public_id, *READERS), LookUpForm()
    words: list[str] = []
    sent = form.accepts(lambda: words.extend(services.look_up(current_actor(), public_id, str(form.words.data))))
    found, more = queries.entries_found(election, words) if sent else ([], False)
    html = render_template(
        "council/register/found.html", election=election, form=form, sent=sent, found=found, more=more
    )
    return make_response(html, form.status)


@blueprint.get("/elections/<public_id>/register/reasons/<reason>")
@access(READ_REGISTER)
@serves("R045")
def list_refused(public_id: str, reason: str) -> str:
    election = election_of(public_id, *READERS)
    if reason not in list(Reason):
        abort(404)
    part = queries.entries_refused(election, Reason(reason), page_number())
    return render_template(
        "council/register/refused.html",
        election=election,
        reason=Reason(reason),
        entries=part.rows,
        pages=pages_of(part),
    )


@blueprint.get("/elections/<public_id>/register/entries/<entry_id>")
@access(READ_REGISTER)
@serves("R045", "R046")
def show_entry(public_id: str, entry_id: str) -> str:
    """Shown to who has opened it a while ago; everybody else says first what for, which is recorded."""
    election = election_of(public_id, *READERS)
    entry = entry_of(election, entry_id)
    if not is_open_for(current_actor(), entry_id):
        return _ask_purpose(election, entry_id)
    page, form = entry_page(election, entry), PaperApplicationForm()
    return render_template("council/register/entry.html", page=page, form=form)


@blueprint.route("/elections/<public_id>/register/entries/<entry_id>/correct", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R046")
def correct_entry(public_id: str, entry_id: str) -> ResponseReturnValue:
    election = election_of(public_id, Role.RETURNING_OFFICER)
    values = entry_of(election, entry_id).values()
    if not is_open_for(current_actor(), entry_id):
        return _ask_purpose(election, entry_id)
    seen = services.mark_of(values)
    form = CorrectionForm(data={**values, "seen": seen})
    if form.accepts(lambda: _correct(entry_id, form, values)):
        flash(_("The entry is corrected and judged again."), "success")
        return redirect(url_for("council.show_entry", public_id=public_id, entry_id=entry_id))
    form.told(seen)
    html = render_template(
        "council/register/correct.html",
        form=form,
        election=election,
        entry_id=entry_id,
        closed=reached(election.now, ElectionState.REGISTER_CLOSED),
    )
    return make_response(html, form.status)


def _ask_purpose(election: Election, entry_id: str) -> str:
    """The same address in place of the entry, until it was said what for."""
    return render_template("council/register/open.html", election=election, form=OpenEntryForm(), entry_id=entry_id)


def _correct(entry_id: str, form: CorrectionForm, values: dict[str, str]) -> None:
    services.correct_entry(
        current_actor(),
        entry_id,
        form.changes(values),
        reason=str(form.reason.data),
        decision=form.decision(),
        seen=form.seen.data or "unknown",
    )


@blueprint.get("/elections/<public_id>/register/places/<place>")
@access(READ_REGISTER)
@serves("R044", "D09")
def print_polling_list(public_id: str, place: str) -> str:
    """The electors of one polling place on paper, once the register is closed."""
    election = election_of(public_id, *READERS)
    found, version = election.statute.parameters.place(place), queries.newest_version(election)
    if found is None or version is None:
        abort(404)
    part = queries.electors_of(election, place, page_number())
    return render_template(
        "council/register/polling_list.html",
        election=election,
        place=found,
        version=version,
        electors=part.rows,
        first=(part.number - 1) * part.per_page,
        form=PlainForm(),
        pages=pages_of(part),
    )
