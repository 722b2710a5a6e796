# SPDX-License-Identifier: EUPL-1.2
"""What everybody reads about standing for election: the call with its days, blank forms, each candidate's own page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from flask import Response, abort, render_template

from core.access import PUBLIC, access
from core.i18n import current_language
from core.requirements import serves
from council.domain.election import ElectionState
from council.domain.statements import LONGEST
from council.domain.timetable import Step
from council.list_print import lists_pdf
from council.models.election import Election
from council.plain_words import who_may_vote
from council.queries import nomination as queries
from council.queries.candidacy import statements_of
from council.queries.timetable import timetable_of
from council.views.blueprint import blueprint, public_election
from council.views.nomination import published

CALL_STEPS = (Step.NOMINATIONS, Step.PUBLICATION, Step.POLLING)


@dataclass(frozen=True, slots=True)
class CallDay:
    """The days of one step."""

    step: Step
    begins: dt.date | None
    ends: dt.date | None

    @property
    def one_day(self) -> bool:
        return self.begins is not None and self.begins == self.ends


@dataclass(frozen=True, slots=True)
class Call:
    """What is needed to stand, and by when."""

    election: Election
    days: tuple[CallDay, ...]
    who: tuple[str, ...]
    longest_list: int
    longest_statement: int = LONGEST

    @property
    def closed(self) -> bool:
        return published(self.election)


def call_of(election: Election) -> Call:
    terms = election.statute.parameters
    return Call(
        election=election,
        days=tuple(CallDay(w.step, w.begins, w.ends) for w in timetable_of(election) if w.step in CALL_STEPS),
        who=tuple(who_may_vote(terms, election.polling_day, election.qualifying_date)),
        longest_list=terms.most_per_seat * election.statute.rule.seats,
    )


@blueprint.get("/elections/<public_id>/stand")
@access(PUBLIC)
@serves("R052", "R048")
def call_for_nominations(public_id: str) -> str:
    return render_template("council/nomination/call.html", call=call_of(_called(public_id)))


@blueprint.get("/elections/<public_id>/stand/forms")
@access(PUBLIC)
@serves("R052", "R048", "D07")
def print_nomination_forms(public_id: str) -> str:
    """Blank forms for those who hand in on paper."""
    call = call_of(_called(public_id))
    return render_template("council/nomination/forms.html", call=call)


@blueprint.get("/elections/<public_id>/lists/<int:number>/candidates/<int:position>")
@access(PUBLIC)
@serves("R048")
def show_candidate(public_id: str, number: int, position: int) -> str:
    """One candidate as published: the same page for everybody."""
    election = public_election(public_id)
    lists = queries.numbered_lists(election) if published(election) else []
    one = next((each for each in lists if each.number == number), None) or abort(404)
    person = next((each for each in one.candidates if each.position == position), None) or abort(404)
    return render_template(
        "council/nomination/candidate_page.html",
        election=election,
        one=one,
        person=person,
        statements=() if person.leaving else statements_of([person])[person.id],
    )


@blueprint.get("/elections/<public_id>/lists.pdf")
@access(PUBLIC)
@serves("R048", "D07")
def show_lists_file(public_id: str) -> Response:
    """The published lists with all statements, to print or to send on, in the reader's language."""
    election = public_election(public_id)
    if not published(election):
        abort(404)
    lists = queries.numbered_lists(election)
    people = statements_of(person for one in lists for person in one.candidates)
    draw = queries.number_draw(election)
    answer = Response(
        lists_pdf(election, lists, people, draw=draw, lang=current_language()), mimetype="application/pdf"
    )
    answer.headers["Content-Disposition"] = 'inline; filename="candidates.pdf"'
    return answer


def _called(public_id: str) -> Election:
    election = public_election(public_id)
    if election.now is ElectionState.DRAFT:
        abort(404)
    return election
