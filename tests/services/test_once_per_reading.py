# SPDX-License-Identifier: EUPL-1.2
"""An answer is kept only while nothing can change it: within one transaction of a safe request."""

from __future__ import annotations

import sqlalchemy as sa

from core.app import Talka
from core.db import db, once_per_reading, safe_reading, unit_of_work

asked: list[int] = []


@once_per_reading
def answer(number: int) -> int:
    asked.append(number)
    return int(db.session.scalar(sa.select(sa.literal(number))) or 0)


def test_parts_of_a_page_share_an_answer_and_the_next_page_asks_again(app: Talka) -> None:
    asked.clear()
    for _ in range(2):
        with safe_reading():
            db.session.scalar(sa.select(sa.literal(0)))
            assert [answer(1), answer(1), answer(2)] == [1, 1, 2]
    assert asked == [1, 2, 1, 2]


def test_who_may_write_is_never_given_an_old_answer(app: Talka) -> None:
    asked.clear()
    with unit_of_work():
        assert [answer(1), answer(1)] == [1, 1]
    assert asked == [1, 1]
