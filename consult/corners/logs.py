# SPDX-License-Identifier: EUPL-1.2
"""What the pages of one log show: counts, each statement and where it stands, the question before a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from consult.corners.domain.meeting import Consent, MeetingKind, Theme
from consult.corners.messages import CONSENTS, DECIDED, DECISIONS, KINDS, THEMES
from consult.corners.models import CornerMeeting, CornerSeries, CornerStatement
from consult.corners.screens import languages_of
from consult.followup import api as followup
from consult.followup.api import InputSummary
from consult.followup.slips import Slip
from core.i18n import day, direction, own_name, tag


@dataclass(frozen=True, slots=True)
class Said:
    """One statement in the log, and where it stands if it left."""

    public_id: str
    number: int
    words: str
    lang: str
    dir: str
    language: str
    translation: str
    translation_lang: str
    translation_dir: str
    hands: int | None
    consent: str
    tone: str
    decided: tuple[str, ...]
    state: str
    href: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    public_id: str
    series_id: str
    series_title: str
    title: str
    is_trust: bool
    facts: tuple[tuple[str, str], ...]
    note: str
    agreements: str
    safety: str
    lang: str
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class SlipWithWords:
    slip: Slip
    words: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """The question before words leave the log, are taken back, or get a new code."""

    title: str
    action: str
    act: str
    tone: str
    effects: tuple[str, ...]
    said: Said
    series_id: str
    series_title: str
    lang: str
    meeting_id: str


def meeting_page(series: CornerSeries, meeting: CornerMeeting) -> MeetingPage:
    inputs = followup.summaries(s.input_id for s in meeting.statements if s.input_id)
    return MeetingPage(
        public_id=meeting.public_id,
        series_id=series.public_id,
        series_title=series.title,
        title=_("%(kind)s, %(day)s", kind=KINDS[MeetingKind(meeting.kind)], day=day(meeting.held_on)),
        is_trust=meeting.kind == MeetingKind.TRUST.value,
        facts=_counts(meeting),
        note=meeting.note,
        agreements=meeting.agreements,
        safety=meeting.safety,
        lang=tag(series.lang),
        statements=tuple(_said(s, inputs.get(s.input_id or "")) for s in meeting.statements),
    )


def slips_page(meeting: CornerMeeting, taken: Sequence[Slip]) -> tuple[SlipWithWords, ...]:
    """Each slip with its words, so that the facilitator gives it to the one who said them."""
    by_input = {slip.public_id: slip for slip in taken}
    return tuple(
        SlipWithWords(by_input[s.input_id], s.words, tag(s.lang), direction(s.lang))
        for s in meeting.statements
        if s.input_id and s.input_id in by_input
    )


def decision_page(series: CornerSeries, statement: CornerStatement, act: str) -> DecisionPage:
    effects = {
        "pass-on": (
            _("The municipality reads these words and owes an answer. Who said them is written nowhere."),
            _("You print a slip with a code for the speaker."),
        ),
        "take-back": (
            _("The municipality no longer sees these words and owes no answer."),
            _("They stay in this log. This cannot be undone."),
        ),
        "new-slip": (_("The code on the old slip opens nothing any more. The page it opened stays as it is."),),
    }
    inputs = followup.summaries([statement.input_id] if statement.input_id else [])
    return DecisionPage(
        title=str(DECISIONS[act]),
        action=url_for(
            "corners.decide_statement", series_id=series.public_id, statement_id=statement.public_id, act=act
        ),
        act=str(DECISIONS[act]),
        tone="stop" if act == "take-back" else "primary",
        effects=effects[act],
        said=_said(statement, inputs.get(statement.input_id or "")),
        series_id=series.public_id,
        series_title=series.title,
        lang=tag(series.lang),
        meeting_id=statement.meeting.public_id,
    )


def decided(act: str) -> str:
    return str(DECIDED[act])


def _said(row: CornerStatement, standing: InputSummary | None) -> Said:
    consent = Consent(row.consent)
    return Said(
        public_id=row.public_id,
        number=row.number,
        words=row.words,
        lang=tag(row.lang),
        dir=direction(row.lang),
        language=own_name(row.lang),
        translation=row.translation,
        translation_lang=tag(row.translation_lang) if row.translation_lang else "",
        translation_dir=direction(row.translation_lang) if row.translation_lang else "",
        hands=row.hands,
        consent=_consent(consent, standing),
        tone={Consent.KEEP: "neutral", Consent.PASS_ON: "info", Consent.SHOW: "good"}[consent],
        decided=tuple(f"{CONSENTS[Consent(d.consent)]}: {day(d.decided_on)}" for d in row.decisions),
        state=followup.state_label(standing) if standing else "",
        href=url_for("followup.show_followup", public_id=standing.public_id) if standing else "",
        may=_may(consent, standing),
    )


def _consent(consent: Consent, standing: InputSummary | None) -> str:
    if standing and (consent is Consent.KEEP or standing.withdrawn):
        return str(_("Taken back"))
    return str(CONSENTS[consent])


def _may(consent: Consent, standing: InputSummary | None) -> frozenset[str]:
    if standing is None:
        return frozenset({"pass-on"})
    if standing.withdrawn or consent is Consent.KEEP:
        return frozenset()
    return frozenset({"take-back", "new-slip"})


def _counts(meeting: CornerMeeting) -> tuple[tuple[str, str], ...]:
    rows = [
        (_("Women"), str(meeting.women)),
        (_("Men"), str(meeting.men)),
        (_("Other adults, or not said"), str(meeting.other)),
        (_("Children"), str(meeting.children)),
    ]
    if meeting.minutes:
        rows.append((_("Minutes"), str(meeting.minutes)))
    if meeting.interpreters:
        rows.append((_("Interpreted"), languages_of(meeting.interpreters)))
    if meeting.topics:
        rows.append((_("Topics"), ", ".join(str(THEMES[Theme(t)]) for t in meeting.topics.split())))
    return tuple(rows)
