# SPDX-License-Identifier: EUPL-1.2
"""`talka ballots tally`, `shuffle`, `decrypt`, `decrypt-threshold` and `result`: what follows the vote.

Each prints the records of its event, one per line, for `append` or for belenios-tool; each verifies the archive first.
"""

import argparse
from pathlib import Path
from typing import TextIO

from council.ballots.archive.events import EventType
from council.ballots.cli import files
from council.ballots.cli.outcome import DONE, Commands
from council.ballots.decryption import combine_partials, decrypt_partly, partial_text
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.hashing import hexadecimal
from council.ballots.owned import Owned
from council.ballots.result import compute_result
from council.ballots.shuffle.prove import shuffle
from council.ballots.shuffle.shape import shuffle_text
from council.ballots.shuffle.verify import ranking_lists
from council.ballots.tally import SizedTally, tally_text
from council.ballots.trustees import ceremony, sealing, single
from council.ballots.verify.run import Checked, read_checked


def add_commands(commands: Commands) -> None:
    """Register the five commands."""
    for name, command, text in (
        ("tally", _tally, "multiply the ballots that count"),
        ("shuffle", _shuffle, "shuffle the rankings"),
        ("decrypt", _decrypt, "a mandatory trustee's part of the decryption"),
        ("decrypt-threshold", _decrypt_threshold, "a threshold member's part of the decryption"),
        ("result", _result, "put the trustees' parts together"),
    ):
        one = commands.add_parser(name, help=text)
        one.add_argument("--dir", type=Path, default=Path())
        one.add_argument("--procs", type=int, default=1)
        one.set_defaults(command=command)
        if name not in ("tally", "result"):
            one.add_argument("--trustee-id", type=int, required=True, help="the trustee's number from 1")
        if name == "decrypt":
            one.add_argument("--privkey", type=Path, required=True)
        if name == "decrypt-threshold":
            one.add_argument("--key", type=Path, required=True, help="the member's seed")
            one.add_argument("--decryption-key", type=Path, required=True, help="the member's .dkey file")


def _read(asked: argparse.Namespace, *after: EventType) -> Checked:
    checked = read_checked(files.archive_in(asked.dir), processes=asked.procs)
    if checked.last not in after:
        raise files.Unusable(f"this step does not follow {checked.last}")
    return checked


def _tally(asked: argparse.Namespace, out: TextIO) -> int:
    checked = _read(asked, EventType.END_BALLOTS)
    text = tally_text(checked.setup.election.group, checked.tally)
    sized = SizedTally(checked.counted, checked.weight, hexadecimal(text))
    out.write(files.joined([text, sized.text()]))
    return DONE


def _shuffle(asked: argparse.Namespace, out: TextIO) -> int:
    checked = _read(asked, EventType.ENCRYPTED_TALLY, EventType.SHUFFLE)
    election = checked.setup.election
    done = shuffle(election, ranking_lists(election, checked.tally))
    return _owned(shuffle_text(election.group, done), asked, out)


def _decrypt(asked: argparse.Namespace, out: TextIO) -> int:
    checked = _open(asked)
    secret = single.parse_secret(files.text_of(asked.privkey), checked.setup.election.group)
    return _share(checked, secret, asked, out)


def _decrypt_threshold(asked: argparse.Namespace, out: TextIO) -> int:
    checked = _open(asked)
    group = checked.setup.election.group
    keys = sealing.member_keys(group, files.text_of(asked.key))
    secret = ceremony.decryption_key(group, keys, files.text_of(asked.decryption_key))
    return _share(checked, secret, asked, out)


def _open(asked: argparse.Namespace) -> Checked:
    return _read(asked, EventType.ENCRYPTED_TALLY, EventType.END_SHUFFLES, EventType.PARTIAL_DECRYPTION)


def _share(checked: Checked, secret: int, asked: argparse.Namespace, out: TextIO) -> int:
    election, owners = checked.setup.election, checked.setup.trustees.owners()
    group = election.group
    if election.has_ranking and checked.last is EventType.ENCRYPTED_TALLY:
        raise files.Unusable("rankings must be shuffled before they are opened")
    if owners.get(asked.trustee_id) != group.power_secret(group.g, secret):
        raise BallotError(BallotErrorCode.UNKNOWN_OWNER, owner=asked.trustee_id)
    return _owned(partial_text(group, decrypt_partly(election, checked.tally, secret)), asked, out)


def _owned(text: str, asked: argparse.Namespace, out: TextIO) -> int:
    out.write(files.joined([text, Owned(asked.trustee_id, hexadecimal(text)).text()]))
    return DONE


def _result(asked: argparse.Namespace, out: TextIO) -> int:
    checked = _read(asked, EventType.PARTIAL_DECRYPTION)
    election = checked.setup.election
    factors = combine_partials(election, checked.setup.trustees, checked.partials)
    found = compute_result(election, checked.tally, factors, total_weight=checked.weight)
    out.write(found.text() + "\n")
    return DONE
