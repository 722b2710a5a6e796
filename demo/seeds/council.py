# SPDX-License-Identifier: EUPL-1.2
"""The demo's council: its statute, the election of the story with a closed register, one to practise on, one draft.

The invented register was made for one polling day, so the days of the story's election are fixed, whatever day the
demo is loaded on: the clock stands at them while it is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml

from core import clock
from core.db import db
from core.domain.actor import Actor, Role
from council.domain.claims import Claimant, ClaimKind, ClaimState
from council.domain.election import Calendar, ElectionEvent, LocalText
from council.domain.electoral_register import Verdict
from council.domain.eligibility import USUAL_STATUSES, ElectorateProfile
from council.domain.statute import PollingPlace, QualifyingRule, StatuteParameters
from council.domain.timetable import Step
from council.domain.vocabularies import ResidenceStatus
from council.first_statute import first_statute
from council.models.duplicates import DuplicatePair
from council.models.election import Election
from council.models.register import RegisterEntry
from council.models.statute import StatuteVersion
from council.queries.articles import articles_of
from council.queries.electors import electors_by_place
from council.services import claims, duplicates, register, register_import
from council.services import election as elections
from council.services import statute as statutes
from council.services import timetable as timetables
from council.services.claims import ClaimPlan, ClaimRuling
from council.tally import Formula, RuleSheet, Threshold, TieProcedure
from demo import codes
from demo.accounts import actor_of
from demo.seeds import (
    council_cards,
    council_count,
    council_founding,
    council_nominations,
    council_outreach,
    council_polling,
    council_result,
    council_statute,
)

DATA = Path(__file__).parent.parent / "data"
Story = Mapping[str, Any]
BODY = "Municipal council of Jonava"
EXPORTED_ON = dt.date(2027, 1, 28)
PRACTICE = LocalText("Practice election", "Bandomieji rinkimai", "انتخاب تجريبي للتدرّب")
NEXT_TERM = LocalText(
    "Intercultural Council of Jonava, second term",
    "Jonavos tarpkultūrinė taryba, antroji kadencija",
    "المجلس المشترك بين الثقافات في يونافا، الولاية الثانية",
)

TOLD_AHEAD = (Step.COUNT, Step.DECLARATION)
AHEAD = "This election is told ahead of its day, so that visitors can declare its result."


def seed() -> None:
    """From the statute to the closed register; lists and counts come after it."""
    story: Story = _read("story.yaml")["election"]
    officer, chief = actor_of(Role.OFFICER), actor_of(Role.RETURNING_OFFICER)
    council_statute.amendments(officer)
    statute = _statute(officer, story)
    declared = council_result.draft(chief, statute.public_id)
    called = _election(chief, statute, LocalText(**story["name"]), story["statute"]["polling_day"])
    _call(chief, called)
    _register(chief, called)
    _own_entry(chief, called)
    _open_days(chief, called, TOLD_AHEAD, AHEAD)
    practice = _election(chief, statute, PRACTICE, dt.date(2027, 2, 28))
    _open_days(chief, practice, tuple(Step), "An election to practise on does not wait for its days.")
    _call(chief, practice)
    council_nominations.seed(practice.public_id)
    council_outreach.seed(called, practice)
    council_polling.practise(chief, practice)
    next_term = _election(chief, statute, NEXT_TERM, dt.date(2031, 3, 9))
    _proposal(officer, statute)
    council_founding.found([called.public_id, next_term.public_id])
    council_count.seed(called.public_id, electors_by_place(called))
    _open_days(chief, declared, tuple(Step), "An election to practise on does not wait for its days.")
    _call(chief, declared)
    council_result.seed(declared.public_id)


def _statute(officer: Actor, story: Story) -> StatuteVersion:
    """The first version, adopted by the municipal council."""
    terms = story["statute"]
    with _on(2026, 9, 10):
        version = statutes.draft_statute(
            officer,
            _parameters(story),
            _rule(terms),
            remark=terms["remark"],
            articles=first_statute().wordings,
        )
    council_statute.before_adoption(officer, actor_of(Role.RETURNING_OFFICER), version)
    with _on(2026, 9, 24):
        adoption = statutes.Adoption(BODY, dt.date(2026, 9, 24), "DEMO-T-1")
        return statutes.adopt_statute(officer, version.public_id, adoption)


def _proposal(officer: Actor, statute: StatuteVersion) -> None:
    """What the working group discusses for the next term."""
    with _on(2026, 11, 5):
        terms = replace(statute.parameters, min_age=16)
        remark = "The working group proposes to let people vote from 16 on."
        articles = [(each.key, each.wording) for each in articles_of(statute)]
        draft = statutes.draft_statute(officer, terms, statute.rule, remark=remark, articles=articles)
    council_statute.about_the_proposal(officer, actor_of(Role.RETURNING_OFFICER), draft)


def _parameters(story: Story) -> StatuteParameters:
    terms = story["statute"]
    return StatuteParameters(
        min_age=terms["min_age_years"],
        min_residence_days=terms["min_residence_days"],
        municipality=terms["municipality_register_name"],
        accepted_statuses=tuple(status for status in ResidenceStatus if status in USUAL_STATUSES),
        profile=ElectorateProfile(terms["electorate_profile"]),
        qualifying_rule=QualifyingRule.POLLING_DAY,
        qualifying_days_before=0,
        term_years=terms["term_years"],
        places=_places(story),
    )


def _places(story: Story) -> tuple[PollingPlace, ...]:
    areas = {row["id"]: row["register_name"] for row in _read("jonava.yaml")["elderships"]}
    return tuple(
        PollingPlace(row["id"], LocalText(**row["name"]), tuple(areas[name] for name in row["elderships"]))
        for row in story["polling_places"]
    )


def _rule(terms: Story) -> RuleSheet:
    share = Fraction(terms["threshold_percent"]) / 100
    return RuleSheet(
        seats=terms["seats"],
        formula=Formula(terms["method"]),
        threshold=Threshold(share) if share else None,
        ties=TieProcedure(terms["ties"]),
    )


def _election(chief: Actor, statute: StatuteVersion, title: LocalText, polling_day: dt.date) -> Election:
    calendar = Calendar(
        register_closes_on=polling_day - dt.timedelta(days=30),
        nominations_close_on=polling_day - dt.timedelta(days=23),
        polling_day=polling_day,
        declare_by=polling_day + dt.timedelta(days=4),
    )
    plan = elections.ElectionPlan(
        title=title, statute_id=statute.public_id, calendar=calendar, once=f"demo-{polling_day.isoformat()}"
    )
    with _on(2026, 10, 8):
        return elections.draft_election(chief, plan)


def _call(chief: Actor, election: Election) -> None:
    """Called on the instruction of the municipal council; the register is opened a month later."""
    with _on(2026, 10, 15):
        instruction = elections.Instruction(BODY, dt.date(2026, 10, 8), "DEMO-T-2")
        elections.call_election(chief, election.public_id, instruction)
    with _on(2026, 11, 16):
        elections.move_election(chief, election.public_id, ElectionEvent.OPEN_REGISTER)


def _open_days(chief: Actor, election: Election, steps: tuple[Step, ...], reason: str) -> None:
    """What visitors can try out is open on any day, by a recorded decision as in a real election."""
    plan = timetables.ExceptionPlan(
        steps=steps, begins_on=None, ends_on=None, reason=reason, once=f"demo-{election.public_id}"
    )
    with _on(2026, 10, 12):
        timetables.decide_exception(chief, election.public_id, plan, elections.Instruction(BODY, reference="DEMO-T-3"))


def _register(chief: Actor, election: Election) -> None:
    """Imported, likely duplicates decided one by one, closed."""
    with _on(2027, 1, 29):
        data = (DATA / "register_2000.csv").read_bytes()
        batch = register_import.read_register(chief, election.public_id, data, exported_on=EXPORTED_ON)
        register_import.confirm_import(chief, batch.public_id)
    _claims(chief, election)
    with _on(2027, 2, 3):
        ruling = duplicates.Ruling(Verdict.SAME, "Both entries were compared with the papers.")
        for pair in _undecided(election):
            keep = "first" if pair.kept_id == pair.first_id else "second"
            duplicates.decide_duplicate(chief, pair.public_id, replace(ruling, keep=keep))
    with _on(2027, 2, 12):
        register.close_register(chief, election.public_id)


def _claims(chief: Actor, election: Election) -> None:
    """A claim that came on paper and was rejected; its code is among those to try."""
    plan = ClaimPlan(
        kind=ClaimKind.ADD,
        claimant=Claimant.PERSON,
        claimant_name="Muster Beispiel",
        contact="",
        lang="en",
        values={"given_names": "Muster", "family_name": "Beispiel"},
        statement="I moved here in January and do not find myself in the register.",
        evidence="Declaration of residence of 15 January 2027",
        once="demo-claim",
    )
    ruling = ClaimRuling(
        outcome=ClaimState.REJECTED,
        reason="Residence was declared less than 90 days before polling day, as the paper itself shows.",
        values={},
    )
    with _on(2027, 2, 1):
        filed = claims.file_claim(actor_of(Role.POLLING_CLERK), election.public_id, plan)
        codes.keep("Electoral register: a claim and its decision", filed.code)
    with _on(2027, 2, 4):
        by = elections.Instruction("Election authority", reference="DEMO-R-1")
        claims.decide_claim(chief, filed.claim.public_id, ruling, decision=by)


def _own_entry(chief: Actor, election: Election) -> None:
    """Polling cards, and one of a single invented elector whose code a visitor can try."""
    elector = db.session.scalars(
        sa.select(RegisterEntry.public_id)
        .where(RegisterEntry.election_id == election.id, RegisterEntry.eligible.is_(True))
        .order_by(RegisterEntry.id)
        .limit(1)
    ).one()
    with _on(2027, 2, 17):
        code = council_cards.seed(election.public_id, elector)
    codes.keep("Electoral register: one elector's own entry", code)


def _undecided(election: Election) -> list[DuplicatePair]:
    pairs = sa.select(DuplicatePair).where(DuplicatePair.election_id == election.id, DuplicatePair.verdict.is_(None))
    return list(db.session.scalars(pairs.order_by(DuplicatePair.id)))


def _on(year: int, month: int, day: int) -> AbstractContextManager[None]:
    """Ten in the morning of that day."""
    return clock.standing_at(dt.datetime(year, month, day, 10, tzinfo=clock.ZONE))


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return found
