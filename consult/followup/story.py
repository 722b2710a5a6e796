# SPDX-License-Identifier: EUPL-1.2
"""The story of an input for one reader: the timeline from heard to done, and what comes next, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from consult.followup.domain.life import CLOSED, FactKind, Outcome, State
from consult.followup.messages import FACT_TONES, FACTS, NEXT, NEXT_FOR_STAFF, OUTCOMES
from consult.followup.reading import FactView, InputSummary, InputView
from core.domain.actor import Role
from core.i18n import day, direction, own_name, tag
from core.messages import ROLES


@dataclass(frozen=True, slots=True)
class Moment:
    """One stop on the timeline, as the component wants it."""

    title: str
    on: str = ""
    datetime: str = ""
    tone: str = "good"
    by: str = ""
    body: str = ""
    text: str = ""
    lang: str | None = None
    dir: str = "auto"
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words with their language."""

    text: str
    lang: str
    dir: str


def quoted(text: str, lang: str) -> Quoted:
    return Quoted(text, tag(lang), direction(lang))


def moments(view: InputView, lang: str) -> tuple[Moment, ...]:
    """The whole timeline: what happened, then what is still to come."""
    return (*(_past(fact, lang) for fact in view.facts), *_ahead(view, lang))


def next_step(view: InputView, lang: str, *, to_staff: bool = False) -> str:
    """What happens next, who owes it, and by when."""
    summary = view.summary
    if summary.overdue:
        return _overdue(view, lang)
    if summary.due_on and summary.state is State.ANSWERED:
        return str(_("%(body)s has promised this by %(day)s.", body=owner(view, lang), day=day(summary.due_on)))
    if summary.due_on:
        return str(_("%(body)s answers by %(day)s.", body=owner(view, lang), day=day(summary.due_on)))
    return str((NEXT_FOR_STAFF if to_staff else NEXT)[summary.state])


def owner(view: InputView, lang: str) -> str:
    """Who must answer, in the reader's language when it was given in it."""
    named = (fact.said(lang).body for fact in reversed(view.facts) if fact.fact.body)
    return next(named, "") or _("The municipality")


def _overdue(view: InputView, lang: str) -> str:
    summary = view.summary
    assert summary.due_on is not None
    named = {"body": owner(view, lang), "day": day(summary.due_on)}
    if summary.state is State.ANSWERED:
        return str(_("%(body)s promised this by %(day)s. It is overdue.", **named))
    return str(_("%(body)s owed an answer by %(day)s. It is overdue.", **named))


def _past(view: FactView, lang: str) -> Moment:
    fact, said = view.fact, view.said(lang)
    heard = fact.kind is FactKind.HEARD  # the words themselves stand above the timeline
    words = "" if heard else "\n\n".join(part for part in (said.text, said.reason) if part)
    title = str(FACTS[fact.kind])
    if fact.outcome:
        title = f"{title}: {OUTCOMES[fact.outcome]}"
    return Moment(
        title=title,
        on=day(view.on),
        datetime=view.on.isoformat(),
        tone="neutral" if fact.outcome is Outcome.NOT else FACT_TONES.get(fact.kind, "good"),
        by=" · ".join(part for part in (said.body, _role(view)) if part),
        body=" ".join(_notes(view, said.lang if words else lang, lang)),
        text=words,
        lang=tag(said.lang),
        dir=direction(said.lang),
    )


def _role(view: FactView) -> str:
    if view.role in set(Role):
        return str(ROLES[Role(view.role)])
    return _("The person herself") if view.fact.kind is FactKind.WITHDRAWN else ""


def _notes(view: FactView, said_in: str, lang: str) -> Iterator[str]:
    if view.fact.due_on:
        yield _("Due by %(day)s.", day=day(view.fact.due_on))
    if said_in != lang:
        yield _("Written in this language: %(language)s.", language=own_name(said_in))


def _ahead(view: InputView, lang: str) -> Iterator[Moment]:
    summary = view.summary
    if summary.state in CLOSED:
        return
    if summary.state is not State.ANSWERED:
        yield _promise(summary, _("Answer"), owner(view, lang))
        yield Moment(_("Done"), tone="neutral")
    else:
        yield _promise(summary, _("Done"), owner(view, lang))


def _promise(summary: InputSummary, title: str, by: str) -> Moment:
    if summary.due_on is None:
        return Moment(title, tone="wait")
    return Moment(
        title,
        on=day(summary.due_on),
        datetime=summary.due_on.isoformat(),
        tone="stop" if summary.overdue else "wait",
        by=by,
        overdue=summary.overdue,
    )
