# SPDX-License-Identifier: EUPL-1.2
"""The demo's lists at work: one that waits for a candidate's answer, one that was rejected and appeals.

They stand at the election to practise on, whose register is open; everybody on them is invented.
"""

from __future__ import annotations

import datetime as dt

from core import clock
from core.domain.actor import Role
from council.domain.appeals import Appellant
from council.domain.election import LocalText
from council.services import admission, appeals, consent, nomination, statements
from council.services.nomination import CandidatePlan, ListPlan
from demo import codes
from demo.accounts import actor_of

CONSENT = dt.date(2026, 11, 17)
PEOPLE = (("Farida", "Namunaie"), ("Danylo", "Umovnyi"))


def seed(election: str) -> None:
    """Two lists of an election at which nominations are open."""
    agent, chief = actor_of(Role.LIST_AGENT), actor_of(Role.RETURNING_OFFICER)
    with clock.standing_at(dt.datetime(2026, 11, 18, 10, tzinfo=clock.ZONE)):
        name = LocalText("Open Door", "Atviros durys", "الباب المفتوح")
        open_door = nomination.submit_list(agent, election, ListPlan(name=name, agent_name="A person of the list"))
        for position, (given, family) in enumerate(PEOPLE, start=1):
            plan = CandidatePlan(given_names=given, family_name=family, consent_on=CONSENT if position > 1 else None)
            nomination.put_candidate(agent, open_door.public_id, plan, position=position)
        words = "I know both sides of the counter. I want forms that people can read."
        statements.hand_in(agent, open_door.public_id, 1, lang="en", text=words)
        _person, code = consent.issue_slip(agent, open_door.public_id, 1)
        codes.keep("Nominations: a candidate is asked to agree", code)
    with clock.standing_at(dt.datetime(2026, 11, 19, 10, tzinfo=clock.ZONE)):
        name = LocalText("Too Late", "Per vėlai", "متأخرة")
        late = nomination.submit_list(agent, election, ListPlan(name=name, agent_name="A person of the list"))
        admission.decide_list(chief, late.public_id, admit=False, reason="The list has no candidate.")
        grounds = "We handed in our candidates on paper on the same day."
        plan_of_appeal = appeals.AppealPlan(appellant=Appellant.LIST, grounds=grounds, once="demo-appeal")
        appeals.file_appeal(agent, late.public_id, plan_of_appeal)
