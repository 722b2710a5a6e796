# SPDX-License-Identifier: EUPL-1.2
"""Codes that are issued in thousands open one thing each, can wait until papers are made, and can be taken back."""

from __future__ import annotations

import sqlalchemy as sa

from core import codes
from core.app import Talka
from core.codes import AccessCode, Opened
from core.db import db, unit_of_work
from core.domain.refusal import CoreRefusal, Refusal

THINGS = [f"thing{number:05d}" for number in range(codes.AT_ONCE + 10)]


def test_each_of_many_codes_opens_its_own_thing_until_it_is_withdrawn(app: Talka) -> None:
    with unit_of_work():
        issued = codes.issue_many("elector", THINGS)
    assert len(set(issued.values())) == len(THINGS)
    assert codes.open_code(issued["thing00007"].lower(), "v") == Opened("elector", "thing00007")
    with unit_of_work():
        codes.withdraw_many("elector", THINGS[1:])
    standing = sa.select(AccessCode.public_id).where(AccessCode.withdrawn_at.is_(None))
    assert db.session.scalars(standing).all() == THINGS[:1]
    refused = codes.open_code(issued[THINGS[-1]], "v")
    assert isinstance(refused, Refusal)
    assert refused.code is CoreRefusal.CODE_UNKNOWN


def test_a_drawn_code_opens_nothing_before_it_is_kept(app: Talka) -> None:
    drawn = codes.draw(["one"])
    assert isinstance(codes.open_code(drawn["one"], "v"), Refusal)
    with unit_of_work():
        codes.keep_drawn("elector", drawn)
    assert codes.open_code(drawn["one"], "v") == Opened("elector", "one")
