# SPDX-License-Identifier: EUPL-1.2
"""Commands for the council: importing a register from a file, and checking a closed one.

They act as the machine itself, which the audit record says. Names never appear in what they print.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import sys
import time
from pathlib import Path

import click

from core import clock
from core.db import safe_reading, unit_of_work
from core.domain.actor import SYSTEM
from core.domain.refusal import Refusal
from core.sentences import sentence
from council.domain.electoral_register import ProblemKind
from council.models.election import Election
from council.models.register_import import RegisterBatch
from council.queries.duplicates import pairs_proposed
from council.queries.election import election_by
from council.queries.register import computed_fingerprint, newest_version, open_pairs, refusals_by_reason, tallies
from council.queries.register_import import all_problems, batch_by
from council.register_messages import column_label, problem_sentence
from council.services import register_import as services
from council.services.register_reading import Phase


@click.group("register")
def register() -> None:
    """The electoral register of an election: import it, check it."""


@register.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--election", "election_id", required=True, help="The election, as in its address.")
@click.option("--exported-on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the export; today when left out.")
@click.option("--check", is_flag=True, help="Only report every problem; the register stays as it is.")
@click.option("--json", "as_json", is_flag=True, help="End with one line of JSON, for other programs.")
def import_file(file: Path, election_id: str, exported_on: dt.datetime | None, check: bool, as_json: bool) -> None:
    """Bring a residents' export into the register, all or nothing.

    Reading and entering are two steps: when the second is cut off, the same command goes on with what was read.
    The same file again changes nothing.
    """
    _election(election_id)
    began, told = time.monotonic(), _Told(quiet=as_json)
    day = exported_on.date() if exported_on else clock.today()
    # Nothing made here lives in circles, and looking for circles among millions of values takes its time.
    gc.disable()
    try:
        with unit_of_work():
            batch = services.read_register(SYSTEM, election_id, file.read_bytes(), exported_on=day, progress=told)
            batch_id = batch.public_id
            if not as_json:
                _report(batch)
            if check:
                services.set_aside_import(SYSTEM, batch_id)
        if not check:
            with unit_of_work():
                services.confirm_import(SYSTEM, batch_id, progress=told)
    except Refusal as refusal:
        raise click.ClickException(sentence(refusal)) from None
    finally:
        gc.enable()
    _end(election_id, batch_id, seconds=time.monotonic() - began, as_json=as_json, checked=check)


@register.command("check")
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


class _Told:
    """Says on the error channel which phase is done, so that the answer itself can be read by a program."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet, self.began = quiet, time.monotonic()

    def __call__(self, phase: Phase, rows: int) -> None:
        if not self.quiet:
            click.echo(f"{time.monotonic() - self.began:6.1f} s  {phase.value}: {rows} rows", err=True)


def _end(election_id: str, batch_id: str, *, seconds: float, as_json: bool, checked: bool) -> None:
    """What became of the file, in the end."""
    with safe_reading():
        election = _election(election_id)
        batch = batch_by(election, batch_id)
        assert batch is not None
        counts = tallies(election)
        refused = {reason.value: number for reason, number in refusals_by_reason(election).items()}
        result = {
            "batch": batch.public_id,
            "state": batch.state,
            "rows": batch.rows,
            "new": batch.new,
            "changed": batch.changed,
            "unchanged": batch.unchanged,
            "vanished": batch.vanished,
            "unreadable": batch.unreadable,
            "faulty": batch.faulty,
            "entries": counts.entries,
            "accepted": counts.electors,
            "refused": refused,
            "duplicates_proposed": pairs_proposed(election),
            "duplicates_to_decide": open_pairs(election),
            "seconds": round(seconds, 1),
        }
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    if checked:
        click.echo("Nothing was changed. Leave out --check to import.")
        return
    click.echo(f"Imported: {counts.entries} entries, {counts.electors} accepted, {counts.refused} not eligible.")
    for reason, number in refused.items():
        click.echo(f"  {number}\t{reason}")
    click.echo(
        f"Likely duplicates: {result['duplicates_proposed']} proposed, {result['duplicates_to_decide']} to decide."
    )
    click.echo(f"Seconds: {result['seconds']}")


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
