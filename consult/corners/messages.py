# SPDX-License-Identifier: EUPL-1.2
"""The sentences and labels of the cosy corners."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from consult.corners.domain.meeting import Consent, ContactKind, MeetingKind, Rhythm, Theme
from consult.corners.domain.refusals import CornerRefusal

REFUSALS = {
    CornerRefusal.UNKNOWN: _l("This is not among the series you lead."),
    CornerRefusal.IN_THE_FUTURE: _l("This day has not come yet. Please give the day on which it happened."),
    CornerRefusal.NEXT_NOT_AHEAD: _l("The next meeting comes after this one. Please choose a later day."),
    CornerRefusal.FIRST_IS_TRUST: _l("A series begins with a trust meeting. Please log that one first."),
    CornerRefusal.TRUST_HAS_NO_STATEMENTS: _l(
        "A trust meeting passes nothing on. Please log statements with a topic meeting."
    ),
    CornerRefusal.WORDS_MISSING: _l("Please write what was said, or empty this row."),
    CornerRefusal.TOO_MANY_HANDS: _l("More hands than people: %(adults)s adults came."),
    CornerRefusal.LOOKS_PERSONAL: _l(
        "This looks like somebody's e-mail address or number. Please take it out. "
        "If it belongs to no person, tick the box above the last button and save again."
    ),
    CornerRefusal.CONSENT_MISSING: _l("Words leave the log only when their speaker agrees."),
    CornerRefusal.ALREADY_PASSED_ON: _l("These words were passed on before."),
    CornerRefusal.NOT_PASSED_ON: _l("These words never left the log."),
    CornerRefusal.SENT_BEFORE: _l(
        "This form was saved before, with other words. What you changed is not saved: open the form anew for it."
    ),
    CornerRefusal.ONE_FACILITATOR_STAYS: _l("At least one facilitator must stay with the series."),
}

KINDS = {MeetingKind.TRUST: _l("Trust meeting"), MeetingKind.TOPIC: _l("Topic meeting")}

RHYTHMS = {
    Rhythm.WEEKLY: _l("Every week"),
    Rhythm.EVERY_TWO_WEEKS: _l("Every two weeks"),
    Rhythm.EVERY_THREE_WEEKS: _l("Every three weeks"),
    Rhythm.MONTHLY: _l("Every month"),
    Rhythm.BY_AGREEMENT: _l("From meeting to meeting"),
}

CONTACTS = {
    ContactKind.ORGANISATION: _l("Through an organisation"),
    ContactKind.GO_BETWEEN: _l("Through a go-between"),
    ContactKind.PERSONAL_INVITATION: _l("Invited in person"),
    ContactKind.PARTICIPANT: _l("Brought by somebody who came before"),
    ContactKind.OTHER: _l("Another way"),
}

THEMES = {
    Theme.LANGUAGE: _l("Language"),
    Theme.WORK: _l("Work"),
    Theme.HOUSING: _l("Housing"),
    Theme.SCHOOL: _l("School and children"),
    Theme.HEALTH: _l("Health"),
    Theme.TRANSPORT: _l("Transport"),
    Theme.DOCUMENTS: _l("Documents and offices"),
    Theme.MONEY: _l("Money and support"),
    Theme.SAFETY: _l("Safety and respect"),
    Theme.FREE_TIME: _l("Free time and meeting people"),
}

CONSENTS = {
    Consent.KEEP: _l("Stays in this log"),
    Consent.PASS_ON: _l("May go to the municipality"),
    Consent.SHOW: _l("May go to the municipality and be shown to everybody"),
}

DECISIONS = {
    "pass-on": _l("Pass these words on"),
    "take-back": _l("Take the consent back"),
    "new-slip": _l("Print a new slip"),
}

DECIDED = {
    "pass-on": _l("Passed on. Here is the slip for the speaker."),
    "take-back": _l("Taken back. The municipality no longer sees these words."),
    "new-slip": _l("Here is the new slip. The old code opens nothing any more."),
}
