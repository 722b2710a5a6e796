# SPDX-License-Identifier: EUPL-1.2
"""Rule sheets of real councils, and the rule designer: what a changed rule would do. Public; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from core.access import PUBLIC, access
from core.domain.refusal import Refusal
from core.requirements import serves
from council.domain.rule_trial import TrialRefusal
from council.forms.rule_trial import Problems, RuleForm, VotesForm
from council.rule_lines import what_holds
from council.rule_words import said, sheet_title
from council.services import rule_trial as services
from council.services.published_count import FileFault
from council.services.rule_trial import OWN, Tried
from council.tally import BallotProfile, CountRecord, TallyError, TallyErrorCode
from council.tally.choices import BallotType, ThresholdBase
from council.tally.sheets import SheetKind, Sourced, all_sheets, sheet, sheet_ids
from council.views.blueprint import blueprint, reads_from_the_right
from council.views.cases import in_words
from council.views.seat_picture import HalfCircle
from council.views.working import Working, working_of


@dataclass(frozen=True, slots=True)
class Trial:
    """A comparison as the page shows it."""

    tried: Tried
    before: HalfCircle
    after: HalfCircle
    working: Working

    @property
    def unchanged(self) -> bool:
        """True before anything was changed."""
        return self.tried.trial.start.rule == self.tried.trial.variant.rule


def picture(record: CountRecord) -> HalfCircle:
    """The half-circle of a count, from where the reader's writing begins."""
    return working_of(record).half_circle(mirrored=reads_from_the_right())


blueprint.add_app_template_filter(said)
blueprint.add_app_template_filter(sheet_title)


@blueprint.get("/rules")
@access(PUBLIC)
@serves("R039")
def list_rules() -> str:
    found = all_sheets()
    groups = [(kind, [each for each in found if each.kind is kind]) for kind in SheetKind]
    return render_template("council/rules/list.html", groups=groups, tryable={s.id for s in services.list_sheets()})


@blueprint.get("/rules/<sheet_id>")
@access(PUBLIC)
@serves("R039")
def show_rule(sheet_id: str) -> str:
    if sheet_id not in sheet_ids():
        abort(404)
    found = sheet(sheet_id)
    rows = [
        (each, "" if each.sourced is Sourced.NO else what_holds(found.rule, each.parameter))
        for each in found.parameters
    ]
    return render_template(
        "council/rules/show.html",
        sheet=found,
        rows=rows,
        tryable=found in services.list_sheets(),
        persons=found.rule.ballot is BallotType.PERSONS,
    )


@blueprint.get("/rules/try")
@access(PUBLIC)
@serves("R039", "R050")
def try_rule() -> ResponseReturnValue:
    """Everything comes with the address, so a variant can be sent to others; GET stores nothing."""
    votes = VotesForm(request.args, services.list_sheets(), services.real_elections())
    rule = trial = None
    profile = _profile(votes)
    if profile:
        rule = _rule_form(votes)
        trial = _trial(votes, rule, profile) if not rule.filled or rule.validate() else None
    form = Problems((*votes.problems(), *(rule.problems() if rule else ())))
    page = render_template("council/rules/try.html", votes=votes, rule=rule, trial=trial, form=form, own=OWN)
    return make_response(page, form.status)


def _profile(votes: VotesForm) -> BallotProfile | None:
    """The chosen votes; what is wrong with them stands at the field."""
    if votes.filled and not votes.validate():
        return None
    case = services.real_election(str(votes.election.data))
    if case is not None:
        return services.with_people(case.profile, votes.took_part.data)
    try:
        return services.read_lists(votes.own.data or "", votes.took_part.data)
    except Refusal as refusal:
        votes.refuse(refusal)
    except TallyError as error:
        votes.refuse(refused(error, field=OWN))
    return None


def _rule_form(votes: VotesForm) -> RuleForm:
    start = sheet(str(votes.sheet.data)).rule
    case = services.real_election(str(votes.election.data))
    return RuleForm(request.args, start, case.rule.seats if case else start.seats)


def _stood_in(votes: VotesForm, rule: RuleForm) -> bool:
    """True when a threshold asks how many people took part and a real election does not say."""
    case = services.real_election(str(votes.election.data))
    asked = any(each.threshold and each.threshold.base is not ThresholdBase.VALID_VOTES for each in rule.rules())
    return bool(asked and case and not case.profile.voters and not votes.took_part.data)


def refused(error: TallyError, field: str | None = None) -> Refusal:
    """Why votes cannot be counted, in words; the number of people who took part is asked for at its field."""
    if error.code in (TallyErrorCode.VOTERS_UNKNOWN, TallyErrorCode.ENVELOPES_UNKNOWN):
        field = "took_part"
    return Refusal(TrialRefusal.NOT_COUNTABLE, field=field, why=in_words(FileFault(error.code, facts=error.facts)))


def _trial(votes: VotesForm, rule: RuleForm, profile: BallotProfile) -> Trial | None:
    try:
        tried = services.try_rule(profile, *rule.rules(), stood_in=_stood_in(votes, rule))
    except TallyError as error:
        votes.refuse(refused(error))
        return None
    found = tried.trial
    return Trial(tried, picture(found.start), picture(found.variant), working_of(found.variant))
