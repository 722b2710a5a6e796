# SPDX-License-Identifier: EUPL-1.2
"""The public page of answers: what was asked, what was answered, what is overdue. Only words that may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from consult.followup import queries
from consult.followup.domain.life import Source
from consult.followup.messages import OUTCOMES, SOURCES, STATES, TONES
from consult.followup.queries import Counts
from consult.followup.reading import FactView, InputSummary, InputView
from consult.followup.screens import translation_of
from consult.followup.story import Quoted, owner, quoted
from core.i18n import day, own_name
from core.pages import Pages, pages_of

OVERDUE_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked and what was answered, as everybody may read it."""

    asked: Quoted
    translation: Quoted | None
    source: str
    asked_on: str
    outcome: str
    tone: str
    owner: str
    answer: Quoted | None
    reason: Quoted | None
    on: str
    note: str


@dataclass(frozen=True, slots=True)
class AnswersPage:
    counts: Counts
    answers: tuple[Answered, ...]
    overdue: tuple[Answered, ...]
    pages: Pages


def answers_page(number: int, lang: str) -> AnswersPage:
    part = queries.answered(number)
    late = queries.overdue_in_public(OVERDUE_SHOWN) if number == 1 else ()
    return AnswersPage(
        counts=queries.counts(),
        answers=tuple(_answered(view, lang) for view in part.rows),
        overdue=tuple(_answered(view, lang) for view in late),
        pages=pages_of(part),
    )


def _answered(view: InputView, lang: str) -> Answered:
    summary, answer = view.summary, view.answer
    said = answer.said(lang) if answer else None
    outcome = summary.outcome
    return Answered(
        asked=quoted(view.original, summary.lang),
        translation=translation_of(view, lang),
        source=_source(summary.source),
        asked_on=day(summary.received_on),
        outcome=str(OUTCOMES[outcome]) if outcome else str(STATES[summary.state]),
        tone=TONES[summary.state],
        owner=owner(view, lang),
        answer=quoted(said.text or said.reason, said.lang) if said else None,
        reason=quoted(said.reason, said.lang) if said and said.text and said.reason else None,
        on=_on(answer, summary),
        note=_("Written in this language: %(language)s.", language=own_name(said.lang))
        if said and said.lang != lang
        else "",
    )


def _source(source: Source) -> str:
    return str(SOURCES[source])


def _on(answer: FactView | None, summary: InputSummary) -> str:
    if answer:
        return day(answer.on)
    return day(summary.due_on) if summary.due_on else ""
