# SPDX-License-Identifier: EUPL-1.2
"""The desk of a polling place: look somebody up, give one paper, take a wrong mark back, take a tendered ballot.

Answers are pages and not redirects: nothing about a person stands in an address or a cookie, and a second click of the
same button is known by its mark and answered like the first.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.access import access, current_actor
from core.forms import BaseForm
from core.requirements import serves
from council.domain.election import ElectionState
from council.domain.places import ElectionPlace
from council.domain.roll import DeskSearch, Standing
from council.domain.turnout import ReportKind
from council.forms.roll import DeskForm, PaperForm, TakeBackForm, TenderForm, fresh_once
from council.models.election import Election
from council.permissions import READ_REGISTER, READERS, runs
from council.queries.desk import DeskLine, Found, desk_line, found_at_desk
from council.queries.places import places_of, reports_of
from council.queries.roll import prints_of
from council.services import postal, roll
from council.views.blueprint import blueprint, election_of
from council.views.places import known_place

CAMERA = "camera=(self), microphone=(), geolocation=(), interest-cohort=()"
INSISTING = frozenset(
    {
        Standing.ALREADY_VOTED,
        Standing.VOTED_BY_POST,
        Standing.NOT_AN_ELECTOR,
        Standing.ENVELOPE_OUT,
        Standing.ENVELOPE_RETURNED,
    }
)


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """What the desk is told. ``done`` is said above everything else; ``token`` lets the last mark be taken back."""

    found: Found = Found()
    sent: bool = False
    replaced: bool = False
    done: str = ""
    line: DeskLine | None = None
    token: str = ""


NOTHING = DeskAnswer()


@blueprint.route("/elections/<public_id>/polling/<key>/desk", methods=["GET", "POST"])
@access(READ_REGISTER)
@serves("R049", "D05", "D06", "D09")
def show_desk(public_id: str, key: str) -> ResponseReturnValue:
    """Searching is sent as a form, so that no name and no code ever stands in an address or a log."""
    election, form = election_of(public_id, *READERS), DeskForm()
    here = known_place(election, key)
    asked: list[DeskSearch] = []
    sent = form.accepts(
        lambda: asked.append(roll.look_up_at_desk(current_actor(), public_id, key, str(form.typed.data)))
    )
    if not sent:
        return desk_page(election, here, form, NOTHING)
    found = found_at_desk(election, here, asked[0])
    return desk_page(election, here, DeskForm(formdata=None), DeskAnswer(found, sent, replaced=asked[0].replaced))


@blueprint.post("/elections/<public_id>/polling/<key>/desk/give")
@access(READ_REGISTER)
@serves("R049")
def give_paper(public_id: str, key: str) -> ResponseReturnValue:
    election, form = election_of(public_id, *READERS), PaperForm()
    here, plan = known_place(election, key), form.plan(form.told_envelope())
    given = form.accepts(lambda: roll.give_paper(current_actor(), public_id, key, plan))
    line = desk_line(election, here, plan.entry_id)
    if not given:
        return desk_page(election, here, form, DeskAnswer(Found((line,) if line else ()), sent=True))
    token = roll.undo_token(current_actor(), plan.entry_id)
    return desk_page(election, here, form, DeskAnswer(done=_("Give one ballot paper."), line=line, token=token))


@blueprint.post("/elections/<public_id>/polling/<key>/desk/take-back")
@access(READ_REGISTER)
@serves("R049")
def take_back_paper(public_id: str, key: str) -> ResponseReturnValue:
    election, form = election_of(public_id, *READERS), TakeBackForm()
    here, plan = known_place(election, key), form.plan()
    reason, token = str(form.reason.data or ""), str(form.token.data or "")
    done = form.accepts(lambda: roll.take_back(current_actor(), public_id, key, plan, reason=reason, token=token))
    line = desk_line(election, here, plan.entry_id)
    if not done:
        return desk_page(election, here, form, DeskAnswer(line=line, token=token))
    return desk_page(
        election, here, form, DeskAnswer(Found((line,) if line else ()), done=_("The mark is taken back."))
    )


@blueprint.post("/elections/<public_id>/polling/<key>/desk/tender")
@access(READ_REGISTER)
@serves("R049")
def tender_paper(public_id: str, key: str) -> ResponseReturnValue:
    election, form = election_of(public_id, *READERS), TenderForm()
    here, plan = known_place(election, key), form.plan()
    kept: list[str] = []
    done = form.accepts(
        lambda: kept.append(
            postal.tender(current_actor(), public_id, key, plan.entry_id, str(form.statement.data)).public_id
        )
    )
    line = desk_line(election, here, plan.entry_id)
    if not done:
        return desk_page(election, here, form, DeskAnswer(Found((line,) if line else ()), sent=True))
    said = _(
        "Write %(number)s on the outer envelope, put the closed ballot paper into it, and keep it apart.",
        number=kept[0],
    )
    return desk_page(election, here, form, DeskAnswer(done=said))


def desk_page(election: Election, here: ElectionPlace, form: BaseForm, answer: DeskAnswer) -> ResponseReturnValue:
    """The desk after every act: the answer above, the field for the next person below."""
    reports = reports_of(election).get(here.key, [])
    html = render_template(
        "council/desk/show.html",
        election=election,
        here=here,
        names={place.key: place.name for place in places_of(election)},
        answer=answer,
        form=form,
        search=form if isinstance(form, DeskForm) else DeskForm(formdata=None),
        paper=PaperForm(formdata=None),
        back=form if isinstance(form, TakeBackForm) else TakeBackForm(formdata=None),
        tender=form if isinstance(form, TenderForm) else TenderForm(formdata=None),
        fresh_once=fresh_once,
        insisting=INSISTING,
        polling=election.now is ElectionState.POLLING,
        closed=bool(reports) and reports[-1].kind == ReportKind.CLOSED.value,
        open_now=here.open_at(clock.now()),
        printed=here.key in prints_of(election),
        may_run=runs(current_actor(), election.public_id),
    )
    response = make_response(html, form.status)
    response.headers["Permissions-Policy"] = CAMERA
    return response
