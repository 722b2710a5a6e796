# SPDX-License-Identifier: EUPL-1.2
"""Two people at one claim, and one file sent from several windows at once: everything happens once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core import audit
from core.app import Talka
from core.config import Config
from core.db import db, unit_of_work
from core.domain.actor import RESIDENT, Actor, Role
from council.domain.claims import Claimant, ClaimKind
from council.models.claims import RegisterClaim, RegisterClaimDecision
from council.models.register import RegisterEntry
from council.services import claims
from tests.builders import council as build
from tests.builders.registers import PEOPLE, file_of, load
from tests.concurrency import register_workers, workers

pytestmark = pytest.mark.slow
Person = Callable[..., Actor]


@pytest.mark.requirement("R046")
def test_of_two_who_decide_one_claim_at_once_one_is_told(app: Talka, config: Config, person: Person) -> None:
    chief, other = person(Role.RETURNING_OFFICER), person(Role.RETURNING_OFFICER)
    election = build.open_election(chief)
    load(chief, election, file_of(*PEOPLE))
    plan = claims.ClaimPlan(
        kind=ClaimKind.CORRECT,
        claimant=Claimant.PERSON,
        claimant_name="X",
        contact="",
        lang="en",
        values={},
        statement="My birth date is wrong.",
        evidence="",
        once="once",
    )
    with unit_of_work():
        claim = claims.file_claim(RESIDENT, election, plan, visitor="v").claim.public_id
    done = workers.together(config, register_workers.decide_one_claim, 2, claim, (chief.id, other.id))
    assert sorted(done) == [0, 1]
    (decision,) = db.session.scalars(sa.select(RegisterClaimDecision)).all()
    assert db.session.scalars(sa.select(RegisterClaim.state)).one() == decision.outcome
    corrected = db.session.scalars(sa.select(RegisterEntry).where(RegisterEntry.family_name == "Exampleson")).one()
    assert corrected.eligible is (decision.outcome == "accepted"), "the decision that stands was carried out"
    assert audit.verify().whole


@pytest.mark.requirement("R044", "D06")
def test_one_file_sent_from_several_windows_at_once_is_imported_once(
    app: Talka, config: Config, person: Person
) -> None:
    chief = person(Role.RETURNING_OFFICER)
    election = build.open_election(chief)
    done = workers.together(config, register_workers.import_one_file, 3, election, chief.id)
    assert sum(done) >= 1
    assert set(done) <= {0, 1}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterEntry)) == len(PEOPLE)
    assert audit.verify().whole
