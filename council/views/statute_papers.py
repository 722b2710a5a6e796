# SPDX-License-Identifier: EUPL-1.2
"""A version of the statute to take away: compared with another, on paper, as a PDF in one language, as JSON."""

from __future__ import annotations

import json

from flask import Response, render_template, request
from flask_babel import gettext as _

from core.access import PUBLIC, access
from core.i18n import current_language
from core.paper import typeset
from core.requirements import serves
from council.statute_export import statute_export
from council.views.blueprint import blueprint
from council.views.statute import statute_of
from council.views.statute_page import comparison, statute_page
from council.views.statute_pdf import paper_values


@blueprint.get("/statutes/<public_id>/compare/<earlier>")
@access(PUBLIC)
@serves("R039")
def compare_statutes(public_id: str, earlier: str) -> str:
    old, new = statute_of(earlier), statute_of(public_id)
    found = comparison(old, new)
    return render_template("council/statute/compare.html", found=found, only_changes="all" not in request.args)


@blueprint.get("/statutes/<public_id>/print")
@access(PUBLIC)
@serves("R039")
def print_statute(public_id: str) -> str:
    page = statute_page(statute_of(public_id))
    return render_template("council/statute/paper.html", page=page, statute=page.statute, deadlines=page.deadlines)


@blueprint.get("/statutes/<public_id>.pdf")
@access(PUBLIC)
@serves("R039")
def statute_pdf(public_id: str) -> Response:
    """The statute in the reader's language."""
    statute, lang = statute_of(public_id), current_language()
    title = _("Statute, version %(number)s", number=statute.number)
    data = typeset("statute", paper_values(statute_page(statute)), lang=lang, title=title)
    name = f"statute-{statute.number}-{lang}.pdf"
    return Response(data, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@blueprint.get("/statutes/<public_id>.json")
@access(PUBLIC)
@serves("R039")
def statute_json(public_id: str) -> Response:
    """Everything a version says, for other programs; the hash can be computed from it again."""
    statute = statute_of(public_id)
    text = json.dumps(statute_export(statute), ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="statute-{statute.number}.json"'}
    return Response(text + "\n", mimetype="application/json", headers=headers)
