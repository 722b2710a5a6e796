# SPDX-License-Identifier: EUPL-1.2
"""Pages for everybody: the list, the same list as a file or on paper, one entry."""

from __future__ import annotations

from flask import Response, render_template, request, url_for

from consult.mapping import pages
from consult.mapping.downloads import table_of
from consult.mapping.facets import facets
from consult.mapping.forms.search import SearchForm
from consult.mapping.permissions import MAY_READ, keeps_the_map
from consult.mapping.queries import organisations as queries
from consult.mapping.queries.organisations import Show
from consult.mapping.views.blueprint import blueprint, entry_or_404
from core import clock
from core.access import access, current_actor
from core.pages import kept_arguments, page_number, pages_of
from core.requirements import serves


@blueprint.get("/organisations")
@access(MAY_READ)
@serves("R012", "R094", "D01")
def list_organisations() -> str:
    counts = queries.counts(Show.PUBLIC)
    search = SearchForm(request.args, counts)
    found = queries.list_organisations(search.wanted(), page_number())
    page = {
        "rows": [pages.entry(row) for row in found.rows],
        "pages": pages_of(found),
        "keeps": keeps_the_map(current_actor()),
        "filters": kept_arguments(),
        "facets": facets(counts, search.wanted()),
    }
    return render_template("mapping/list.html", page=page, search=search)


@blueprint.get("/organisations.csv")
@access(MAY_READ)
@serves("R094", "D10")
def download_organisations() -> Response:
    search = SearchForm(request.args, queries.counts(Show.PUBLIC))
    body = table_of(queries.all_organisations(search.wanted()))
    response = Response(body, mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=organisations.csv"
    return response


@blueprint.get("/organisations/print")
@access(MAY_READ)
@serves("R094")
def print_organisations() -> str:
    search = SearchForm(request.args, queries.counts(Show.PUBLIC))
    rows = [pages.entry(row) for row in queries.all_organisations(search.wanted())]
    page = {"rows": rows, "today": clock.today(), "back": url_for("mapping.list_organisations", **kept_arguments())}
    return render_template("mapping/print.html", page=page)


@blueprint.get("/organisations/<public_id>")
@access(MAY_READ)
@serves("R012", "R094")
def show_organisation(public_id: str) -> str:
    organisation = entry_or_404(public_id)
    entry = pages.entry(organisation)
    if not keeps_the_map(current_actor()):
        return render_template("mapping/show.html", entry=entry)
    page = {
        "history": pages.history(queries.history_of(organisation)),
        "contacts": pages.contacts(queries.contacts_with(organisation)),
    }
    return render_template("mapping/show_staff.html", entry=entry, page=page)
