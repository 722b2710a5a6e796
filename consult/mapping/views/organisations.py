# SPDX-License-Identifier: EUPL-1.2
"""Pages for those who keep the map: the overview, adding, editing, archiving, contacts."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consult.mapping import advice, pages
from consult.mapping.forms.organisations import ArchiveForm, CommunityForm, ContactForm
from consult.mapping.forms.search import OverviewForm
from consult.mapping.models import Organisation
from consult.mapping.permissions import MAY_KEEP, may_import
from consult.mapping.queries import organisations as queries
from consult.mapping.queries.organisations import Show
from consult.mapping.services import organisations as services
from consult.mapping.views.blueprint import blueprint, entry_or_404
from core.access import access, current_actor
from core.pages import page_number, pages_of
from core.requirements import serves


@blueprint.get("/community-map")
@access(MAY_KEEP)
@serves("R012")
def manage() -> str:
    totals = queries.totals()
    search = OverviewForm(request.args, queries.counts(Show.ALL), totals)
    found = queries.list_organisations(search.wanted(search.chosen_show()), page_number())
    page = {
        "rows": [pages.entry(row) for row in found.rows],
        "pages": pages_of(found),
        "totals": {show.value: number for show, number in totals.items()},
        "may_import": may_import(current_actor()),
    }
    return render_template("mapping/manage.html", page=page, search=search)


@blueprint.route("/community-map/add", methods=["GET", "POST"])
@access(MAY_KEEP)
@serves("R012")
def add_community() -> Response:
    form = CommunityForm()
    added: list[Organisation] = []
    if form.accepts(
        lambda: added.append(
            services.add_community(
                current_actor(), form.description(), once=str(form.once.data), seen=str(form.seen.data or "")
            )
        )
    ):
        flash(_("The entry is on the map."), "success")
        return redirect(url_for("mapping.show_organisation", public_id=added[0].public_id))
    page = {"warning": advice.for_form(form)}
    return make_response(render_template("mapping/add.html", form=form, page=page), form.status)


@blueprint.route("/organisations/<public_id>/edit", methods=["GET", "POST"])
@access(MAY_KEEP)
@serves("R094", "R012")
def edit_organisation(public_id: str) -> Response:
    organisation = entry_or_404(public_id)
    entry = pages.entry(organisation)
    form = CommunityForm.showing(organisation.description(), organisation.version)
    if form.accepts(
        lambda: services.edit_organisation(
            current_actor(),
            public_id,
            form.description(),
            version=form.version.data or 0,
            seen=form.seen.data or "",
        )
    ):
        flash(_("The changes are saved."), "success")
        return redirect(url_for("mapping.show_organisation", public_id=public_id))
    page = {
        "warning": advice.for_form(form, public_id),
        "meanwhile": advice.meanwhile(form, organisation),
    }
    return make_response(render_template("mapping/edit.html", form=form, entry=entry, page=page), form.status)


@blueprint.route("/organisations/<public_id>/contacts", methods=["GET", "POST"])
@access(MAY_KEEP)
@serves("R012")
def log_contact(public_id: str) -> Response:
    entry = pages.entry(entry_or_404(public_id))
    form = ContactForm()
    if form.accepts(lambda: services.log_contact(current_actor(), public_id, form.made())):
        flash(_("The contact is noted."), "success")
        return redirect(url_for("mapping.show_organisation", public_id=public_id))
    return make_response(render_template("mapping/contact.html", form=form, entry=entry), form.status)


@blueprint.route("/organisations/<public_id>/archive", methods=["GET", "POST"])
@access(MAY_KEEP)
@serves("R012")
def archive_organisation(public_id: str) -> Response:
    entry = pages.entry(entry_or_404(public_id))
    form = ArchiveForm()
    if form.accepts(lambda: services.archive_organisation(current_actor(), public_id, form.reason.data or "")):
        flash(_("The entry is archived. Nobody but staff sees it now."), "success")
        return redirect(url_for("mapping.show_organisation", public_id=public_id))
    return make_response(render_template("mapping/archive.html", form=form, entry=entry), form.status)


@blueprint.post("/organisations/<public_id>/restore")
@access(MAY_KEEP)
@serves("R012")
def restore_organisation(public_id: str) -> Response:
    entry_or_404(public_id)
    services.restore_organisation(current_actor(), public_id)
    flash(_("The entry is back on the map."), "success")
    return redirect(url_for("mapping.show_organisation", public_id=public_id))
