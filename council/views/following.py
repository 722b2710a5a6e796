# SPDX-License-Identifier: EUPL-1.2
"""Following a count record by hand, step by step: one that somebody brings, an example, or that of an election here."""

from __future__ import annotations

from flask import abort, make_response, render_template
from flask.typing import ResponseReturnValue

from core.access import PUBLIC, access
from core.domain.refusal import Refusal
from core.requirements import serves
from council.domain.rule_trial import TrialRefusal
from council.forms.followed_record import RecordForm
from council.services import followed_record as services
from council.services.followed_record import EXAMPLES, Followed
from council.services.published_count import FileFault
from council.tally import TallyError
from council.views.blueprint import blueprint, public_election
from council.views.cases import in_words
from council.views.count import public_record
from council.views.record_page import RecordPage, record_page


def followed_page(followed: Followed) -> RecordPage:
    return record_page(followed.record, followed=followed)


@blueprint.route("/counts/follow", methods=["GET", "POST"])
@access(PUBLIC)
@serves("R050")
def follow_record() -> ResponseReturnValue:
    """Counts a record again in passing; nothing of it is kept."""
    form, page = RecordForm(), None
    if form.validate_on_submit():
        try:
            page = followed_page(services.follow(form.record_text()))
        except Refusal as refusal:
            form.refuse(refusal)
        except TallyError as error:
            why = in_words(FileFault(error.code, facts=error.facts))
            field = "file" if form.file.data else "text"
            form.refuse(Refusal(TrialRefusal.RECORD_UNREADABLE, field=field, why=why))
    return make_response(
        render_template("council/follow/bring.html", form=form, page=page, examples=tuple(EXAMPLES)), form.status
    )


@blueprint.get("/counts/follow/<name>")
@access(PUBLIC)
@serves("R050")
def follow_example(name: str) -> str:
    if name not in EXAMPLES:
        abort(404)
    return render_template("council/follow/example.html", name=name, page=followed_page(services.example(name)))


@blueprint.get("/elections/<public_id>/follow")
@access(PUBLIC)
@serves("R050")
def follow_election(public_id: str) -> str:
    """The published record of an election here, for people who count along at home."""
    election = public_election(public_id)
    page = followed_page(services.follow(public_record(election)))
    return render_template("council/follow/election.html", election=election, page=page)
