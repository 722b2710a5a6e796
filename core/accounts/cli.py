# SPDX-License-Identifier: EUPL-1.2
"""``flask create-operator``: the first account of an installation. No password passes the command line."""

from __future__ import annotations

import sys

import click
from flask import current_app

from core import installation
from core.accounts import services
from core.db import unit_of_work
from core.domain.actor import SYSTEM, Grant, Role
from core.domain.refusal import Refusal
from core.installation import Purpose
from core.pages import path_of
from core.sentences import sentence


@click.command("create-operator")
@click.argument("email")
@click.argument("name")
def create_operator(email: str, name: str) -> None:
    """Make an account with the role operator and print its set-up code."""
    demo = current_app.config["TALKA"].demo
    try:
        with unit_of_work():
            installation.decide(Purpose.DEMO if demo else Purpose.REAL)
            public_id = services.create_account(SYSTEM, email=email, name=name)
            services.grant_role(SYSTEM, public_id, Grant(Role.OPERATOR))
            code = services.issue_set_up_code(SYSTEM, public_id)
    except Refusal as refusal:
        click.echo(sentence(refusal), err=True)
        sys.exit(1)
    with current_app.test_request_context():
        address = path_of("core.enter_code")
    click.echo(f"Set-up code: {code}")
    click.echo(f"Type it at {address} within {services.SET_UP_WITHIN.days} days and choose a password.")
