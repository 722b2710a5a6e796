# SPDX-License-Identifier: EUPL-1.2
"""Several desks at one elector, one button sent twice, one page of the printed roll entered by two: one paper each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from core import audit, clock
from core.app import Talka
from core.config import Config
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council.models.roll import RollMark
from council.queries.roll import marked
from council.services import roll_paper
from tests.builders import polling as build
from tests.builders.registers import find
from tests.concurrency import roll_workers, workers

pytestmark = pytest.mark.slow
Person = Callable[..., Actor]


@pytest.mark.requirement("R049")
def test_of_several_desks_at_one_elector_one_gives_the_paper(app: Talka, config: Config, person: Person) -> None:
    with clock.standing_at(build.MORNING):
        election = build.polling(person(Role.RETURNING_OFFICER))
        with unit_of_work():
            roll_paper.print_roll(person(Role.RETURNING_OFFICER), election, "rukla")
    people = build.elector("Alpha"), build.elector("Bravo")
    done = workers.together(config, roll_workers.a_minute_of_polling, 2, election, *people)
    assert sorted(each // 100 for each in done) == [0, 1], "the other desk is told in a sentence"
    assert [each // 10 % 10 for each in done] == [1, 1], "a second click is answered like the first"
    assert sorted(each % 10 for each in done) == [0, 4], "the lines of the two were marked on the screen before"
    assert marked(find(election)) == {"rukla": 6}
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RollMark)) == 6
    assert audit.verify().whole
