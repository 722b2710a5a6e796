# SPDX-License-Identifier: EUPL-1.2
"""Plugs the feature into the application."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from core.domain.actor import Role
from core.feature import Feature, Nav
from council.card_cli import cards as card_commands
from council.cli import register as register_commands
from council.domain.register_access import CODE_KIND as ELECTOR_CODE
from council.messages import REFUSALS
from council.retention import forget
from council.services.claims import CODE_KIND as CLAIM_CODE
from council.services.interests import CODE_KIND as INTEREST_CODE
from council.services.list_access import CONSENT_CODE
from council.services.objections import CODE_KIND as OBJECTION_CODE
from council.services.working_group import oppose_grant
from council.views import (
    articles,
    ballot_papers,
    batches,
    budget,
    bylaw,
    candidacy,
    candidate_groups,
    candidate_list,
    card_messages,
    card_returns,
    cards,
    cases,
    chamber,
    claims,
    consent,
    count,
    count_acts,
    declaration,
    desk,
    duplicates,
    election,
    following,
    founding,
    instruction,
    interests,
    nomination,
    nomination_call,
    objections,
    outreach,
    papers,
    person_rules,
    places,
    polling,
    polling_filters,
    publication,
    register,
    register_access,
    register_close,
    register_import,
    roll,
    rules,
    stakeholders,
    statute,
    statute_papers,
    supporters,
    timetable,
    turnout,
    working_group,
)
from council.views.blueprint import blueprint
from council.views.count_tasks import count_due
from council.views.founding_due import founding_due
from council.views.news import election_news, election_scopes
from council.views.nomination_due import nomination_due
from council.views.polling_due import polling_due
from council.views.register_due import register_due
from council.views.result_tasks import result_due
from council.views.statute_due import statute_due
from council.views.timetable_due import timetable_due

ROUTES = (
    *(duplicates, claims, register_access, election, register, register_close, register_import, statute, timetable),
    *(nomination, candidate_list, polling, count_acts, batches, count, declaration, publication, cases),
    *(candidacy, consent, supporters, nomination_call, ballot_papers, candidate_groups),
    *(following, rules, person_rules, papers, objections, chamber),
    *(founding, stakeholders, working_group, budget, instruction),
    *(articles, statute_papers, bylaw),
    *(places, desk, roll, turnout, polling_filters),
    *(cards, card_returns, card_messages),
    *(outreach, interests),
)
"""The modules that add routes to the blueprint; importing them is what adds the routes."""

FOUNDERS = frozenset({Role.OFFICER, Role.FACILITATOR, Role.COUNCIL_MEMBER})
"""Who sees the way to the council in the menu; members of the working group among other staff find it on their desk."""

FEATURE = Feature(
    blueprint=blueprint,
    refusals=REFUSALS,
    news=election_news,
    due=lambda actor: (
        *register_due(actor),
        *nomination_due(actor),
        *count_due(actor),
        *timetable_due(actor),
        *founding_due(actor),
        *statute_due(actor),
        *polling_due(actor),
        *result_due(actor),
    ),
    scopes=election_scopes,
    opposes=oppose_grant,
    openers={
        CLAIM_CODE: "council.show_own_claim",
        ELECTOR_CODE: "council.show_own_line",
        OBJECTION_CODE: "council.show_own_objection",
        CONSENT_CODE: "council.show_own_candidacy",
        INTEREST_CODE: "council.show_own_interest",
    },
    commands=(register_commands, card_commands),
    retain=forget,
    nav=(
        Nav(_l("Council"), "council.list_elections", 14),
        Nav(_l("Founding"), "council.show_founding", 38, FOUNDERS),
        Nav(
            _l("Elections"),
            "council.manage_elections",
            40,
            frozenset({Role.RETURNING_OFFICER, Role.POLLING_CLERK, Role.OBSERVER}),
        ),
    ),
)
