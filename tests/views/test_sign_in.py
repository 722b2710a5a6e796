# SPDX-License-Identifier: EUPL-1.2
"""Signing in from the password to the second factor, and every way in which it is refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from core.accounts.models import Account
from core.accounts.sign_in_forms import FAILURES_PER_ACCOUNT
from core.app import Talka, create_app
from core.config import Config
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from tests.builders.accounts import PASSWORD, app_code, with_password
from tests.page import Page, PageClient


@pytest.fixture
def strict(app: Talka, config: Config) -> Iterator[PageClient]:
    """A visitor of an installation that is neither a demo nor a test: the second factor is required."""
    yield PageClient(create_app(dataclasses.replace(config, testing=False)))


def give_password(client: PageClient, email: str, password: str = PASSWORD, *, expect: int = 302) -> Page:
    client.get("security.login")
    return client.submit({"email": email, "password": password}, action="/sign-in", expect=expect, first=True)
