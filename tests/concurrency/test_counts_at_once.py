# SPDX-License-Identifier: EUPL-1.2
"""Two people at one count sheet, and two at one declaration: one is told, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core import audit, clock
from core.app import Talka
from core.config import Config
from core.db import db
from core.domain.actor import Actor, Role
from council.models.declaration import Declaration
from council.models.polling import CountEntry
from tests.builders import count as counts
from tests.concurrency import count_workers, workers

pytestmark = pytest.mark.slow
Person = Callable[..., Actor]


@pytest.mark.requirement("R050")
def test_of_two_clerks_saving_at_once_one_is_told(app: Talka, config: Config, person: Person) -> None:
    with clock.standing_at(counts.EVENING):
        election = counts.counting(person(Role.RETURNING_OFFICER))
    clerks = tuple(person(Role.POLLING_CLERK).id for _ in range(2))
    assert sorted(workers.together(config, count_workers.enter_the_same_count, 2, election, clerks)) == [0, 1]
    assert list(db.session.scalars(sa.select(CountEntry.number))) == [1]
    assert audit.verify().whole


@pytest.mark.requirement("R050")
def test_a_result_is_declared_once(app: Talka, config: Config, person: Person) -> None:
    chief, clerk = person(Role.RETURNING_OFFICER), person(Role.POLLING_CLERK)
    with clock.standing_at(counts.EVENING):
        election = counts.counted(chief, clerk)
    assert sum(workers.together(config, count_workers.declare_at_once, 3, election, chief.id)) == 1
    assert list(db.session.scalars(sa.select(Declaration.number))) == [1]
