# SPDX-License-Identifier: EUPL-1.2
"""Pages of an import: send a file, look at what it would do, confirm it or throw it away."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consult.mapping import previews
from consult.mapping.domain.importing import OPTIONAL, REQUIRED
from consult.mapping.forms.imports import ConfirmForm, FileForm
from consult.mapping.models import OrganisationImport
from consult.mapping.permissions import MAY_IMPORT
from consult.mapping.queries import imports as queries
from consult.mapping.services import imports as services
from consult.mapping.views.blueprint import blueprint
from core.access import access, current_actor
from core.requirements import serves


@blueprint.route("/community-map/imports", methods=["GET", "POST"])
@access(MAY_IMPORT)
@serves("R094", "D10")
def import_organisations() -> Response:
    form = FileForm()
    opened: list[OrganisationImport] = []
    if form.accepts(lambda: opened.append(services.open_import(current_actor(), *form.sent()))):
        return redirect(url_for("mapping.review_import", public_id=opened[0].public_id))
    page = {
        "required": REQUIRED,
        "optional": OPTIONAL,
        "imports": previews.summaries(queries.newest_imports(current_actor().id)),
    }
    return make_response(render_template("mapping/import.html", form=form, page=page), form.status)


@blueprint.route("/community-map/imports/<public_id>", methods=["GET", "POST"])
@access(MAY_IMPORT)
@serves("R094", "D10")
def review_import(public_id: str) -> Response:
    batch = _import_or_404(public_id)
    plan = queries.plan_of(batch)
    form = ConfirmForm(plan=plan)
    if form.accepts(lambda: services.confirm_import(current_actor(), public_id, form.decided())):
        flash(_("The list is imported."), "success")
        return redirect(url_for("mapping.review_import", public_id=public_id))
    if form.is_submitted():
        form.fingerprint.data = plan.fingerprint
    page = previews.preview(batch, plan, queries.faults_of(batch))
    return make_response(render_template("mapping/review.html", form=form, page=page), form.status)


@blueprint.post("/community-map/imports/<public_id>/withdraw")
@access(MAY_IMPORT)
@serves("R094")
def withdraw_import(public_id: str) -> Response:
    _import_or_404(public_id)
    services.withdraw_import(current_actor(), public_id)
    flash(_("The file is thrown away. Nothing was stored."), "success")
    return redirect(url_for("mapping.import_organisations"))


def _import_or_404(public_id: str) -> OrganisationImport:
    return queries.find_import(current_actor().id, public_id) or abort(404)
