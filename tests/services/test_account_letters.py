# SPDX-License-Identifier: EUPL-1.2
"""Whoever has an account is told when its rights or keys change: once, in every language, or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from core import outbox
from core.accounts import services
from core.accounts.domain.staff import ResetReason
from core.accounts.models import Account
from core.app import Talka
from core.config import Config
from core.db import db, unit_of_work
from core.domain.actor import Actor, Grant, Role
from core.domain.refusal import Refusal
from core.outbox import Message

Person = Callable[..., Actor]


@pytest.fixture
def mailing(app: Talka, config: Config) -> Iterator[Talka]:
    """An installation with a mail server."""
    app.config["TALKA"] = dataclasses.replace(config, mail_server="127.0.0.1")
    yield app
    app.config["TALKA"] = config


def letters() -> list[Message]:
    db.session.expire_all()
    return list(reversed(outbox.newest()))


def test_a_new_role_is_told_once_in_every_language(mailing: Talka, person: Person) -> None:
    operator, officer = person(Role.OPERATOR), person(Role.OFFICER)
    with unit_of_work():
        services.grant_role(operator, officer.id, Grant(Role.MODERATOR))
    (letter,) = letters()
    address = db.session.scalar(sa.select(Account.email).where(Account.public_id == officer.id))
    assert letter.recipient == address
    assert letter.subject.count(" / ") == 2
    assert "Role given" in letter.body
    assert letter.body.count("\n--\n") == 2


def test_a_reset_of_the_second_factor_is_told(mailing: Talka, person: Person) -> None:
    operator, officer = person(Role.OPERATOR), person(Role.OFFICER)
    with unit_of_work():
        services.reset_second_factor(operator, officer.id, ResetReason.LOST)
    assert "Second factor reset" in letters()[0].body


def test_a_refused_change_tells_nothing(mailing: Talka, person: Person) -> None:
    operator = person(Role.OPERATOR)

    def change_own() -> None:
        with unit_of_work():
            services.grant_role(operator, operator.id, Grant(Role.MODERATOR))

    with pytest.raises(Refusal):
        change_own()
    assert letters() == []


def test_without_a_mail_server_nothing_piles_up(app: Talka, person: Person) -> None:
    operator, officer = person(Role.OPERATOR), person(Role.OFFICER)
    with unit_of_work():
        services.grant_role(operator, officer.id, Grant(Role.MODERATOR))
    assert letters() == []
