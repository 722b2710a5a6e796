# SPDX-License-Identifier: EUPL-1.2
"""Commands of the operator: ``flask worker``, ``flask tick``, ``flask audit-verify``, ``flask new-secret``.

Run in the folder of the program, which ``wsgi.py`` makes known to Flask. Features add their own.
"""

from __future__ import annotations

import secrets
import sys
import time

import click
from flask import Flask, current_app

from core import audit, delivery, outbox
from core.db import safe_reading, unit_of_work
from core.feature import features_of
from core.logs import log

PAUSE = 5.0


def init_app(app: Flask) -> None:
    for command in (worker, tick, audit_verify, new_secret):
        app.cli.add_command(command)


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
