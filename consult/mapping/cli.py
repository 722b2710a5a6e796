# SPDX-License-Identifier: EUPL-1.2
"""``flask import-organisations FILE``: the same import as on the page, for the operator's console."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from consult.mapping.problems import sentence_of
from consult.mapping.queries import imports as queries
from consult.mapping.services import imports as services
from consult.mapping.services.imports import Confirmation
from core.db import unit_of_work
from core.domain.actor import SYSTEM
from core.domain.refusal import Refusal
from core.sentences import sentence


@click.command("import-organisations")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--leave-out-faulty", is_flag=True, help="Import the other lines when some are faulty.")
@click.option("--take-file", is_flag=True, help="Also replace values that a person changed by hand.")
def import_organisations(file: Path, leave_out_faulty: bool, take_file: bool) -> None:
    """Import a list of organisations (CSV): everything, or nothing with every fault by line and column."""
    try:
        with unit_of_work():
            click.echo(_import(file, leave_out_faulty, take_file))
    except Refusal as refusal:
        click.echo(sentence(refusal), err=True)
        sys.exit(1)


def _import(file: Path, leave_out_faulty: bool, take_file: bool) -> str:
    batch = services.open_import(SYSTEM, file.name, file.read_bytes())
    for fault in queries.faults_of(batch):
        where = f"line {fault.line}" + (f", {fault.column}" if fault.column else "")
        click.echo(f"{where}: {sentence_of(fault)}", err=True)
    plan = queries.plan_of(batch)
    choices = [line.choice(change) for line in plan.with_choices for change in line.by_hand]
    for line in plan.with_choices if not take_file else ():
        names = ", ".join(change.field for change in line.by_hand)
        click.echo(f"line {line.line.line}: changed by hand since, kept: {names}", err=True)
    decided = Confirmation(plan.fingerprint, choices if take_file else (), leave_out_faulty)
    outcome = services.confirm_import(SYSTEM, batch.public_id, decided)
    if plan.nothing_to_do and not outcome.faulty:
        return f"{outcome.unchanged} unchanged, nothing to do"
    return (
        f"{outcome.new} new, {outcome.changed} changed, {outcome.unchanged} unchanged, "
        f"{outcome.kept} values kept as changed by hand, {outcome.faulty} faulty lines left out"
    )
