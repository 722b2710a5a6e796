# SPDX-License-Identifier: EUPL-1.2
"""The demo's outreach: a plan with events and numbers, volunteers, and two invented people who are interested."""

from __future__ import annotations

import contextlib
import datetime as dt

from core import clock
from core.domain.actor import RESIDENT, Actor, Role
from council.domain.outreach import OutreachTask, Wish
from council.models.election import Election
from council.services import interests, outreach
from council.services.interests import InterestPlan
from council.services.outreach import EventPlan, LinePlan, SharePlan
from demo import codes
from demo.accounts import actor_of

PLAN = (
    (OutreachTask.INFORM, "Families from Ukraine in Rukla", "uk", 200, "Visits to stairwells, tea in the library"),
    (OutreachTask.INFORM, "Arabic-speaking residents", "ar", 60, "Evenings at the community kitchen"),
    (OutreachTask.LISTS, "Associations of the community map", "lt", 15, "A letter and a call to each"),
    (OutreachTask.VOTING, "Students of the language courses", "en", 40, "A visit to each course"),
)
ABOUT = (
    (Wish.FORM_LIST, "Pirma Pavyzdinė", "uk", "I know many families in Rukla and look for people for a list."),
    (Wish.JOIN_LIST, "Antra Pavyzdinė", "ar", "I teach children and would like to stand with others."),
)


def seed(told: Election, open_one: Election) -> None:
    """A plan with its story for one election; interest for another whose nominations are open."""
    officer = actor_of(Role.OFFICER)
    with _on(2026, 10, 20):
        _plan(officer, told)
    with _on(2026, 11, 9):
        event = _event(officer, told, "Tea in the library", dt.date(2026, 11, 6), public=False)
        outreach.count_reach(officer, told, event, 34)
        _event(officer, told, "Visit to the evening course", dt.date(2026, 11, 12), public=False)
        _event(officer, told, "Evening of questions", dt.date(2027, 1, 15), public=True)
        _event(officer, open_one, "How to form a list", dt.date(2027, 1, 20), public=True)
    with _on(2026, 11, 18):
        _interests(open_one)


def _plan(officer: Actor, election: Election) -> None:
    for number, (task, community, lang, people, way) in enumerate(PLAN):
        line = LinePlan(task=task, community=community, lang=lang, people=people, way=way, once=f"demo-plan-{number}")
        outreach.plan_line(officer, election, line)
    for number, area in enumerate(("Rukla, streets by the school", "Jonava, by the bus station")):
        share = SharePlan(
            volunteer=("Volunteers of the school", "Volunteers of the library")[number],
            area=area,
            stairwells="Houses 2 to 14, every stairwell",
            lang=("uk", "lt")[number],
            once=f"demo-share-{number}",
        )
        outreach.share_out(officer, election, share)


def _event(officer: Actor, election: Election, title: str, held_on: dt.date, *, public: bool) -> str:
    line = outreach.plan_line(
        officer,
        election,
        LinePlan(
            task=OutreachTask.LISTS, community="Everybody", lang="en", people=50, once=f"demo-{election.public_id}"
        ),
    )
    plan = EventPlan(
        title=title, held_on=held_on, hours="17:30–19:00", place="Library, Jonava", public=public, once=f"demo-{title}"
    )
    return outreach.plan_event(officer, election, line, plan).public_id


def _interests(election: Election) -> None:
    """The first has been asked by the second and can answer with her code."""
    found = []
    for number, (wish, name, lang, about) in enumerate(ABOUT):
        plan = InterestPlan(
            wish=wish,
            name=name,
            contact=f"interest-{number}@demo.invalid",
            lang=lang,
            about=about,
            may_be_found=True,
            once=f"demo-interest-{number}",
        )
        found.append(interests.tell_interest(RESIDENT, election, plan, visitor="demo"))
    first, second = found
    interests.ask_to_meet(RESIDENT, second.interest.public_id, first.interest.public_id)
    codes.keep("Standing for the council: somebody who is interested", first.code)


def _on(year: int, month: int, day: int) -> contextlib.AbstractContextManager[None]:
    """Two in the afternoon of that day."""
    return clock.standing_at(dt.datetime(year, month, day, 14, tzinfo=clock.ZONE))
