# SPDX-License-Identifier: EUPL-1.2
"""Several real processes at once, on SQLite and on PostgreSQL: nothing lost, nothing twice."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core import audit, codes, outbox
from core.app import Talka
from core.config import Config
from core.db import db, unit_of_work
from core.outbox import Channel, Delivery, Letter, Message
from core.throttle import Throttle
from tests.concurrency import workers

TURNS = 40

pytestmark = pytest.mark.slow


def put(key: str) -> None:
    with unit_of_work():
        outbox.put(Letter(key, Channel.EMAIL, "a@mail.example", "en", "Subject", "Text"))


def test_no_update_is_lost(app: Talka, config: Config) -> None:
    put("hot")
    done = workers.together(config, workers.count_with_protection, 4, TURNS)
    assert db.session.scalar(sa.select(Message.attempts)) == sum(done) == 4 * TURNS


def test_without_the_set_up_updates_are_lost(app: Talka, config: Config) -> None:
    """The counter-proof: the test above can fail, because this is what happens without the engine's hooks."""
    put("hot")
    done = workers.together(config, workers.count_without_protection, 4, TURNS)
    counted = db.session.scalar(sa.select(Message.attempts)) or 0
    assert counted < sum(done)


def test_the_audit_chain_stays_whole(app: Talka, config: Config) -> None:
    workers.together(config, workers.append_to_the_audit_record, 4, TURNS)
    verdict = audit.verify()
    assert (verdict.whole, verdict.entries) == (True, 4 * TURNS)


def test_every_wrong_code_is_counted_until_the_limit(app: Talka, config: Config) -> None:
    workers.together(config, workers.type_wrong_codes, 4, 5)
    assert list(db.session.scalars(sa.select(Throttle.failures))) == [codes.FAILURES_PER_VISITOR]


def test_a_message_leaves_once_with_four_workers(app: Talka, config: Config) -> None:
    for number in range(40):
        put(f"letter-{number}")
    sent = workers.together(config, workers.deliver, 4, 0.002)
    assert sum(sent) == 40
    assert set(db.session.scalars(sa.select(Message.state))) == {Delivery.SENT.value}


def test_the_same_key_is_accepted_once(app: Talka, config: Config) -> None:
    accepted = workers.together(config, workers.write_the_same_letter, 4, "receipt:1")
    assert sorted(accepted) == [0, 0, 0, 1]
