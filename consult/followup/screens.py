# SPDX-License-Identifier: EUPL-1.2
"""What each page of the follow-up shows, decided before the template sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from consult.followup import queries
from consult.followup.domain.life import MOVES, FactKind, State
from consult.followup.forms import STEPS
from consult.followup.messages import OUTCOMES, SOURCES, STATES, STEP_LABELS, TONES
from consult.followup.permissions import NOTED_BY
from consult.followup.queries import Counts, Wanted
from consult.followup.reading import InputSummary, InputView
from consult.followup.story import Moment, Quoted, moments, next_step, owner, quoted
from core import clock
from core.domain.actor import Actor
from core.i18n import day, own_name
from core.pages import Pages, pages_of


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in words, with its tone."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class InputPage:
    """The page of the person who holds the code."""

    public_id: str
    title: str
    words: Quoted
    translation: Quoted | None
    source: str
    state: Badge
    overdue: bool
    next: str
    story: tuple[Moment, ...]
    can_withdraw: bool
    today: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of inputs."""

    href: str
    title: str
    words: Quoted | None
    state: Badge
    source: str
    language: str
    body: str
    due: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    rows: tuple[Row, ...]
    pages: Pages
    counts: Counts


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be done now."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """An input as those who answer see it. Words that were taken back are not shown."""

    public_id: str
    title: str
    about: Quoted | None
    words: Quoted | None
    translation: Quoted | None
    language: str
    state: Badge
    overdue: bool
    next: str
    story: tuple[Moment, ...]
    facts: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    allowed: frozenset[FactKind]
    seen: int
    lang: str
    owner: str


@dataclass(frozen=True, slots=True)
class StepPage:
    title: str
    act: str
    action: str
    hint: str
    desk: DeskPage


def today_in_words() -> str:
    return day(clock.today())


def languages_heard() -> Sequence[str]:
    return queries.languages_heard()


def badge(summary: InputSummary) -> Badge:
    label = str(STATES[summary.state])
    if summary.state is State.ANSWERED and summary.outcome:
        label = f"{label}: {OUTCOMES[summary.outcome]}"
    return Badge(label, TONES[summary.state])


def input_page(public_id: str, lang: str) -> InputPage | None:
    found = queries.input_of(public_id)
    if found is None:
        return None
    summary = found.summary
    return InputPage(
        public_id=public_id,
        title=_("What became of your words"),
        words=quoted(found.original, summary.lang),
        translation=translation_of(found, lang),
        source=str(SOURCES[summary.source]),
        state=badge(summary),
        overdue=summary.overdue,
        next=next_step(found, lang),
        story=moments(found, lang),
        can_withdraw=not summary.withdrawn,
        today=today_in_words(),
    )


def list_page(wanted: Wanted, number: int) -> ListPage:
    part = queries.found(wanted, number)
    return ListPage(tuple(_row(s) for s in part.rows), pages_of(part), queries.counts())


def desk_page(public_id: str, lang: str, actor: Actor) -> DeskPage | None:
    found = queries.input_of(public_id)
    if found is None:
        return None
    summary = found.summary
    allowed = frozenset(
        kind for kind in MOVES.allowed(summary.state) if any(actor.has_anywhere(r) for r in NOTED_BY[kind])
    )
    return DeskPage(
        public_id=public_id,
        title=_where(summary),
        about=quoted(summary.title, summary.lang) if summary.title else None,
        words=None if summary.withdrawn else quoted(found.original, summary.lang),
        translation=None if summary.withdrawn else translation_of(found, lang),
        language=own_name(summary.lang),
        state=badge(summary),
        overdue=summary.overdue,
        next=next_step(found, lang, to_staff=True),
        story=moments(found, lang),
        facts=_facts(found, lang),
        steps=tuple(_steps(public_id, allowed)),
        allowed=allowed,
        seen=found.facts[-1].number,
        lang=summary.lang,
        owner=owner(found, lang) if summary.body else "",
    )


def step_page(desk: DeskPage, step: str) -> StepPage:
    return StepPage(
        title=str(STEP_LABELS[step]),
        act=str(STEP_LABELS[step]),
        action=url_for("followup.take_step", public_id=desk.public_id, step=step),
        hint=_("The person wrote in this language: %(language)s.", language=desk.language),
        desk=desk,
    )


def title_of(summary: InputSummary) -> str:
    """The title somebody gave, else where and when it was said."""
    return summary.title or _where(summary)


def _where(summary: InputSummary) -> str:
    return str(_("%(source)s, %(day)s", source=SOURCES[summary.source], day=day(summary.received_on)))


def translation_of(view: InputView, lang: str) -> Quoted | None:
    text = view.translation(lang)
    return quoted(text, lang) if text else None


def _steps(public_id: str, allowed: frozenset[FactKind]) -> list[Step]:
    return [
        Step(str(STEP_LABELS[step]), url_for("followup.take_step", public_id=public_id, step=step))
        for step, form in STEPS.items()
        if form.kind in allowed
    ]


def _facts(view: InputView, lang: str) -> tuple[tuple[str, str], ...]:
    summary = view.summary
    rows = [
        (_("Where it came from"), str(SOURCES[summary.source])),
        (_("Received"), day(summary.received_on)),
        (_("Language"), own_name(summary.lang)),
        (_("Who answers"), owner(view, lang) if summary.body else _("Nobody is named yet")),
        (_("Due date"), day(summary.due_on) if summary.due_on else _("None")),
        (_("Shown to everybody"), _("Yes") if summary.public else _("No")),
    ]
    return tuple(rows)


def _beginning(summary: InputSummary) -> Quoted | None:
    if not summary.beginning:
        return None
    cut = "…" if len(summary.beginning) == queries.BEGINNING else ""
    return quoted(summary.beginning + cut, summary.lang)


def _row(summary: InputSummary) -> Row:
    return Row(
        href=url_for("followup.show_followup", public_id=summary.public_id),
        title=_where(summary),
        words=_beginning(summary),
        state=badge(summary),
        source=str(SOURCES[summary.source]),
        language=own_name(summary.lang),
        body=summary.body,
        due=day(summary.due_on) if summary.due_on else "",
        overdue=summary.overdue,
    )
