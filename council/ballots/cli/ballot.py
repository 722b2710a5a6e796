# SPDX-License-Identifier: EUPL-1.2
"""`talka ballots ballot` and `append`: an elector makes a ballot, the ballot box checks and keeps it."""

import argparse
import sys
from pathlib import Path
from typing import TextIO

from council.ballots import codec
from council.ballots.archive.events import EventType, hash_of
from council.ballots.archive.reader import Entry, read_entries
from council.ballots.archive.writer import ArchiveWriter
from council.ballots.ballot.check import check_ballot
from council.ballots.ballot.make import make_ballot
from council.ballots.ballot.shape import parse_ballot
from council.ballots.cli import files
from council.ballots.cli.outcome import DONE, Commands
from council.ballots.credentials.published import parse_credentials
from council.ballots.election import Election, parse_election


def add_commands(commands: Commands) -> None:
    """Register both commands."""
    one = commands.add_parser("ballot", help="encrypt a choice and print the ballot")
    one.add_argument("--dir", type=Path, default=Path())
    one.add_argument("--privcred", type=Path, required=True, help="a file with the credential")
    one.add_argument("--ballot", type=Path, required=True, help="a file with the choices, like [[0,1],[1,0,0]]")
    one.set_defaults(command=_ballot)
    two = commands.add_parser("append", help="append an event; each line of the input becomes a record before it")
    two.add_argument("--dir", type=Path, default=Path())
    two.add_argument("--type", choices=[kind.value for kind in EventType], required=True)
    two.set_defaults(command=_append)


def _setup_of(path: Path) -> Entry:
    with path.open("rb") as stream:
        return next(read_entries(stream))


def _election_of(path: Path) -> Election:
    return parse_election(_setup_of(path).data[0].body.decode("utf-8"))


def _ballot(asked: argparse.Namespace, out: TextIO) -> int:
    election = _election_of(files.archive_in(asked.dir))
    choices = codec.listed(codec.load(files.text_of(asked.ballot), "choices"), "choices")
    vectors = [[codec.small(one, "choices") for one in codec.listed(row, "choices")] for row in choices]
    ballot = make_ballot(election, files.text_of(asked.privcred), vectors)
    out.write(ballot.text + "\n")
    sys.stderr.write(f"tracker {ballot.tracker}\n")
    return DONE


def _append(asked: argparse.Namespace, out: TextIO) -> int:
    path, kind = files.archive_in(asked.dir), EventType(asked.type)
    bodies = [line.encode("utf-8") for line in sys.stdin.read().split("\n") if line]
    with ArchiveWriter(path) as writer:
        if kind is EventType.BALLOT:
            _check(path, bodies)
        event = writer.append(kind, bodies)
    out.write(f"{event.type} {event.height} {hash_of(event.body())}\n")
    return DONE


def _check(path: Path, bodies: list[bytes]) -> None:
    """What a ballot box must refuse before it gives out a tracker (protocol, section 8.4)."""
    setup = _setup_of(path)
    election = parse_election(setup.data[0].body.decode("utf-8"))
    credentials = parse_credentials(setup.data[2].body.decode("utf-8"), election.group)
    for body in bodies:
        check_ballot(parse_ballot(body.decode("utf-8"), election), election, credentials)
    names = {hash_of(body) for body in bodies}
    with path.open("rb") as stream:
        if any(entry.event.payload in names for entry in read_entries(stream)):
            raise files.Unusable("this very ballot is in the archive already")
