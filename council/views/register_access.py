# SPDX-License-Identifier: EUPL-1.2
"""Opening one person's entry: staff say what for, the person comes with a code. Applications, codes, extracts."""

from __future__ import annotations

import hashlib

from flask import Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import access, current_actor, opened
from core.domain.actor import Role
from core.domain.tables import write_table
from core.requirements import serves
from council.domain.claims import ApplicationWay
from council.domain.register_access import CODE_KIND, Purpose
from council.forms.claims import OpenEntryForm, PaperApplicationForm, PlainForm
from council.permissions import READ_REGISTER, READERS, RUN_ELECTION
from council.queries import register as queries
from council.queries.register_access import own_entry
from council.services import register_access as services
from council.views.blueprint import blueprint, election_of
from council.views.own_entry_page import OwnEntry, own_entry_page


@blueprint.post("/elections/<public_id>/register/entries/<entry_id>/open")
@access(READ_REGISTER)
@serves("R044", "D04", "D05")
def open_entry(public_id: str, entry_id: str) -> ResponseReturnValue:
    """Every look at a person is recorded with its purpose, and only then shown."""
    election, form = election_of(public_id, *READERS), OpenEntryForm()
    if queries.entry_by(election, entry_id) is None:
        abort(404)
    if form.accepts(lambda: services.open_entry(current_actor(), public_id, entry_id, Purpose(form.purpose.data))):
        return redirect(url_for("council.show_entry", public_id=public_id, entry_id=entry_id))
    html = render_template("council/register/open.html", election=election, form=form, entry_id=entry_id)
    return make_response(html, form.status)


@blueprint.post("/elections/<public_id>/register/entries/<entry_id>/code")
@access(RUN_ELECTION)
@serves("D05")
def issue_line_code(public_id: str, entry_id: str) -> str:
    """A code for the person this entry is about, shown this once."""
    election = election_of(public_id, Role.RETURNING_OFFICER)
    if queries.entry_by(election, entry_id) is None:
        abort(404)
    code = services.issue_line_code(current_actor(), public_id, entry_id)
    return render_template("council/register/line_code.html", election=election, code=code, entry_id=entry_id)


@blueprint.post("/elections/<public_id>/register/entries/<entry_id>/applied")
@access(READ_REGISTER)
@serves("R044", "R045")
def enter_application(public_id: str, entry_id: str) -> ResponseReturnValue:
    """A signed form on paper, entered by staff."""
    election, form = election_of(public_id, *READERS), PaperApplicationForm()
    if queries.entry_by(election, entry_id) is None:
        abort(404)
    if form.accepts(
        lambda: services.apply_for_entry(current_actor(), entry_id, ApplicationWay.PAPER, signed_on=form.signed_on.data)
    ):
        flash(_("The application is recorded and the entry judged again."), "success")
        return redirect(url_for("council.show_entry", public_id=public_id, entry_id=entry_id))
    html = render_template("council/register/application.html", election=election, form=form, entry_id=entry_id)
    return make_response(html, form.status)


@blueprint.post("/elections/<public_id>/register/places/<place>/extract")
@access(READ_REGISTER)
@serves("R044", "D04", "D09", "D10")
def download_extract(public_id: str, place: str) -> Response:
    """The electors of one polling place as a file; that it was taken and its hash are recorded."""
    election = election_of(public_id, *READERS)
    if election.statute.parameters.place(place) is None or queries.newest_version(election) is None:
        abort(404)
    rows = queries.extract_of(election, place)
    head = (_("No."), _("Family name"), _("Given names"), _("In the own script"), _("Date of birth"))
    data = write_table(head, [(number, *row) for number, row in enumerate(rows, start=1)], bom=True)
    digest = hashlib.sha256(data).hexdigest()
    services.record_extract(current_actor(), public_id, place, digest, len(rows))
    answer = Response(data, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="electors-{place}-{digest[:12]}.csv"'
    return answer


@blueprint.get("/my-entry/<public_id>")
@access(opened(CODE_KIND))
@serves("D05", "R046")
def show_own_line(public_id: str) -> str:
    return render_template("council/register/own.html", page=_own(public_id), form=PlainForm())


@blueprint.post("/my-entry/<public_id>/apply")
@access(opened(CODE_KIND))
@serves("R045", "D05")
def apply_for_own_entry(public_id: str) -> ResponseReturnValue:
    page, form = _own(public_id), PlainForm()
    if form.accepts(lambda: services.apply_for_entry(current_actor(), public_id, ApplicationWay.CODE)):
        flash(_("Thank you. You have applied; below you see how your entry stands now."), "success")
        return redirect(url_for("council.show_own_line", public_id=public_id))
    return make_response(render_template("council/register/own.html", page=page, form=form), form.status)


def _own(public_id: str) -> OwnEntry:
    found = own_entry(public_id) if (CODE_KIND, public_id) in current_actor().opened else None
    return own_entry_page(*found) if found else abort(404)
