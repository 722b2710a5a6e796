# SPDX-License-Identifier: EUPL-1.2
"""Commands for the council: importing a register from a file, and checking a closed one.

They act as the machine itself, which the audit record says. Names never appear in what they print.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from core.db import safe_reading, unit_of_work
from core.domain.actor import SYSTEM
from core.domain.refusal import Refusal
from core.sentences import sentence
from council.domain.electoral_register import ProblemKind
from council.models.election import Election
from council.models.register_import import RegisterBatch
from council.queries.election import election_by
from council.queries.register import computed_fingerprint, newest_version, tallies
from council.queries.register_import import all_problems
from council.register_messages import column_label, problem_sentence
from council.services import register_import as services


@click.command("import-register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--election", "election_id", required=True, help="The election, as in its address.")
@click.option("--exported-on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day of the export.")
@click.option("--confirm", is_flag=True, help="Bring it into the register; otherwise only report.")
def import_register(file: Path, election_id: str, exported_on: dt.datetime, confirm: bool) -> None:
    """Read a file of the residents' register, print every problem, and import it with --confirm."""
    _election(election_id)
    try:
        with unit_of_work():
            batch = services.read_register(SYSTEM, election_id, file.read_bytes(), exported_on=exported_on.date())
            _report(batch)
            if confirm:
                services.confirm_import(SYSTEM, batch.public_id)
            else:
                services.set_aside_import(SYSTEM, batch.public_id)
    except Refusal as refusal:
        raise click.ClickException(sentence(refusal)) from None
    if not confirm:
        click.echo("Nothing was changed. Add --confirm to import.")
        return
    counts = tallies(_election(election_id))
    click.echo(f"Imported: {counts.entries} entries, {counts.electors} electors, {counts.refused} not eligible.")


@click.command("check-register")
@click.option("--election", "election_id", required=True, help="The election, as in its address.")
def check_register(election_id: str) -> None:
    """Compare a closed register with its recorded fingerprint; exit 1 when it differs."""
    with safe_reading():
        election = _election(election_id)
        version = newest_version(election)
        if version is None:
            raise click.ClickException("This register is not closed.")
        now = computed_fingerprint(election)
    if now != version.fingerprint:
        click.echo(f"CHANGED: recorded {version.fingerprint}, computed {now}")
        sys.exit(1)
    click.echo(f"as closed: version {version.number}, fingerprint {now}")


def _election(public_id: str) -> Election:
    election = election_by(public_id)
    if election is None:
        raise click.ClickException("There is no such election.")
    return election


def _report(batch: RegisterBatch) -> None:
    for problem in all_problems(batch):
        facts = {"line": problem.line, "column": problem.column, **problem.facts}
        words = problem_sentence(ProblemKind(problem.kind), problem.code, facts)
        click.echo(f"line {problem.line}\t{problem.kind}\t{column_label(problem.column)}\t{words}")
    click.echo(
        f"{batch.rows} rows: {batch.new} new, {batch.changed} changed, {batch.unchanged} unchanged, "
        f"{batch.vanished} vanished; {batch.unreadable} unreadable, {batch.faulty} faulty, {batch.warned} warned."
    )
