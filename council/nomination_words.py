# SPDX-License-Identifier: EUPL-1.2
"""The words of nominations: states, checks, consent, supporters, statements, appeals, and what is refused.

``council.messages`` joins them with the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from council.domain.appeals import Appellant
from council.domain.candidate_list import Consent, Evidence, Leaving, ListCheck, ListEvent, ListState
from council.domain.nomination_refusals import NominationRefusal
from council.domain.statements import Origin
from council.domain.supporters import SupportGround, SupportState, SupportWay

NOMINATION_REFUSALS: dict[StrEnum, Any] = {
    NominationRefusal.SAID_NO: _l("This person has said no. Only a new answer by code, or a paper at the authority."),
    NominationRefusal.CONSENT_SETTLED: _l("The list is decided. A consent can now only be taken back."),
    NominationRefusal.EVERYBODY_ANSWERED: _l("Everybody on this list has answered."),
    NominationRefusal.CONSENT_CLOSED: _l("This can no longer be changed here. Please ask the election authority."),
    NominationRefusal.NO_SINGLE_CANDIDATES: _l("The statute lets people stand on lists only."),
    NominationRefusal.LIST_WITHDRAWN: _l("This list was withdrawn."),
    NominationRefusal.NOTHING_TO_MEND: _l("Nothing has to be mended on this list."),
    NominationRefusal.MENDING_NOW: _l("The list is being mended, until %(ends)s."),
    NominationRefusal.MENDING_OVER: _l("The time to mend this list ended on %(ends)s."),
    NominationRefusal.NO_SUPPORT_NEEDED: _l("The statute asks for no supporters."),
    NominationRefusal.SUPPORTS_ALREADY: _l("You support a list already. Nobody supports two."),
    NominationRefusal.SHEET_EMPTY: _l("Please note at least %(least)s supporters before you send the sheet."),
    NominationRefusal.SHEETS_TOO_MANY: _l("%(most)s sheets were sent today. Please send the next one tomorrow."),
    NominationRefusal.SHEET_FULL: _l("A sheet has at most %(most)s lines. Send the ones you have noted first."),
    NominationRefusal.NOTHING_TO_CHECK: _l("No sheet is waiting to be checked."),
    NominationRefusal.STATEMENT_TOO_LONG: _l("Please use at most %(longest)s letters. There are %(length)s now."),
    NominationRefusal.STATEMENT_MISSING: _l("There is no statement yet that could be translated."),
    NominationRefusal.STATEMENT_LANGUAGE: _l("In this language the candidate has spoken. That stays as it is."),
    NominationRefusal.NOT_APPEALABLE: _l("This list is not decided yet, so there is nothing to appeal against."),
    NominationRefusal.APPEAL_LATE: _l("The time for an appeal is over."),
    NominationRefusal.APPEAL_OPEN: _l("An appeal about this list is waiting for its decision."),
    NominationRefusal.APPEAL_DECIDED: _l("This appeal was decided before."),
    NominationRefusal.NOTHING_PUBLISHED: _l("Ballot papers are made from published lists."),
    NominationRefusal.NO_PAPER_ORDER: _l("No ballot papers were ordered yet."),
}

NOMINATION_LABELS: dict[type[StrEnum], Mapping[Any, Any]] = {
    ListState: {
        ListState.SUBMITTED: _l("Handed in"),
        ListState.ADMITTED: _l("Admitted"),
        ListState.REJECTED: _l("Rejected"),
        ListState.WITHDRAWN: _l("Withdrawn"),
    },
    ListEvent: {
        ListEvent.SUBMITTED: _l("List handed in"),
        ListEvent.CHANGED: _l("List changed"),
        ListEvent.ADMITTED: _l("List admitted"),
        ListEvent.REJECTED: _l("List rejected"),
        ListEvent.NUMBERED: _l("Number drawn by lot"),
        ListEvent.PUBLISHED: _l("List published"),
        ListEvent.CANDIDATE_WITHDREW: _l("A candidate withdrew"),
        ListEvent.CANDIDATE_DIED: _l("A candidate died"),
        ListEvent.RETURNED: _l("Sent back to be mended"),
        ListEvent.RESUBMITTED: _l("Mended and handed in again"),
        ListEvent.WITHDRAWN: _l("List withdrawn"),
        ListEvent.CONSENT_SLIP: _l("Consent slip printed"),
        ListEvent.CONSENTED: _l("A candidate agreed by code"),
        ListEvent.DECLINED: _l("A candidate said no"),
        ListEvent.CONSENT_TAKEN_BACK: _l("A candidate took the consent back"),
        ListEvent.SUPPORT_SENT: _l("Supporters sent to be checked"),
        ListEvent.SUPPORT_CHECKED: _l("Supporters checked"),
        ListEvent.STATEMENT_CHANGED: _l("Statement changed"),
        ListEvent.APPEALED: _l("Appeal received"),
        ListEvent.APPEAL_UPHELD: _l("Appeal upheld"),
        ListEvent.APPEAL_DISMISSED: _l("Appeal dismissed"),
    },
    Leaving: {Leaving.WITHDREW: _l("Withdrew"), Leaving.DIED: _l("Died")},
    Consent: {
        Consent.NONE: _l("missing"),
        Consent.PAPER: _l("on paper"),
        Consent.CODE: _l("by code"),
        Consent.DECLINED: _l("said no"),
        Consent.TAKEN_BACK: _l("taken back"),
    },
    Evidence: {
        Evidence.NONE: _l("not checked yet"),
        Evidence.REGISTER: _l("in the electoral register"),
        Evidence.PAPER: _l("checked on paper"),
    },
    ListCheck: {
        ListCheck.EMPTY: _l("The list has no candidate."),
        ListCheck.TOO_MANY: _l("The list has more candidates than the statute allows."),
        ListCheck.NOT_ALONE: _l("Who stands without a list stands alone."),
        ListCheck.NO_CONSENT: _l("The consent of this person is missing."),
        ListCheck.SAID_NO: _l("This person does not agree to stand."),
        ListCheck.NOT_CHECKED: _l("It was not checked whether this person is an elector."),
        ListCheck.TOO_FEW_SUPPORTERS: _l("Fewer supporters are accepted than the statute asks for."),
        ListCheck.SAME_NAME: _l("Somebody with the same name stands on another list. Is it another person?"),
        ListCheck.NAMESAKES: _l("Two people of this list have the same name. Say what tells them apart."),
        ListCheck.FEWER_THAN_SEATS: _l("The list is shorter than the council. Seats it wins may stay vacant."),
    },
    SupportState: {
        SupportState.NOTED: _l("Noted, not sent yet"),
        SupportState.SENT: _l("Sent, not checked yet"),
        SupportState.ACCEPTED: _l("Accepted"),
        SupportState.NOT_ACCEPTED: _l("Not accepted"),
    },
    SupportWay: {SupportWay.PAPER: _l("on paper"), SupportWay.CODE: _l("by code")},
    SupportGround: {
        SupportGround.NOT_FOUND: _l("The register has no such number."),
        SupportGround.NOT_AN_ELECTOR: _l("The person may not vote at this election."),
        SupportGround.OTHER_BIRTH: _l("The register has another date of birth."),
        SupportGround.OTHER_NAME: _l("The register has another name."),
        SupportGround.ANOTHER_LIST: _l("The person supports another list."),
        SupportGround.TWICE: _l("The person stands on the sheets of this list already."),
    },
    Origin: {
        Origin.OWN: _l("The candidate's own words"),
        Origin.OFFICIAL: _l("Official translation"),
    },
    Appellant: {
        Appellant.LIST: _l("The list"),
        Appellant.CANDIDATE: _l("A candidate"),
        Appellant.ELECTOR: _l("An elector"),
    },
}

NOMINATION_TONES: dict[StrEnum, str] = {
    ListState.SUBMITTED: "wait",
    ListState.ADMITTED: "good",
    ListState.REJECTED: "stop",
    ListState.WITHDRAWN: "neutral",
    SupportState.NOTED: "neutral",
    SupportState.SENT: "wait",
    SupportState.ACCEPTED: "good",
    SupportState.NOT_ACCEPTED: "stop",
}
