# SPDX-License-Identifier: EUPL-1.2
"""Commands for polling cards: printing a run of any size into a folder, and comparing a folder with its run.

They act as the machine itself, which the audit record says. Neither names nor codes appear in what they print.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sys
import time
from pathlib import Path

import click

from core.db import safe_reading
from core.domain.actor import SYSTEM
from core.domain.refusal import Refusal
from core.sentences import sentence
from council.card_press import print_into
from council.models.cards import CardRun
from council.queries.cards import run_by, runs_of
from council.queries.election import election_by
from council.services.card_runs import PrintOrder

_ELECTION = click.option("--election", "election_id", required=True, help="The election, as in its address.")


@click.group("cards")
def cards() -> None:
    """The polling cards of an election: print them, check the files."""


@cards.command("print")
@_ELECTION
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path), help="A new folder for the files.")
@click.option("--place", "places", multiple=True, help="Only this polling place; can be repeated.")
@click.option("--missing", is_flag=True, help="Only electors who have no card that counts.")
@click.option("--reason", default="", help="Why cards are printed again; their codes open nothing afterwards.")
@click.option("--json", "as_json", is_flag=True, help="End with one line of JSON, for other programs.")
def print_run(
    election_id: str, folder: Path, places: tuple[str, ...], missing: bool, reason: str, as_json: bool
) -> None:
    """Print the cards: one PDF for each polling place and language, and a list that adds up to the register.

    Nothing counts before every file is there. A run that is cut off leaves a folder that ends in .unfinished, whose
    codes open nothing; run the command again. The files hold the only readable codes: take them to the press, then
    delete them.
    """
    began = time.monotonic()
    order = PrintOrder(places=places, missing=missing, reason=reason.strip(), once=secrets.token_urlsafe(16))

    def told(what: str, number: int) -> None:
        if not as_json:
            click.echo(f"{time.monotonic() - began:6.1f} s  {what}: {number} cards", err=True)

    if election_by(election_id) is None:
        raise click.ClickException("There is no such election.")
    try:
        run_id = print_into(SYSTEM, election_id, order, folder, progress=told).public_id
    except Refusal as refusal:
        raise click.ClickException(sentence(refusal)) from None
    except FileExistsError:
        raise click.ClickException("This folder is there already. Name a new one: runs must not be mixed.") from None
    _end(election_id, run_id, seconds=time.monotonic() - began, as_json=as_json)


@cards.command("check")
@_ELECTION
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_files(election_id: str, folder: Path) -> None:
    """Compare the files of a folder with the newest run that has files of these names; exit 1 when they differ."""
    with safe_reading():
        run = _run_of(election_id, folder)
        wrong = []
        for file in run.files:
            path = folder / file.name
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
                wrong.append(file.name)
        extra = sorted({path.name for path in folder.glob("*.pdf")} - {file.name for file in run.files})
        number = run.number
    for name in (*wrong, *extra):
        click.echo(f"DIFFERENT: {name}")
    if wrong or extra:
        sys.exit(1)
    click.echo(f"as printed: run {number}")


def _run_of(election_id: str, folder: Path) -> CardRun:
    election = election_by(election_id)
    if election is None:
        raise click.ClickException("There is no such election.")
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.pdf")}
    wholes = [run_by(election, run.public_id) for run in runs_of(election)]
    whole = [run for run in wholes if run is not None]
    if not whole:
        raise click.ClickException("Nothing was printed for this election.")
    return max(whole, key=lambda run: (sum(found.get(file.name) == file.sha256 for file in run.files), run.number))


def _end(election_id: str, run_id: str, *, seconds: float, as_json: bool) -> None:
    with safe_reading():
        election = election_by(election_id)
        assert election is not None
        run = run_by(election, run_id)
        assert run is not None
        result = {
            "run": run.number,
            "register_version": run.version,
            "cards": run.cards,
            "repeats": run.repeats,
            "files": [
                {"name": file.name, "cards": file.cards, "pages": file.pages, "sha256": file.sha256}
                for file in run.files
            ],
            "seconds": round(seconds, 1),
        }
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
        return
    click.echo(f"Run {run.number}: {run.cards} cards in {len(run.files)} files, {result['seconds']} seconds.")
    if run.repeats:
        click.echo(f"{run.repeats} cards that were printed before open nothing any more.")
