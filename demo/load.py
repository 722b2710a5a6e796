# SPDX-License-Identifier: EUPL-1.2
"""Fills an empty database with the demo city, all or nothing. Refuses anything that holds real data."""

from __future__ import annotations

from collections.abc import Callable

import click
import sqlalchemy as sa
from flask import current_app

from core import audit, installation
from core.accounts.models import Account
from core.config import Config
from core.db import db, unit_of_work
from core.installation import Purpose, WrongPurpose
from demo import accounts
from demo.seeds import corners, council, forums, mapping

SEEDS: tuple[Callable[[], None], ...] = (
    accounts.seed,
    mapping.seed,
    corners.seed,
    forums.seed,
    council.seed,
)


def load() -> bool:
    """Load the demo within the caller's transaction; False when it is already there.

    :raises WrongPurpose: when the program does not run as a demo, or the database holds real data.
    """
    config: Config = current_app.config["TALKA"]
    if not config.demo:
        raise WrongPurpose("The demo is loaded only with TALKA_DEMO=1.")
    if installation.purpose() is Purpose.DEMO:
        return False
    if audit.head()[0] or db.session.scalar(sa.select(sa.func.count()).select_from(Account)):
        raise WrongPurpose("People already work in this database. Load the demo into one of its own.")
    installation.decide(Purpose.DEMO)
    for seed in SEEDS:
        seed()
    return True


@click.command("demo-load")
def demo_load() -> None:
    """Fill an empty database with the demo city."""
    with unit_of_work():
        loaded = load()
    click.echo("The demo city is loaded." if loaded else "The demo city was loaded before; nothing changed.")
