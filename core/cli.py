# SPDX-License-Identifier: EUPL-1.2
"""Commands of the operator: ``flask worker``, ``flask tick``, ``flask audit-verify``, ``flask new-secret``.

Run in the folder of the program, which ``wsgi.py`` makes known to Flask. Features add their own.
"""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
import sqlalchemy as sa
from flask import Flask, current_app

from core import audit, delivery, outbox
from core.db import db, safe_reading, unit_of_work
from core.feature import features_of
from core.health import readiness
from core.installation import WrongPurpose
from core.logs import log

PAUSE = 5.0


def init_app(app: Flask) -> None:
    for command in (worker, tick, audit_verify, new_secret):
        app.cli.add_command(command)
    for command in app.cli.commands.values():
        _explain(command)


def _explain(command: click.Command) -> None:
    """A command and everything below it."""
    if isinstance(command, click.Group):
        for part in command.commands.values():
            _explain(part)
    elif command.callback is not None:
        command.callback = _explained(command.callback)


def _explained(callback: Callable[..., Any]) -> Callable[..., Any]:
    """The command, with a sentence in place of a traceback where the operator can mend it."""

    @wraps(callback)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return callback(*args, **kwargs)
        except WrongPurpose as wrong:
            raise click.ClickException(str(wrong)) from None
        except sa.exc.DBAPIError:
            db.session.rollback()
            if readiness()["schema"]:
                raise
            raise click.ClickException("The database is not prepared. Run: flask db upgrade") from None

    return run


@click.command("worker")
@click.option("--once", is_flag=True, help="Deliver what is due, then stop.")
def worker(once: bool) -> None:
    """Deliver the messages of the outbox."""
    drivers, name = delivery.drivers(current_app.config["TALKA"]), outbox.worker_name()
    delivered = 0
    while True:
        while outbox.deliver_next(drivers, name):
            delivered += 1
        if once:
            click.echo(f"{delivered} messages handled")
            return
        time.sleep(PAUSE)


@click.command("tick")
def tick() -> None:
    """Do what is due by the clock: delete what is past its time. Run it every hour."""
    for feature in features_of(current_app):
        if feature.retain:
            with unit_of_work():
                feature.retain()
    log.info("tick")


@click.command("audit-verify")
def audit_verify() -> None:
    """Check the whole audit record; exit 1 when it is broken."""
    with safe_reading():
        verdict = audit.verify()
    if not verdict.whole:
        click.echo(f"BROKEN at entry {verdict.broken_at}; {verdict.entries} entries before it are whole")
        sys.exit(1)
    click.echo(f"whole: {verdict.entries} entries, newest hash {verdict.head}")


@click.command("new-secret")
def new_secret() -> None:
    """Print a fresh secret for TALKA_SECRET_KEY."""
    click.echo(secrets.token_urlsafe(48))
