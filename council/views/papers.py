# SPDX-License-Identifier: EUPL-1.2
"""Minutes and declaration on paper: as a page to print, and as a PDF in the reader's language."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask_babel import gettext as _

from core.access import PUBLIC, access
from core.i18n import current_language, day
from core.paper import typeset
from core.requirements import serves
from council.permissions import WATCH_ELECTION, WATCHERS
from council.queries.objections import public_objections
from council.views.blueprint import blueprint, election_of, label, local, public_election
from council.views.minutes_page import minutes_paper, signatures
from council.views.protocol import Code, Protocol, Section, Value
from council.views.result_page import ResultPage, result_page
from council.views.result_sections import papers_table, persons_sections, seats_section, votes_tables


@blueprint.get("/elections/<public_id>/minutes")
@access(WATCH_ELECTION)
@serves("R050")
def print_minutes(public_id: str) -> str:
    election = election_of(public_id, *WATCHERS)
    return render_template("council/declaration/minutes.html", election=election, paper=minutes_paper(election))


@blueprint.get("/elections/<public_id>/minutes.pdf")
@access(WATCH_ELECTION)
@serves("R050")
def download_minutes(public_id: str) -> Response:
    election = election_of(public_id, *WATCHERS)
    return _pdf(minutes_paper(election), f"minutes-{public_id}.pdf")


@blueprint.get("/elections/<public_id>/declaration.pdf")
@access(PUBLIC)
@serves("R050")
def download_declaration(public_id: str) -> Response:
    page = result_page(public_election(public_id), request.args.get("version", type=int)) or abort(404)
    return _pdf(declaration_paper(page), f"declaration-{public_id}.pdf")


def declaration_paper(page: ResultPage) -> Protocol:
    """The declaration, or the provisional result that says it is none."""
    result, declared = page.result, page.declaration
    notes = []
    if declared is None:
        notes.append(_("This is not a declaration. The result can still change."))
    if declared is not None and declared.reason:
        notes.append(
            _(
                "Version %(number)s. Reason of the correction: %(reason)s",
                number=declared.number,
                reason=declared.reason,
            )
        )
    if not page.newest:
        notes.append(_("A later correction has replaced this version."))
    if page.ahead:
        notes.append(_("Demonstration: these counts were entered ahead of polling day and are invented."))
    lots = Section(_("Lots"), lines=result.lots or (_("No lots were drawn."),))
    places = Section(_("Counts by polling place"), tables=(papers_table(result), *votes_tables(result)))
    return Protocol(
        title=_("Declaration of result") if declared else _("Provisional result"),
        subject=f"{local(result.title)}, {_('Polling day: %(day)s', day=day(page.election.polling_day))}",
        dated=day(declared.at) if declared else _("not declared"),
        notes=tuple(notes),
        sections=(
            seats_section(result, page.counted),
            *persons_sections(result),
            places,
            lots,
            _objections(page),
            _rests_on(page),
        ),
        signatures=signatures(),
        foot=local(result.title),
    )


def _objections(page: ResultPage) -> Section:
    """How many objections there are and what came of them; the reasons are on the page of the result."""
    lines = [
        f"{day(each.received_on)}: {label(each.state)}" + (f". {label(each.effect)}" if each.effect else "")
        for each in public_objections(page.election)
    ]
    return Section(_("Objections to the result"), lines=tuple(lines) or (_("There is no objection."),))


def _rests_on(page: ResultPage) -> Section:
    result = page.result
    facts: list[tuple[str, Value]] = [
        (_("Statute"), Code(result.statute_fingerprint)),
        (_("Count record"), Code(result.count_fingerprint)),
        (_("Audit record, entry %(number)s", number=result.audit_number), Code(result.audit_head)),
    ]
    if page.declaration is not None:
        facts.append((_("This declaration"), Code(page.declaration.fingerprint)))
    return Section(_("What this rests on"), facts=tuple(facts))


def _pdf(paper: Protocol, name: str) -> Response:
    data = typeset("protocol", paper.plain(), lang=current_language(), title=paper.title)
    answer = Response(data, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
