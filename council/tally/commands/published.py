# SPDX-License-Identifier: EUPL-1.2
"""`talka tally count` and `check`: a published election in the `list_pr` form, as records or beside its seats."""

import argparse
from pathlib import Path
from typing import TextIO

from council.tally.case import Verdict, check_case, read_case
from council.tally.codec import to_json
from council.tally.commands.exits import DIFFERS, DONE, add_lots, draws_of, text_of
from council.tally.record import CountRecord


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer both commands."""
    for name, command, text in (
        ("count", _count, "print the count record of a list_pr file"),
        ("check", _check, "compare a list_pr file with its official seats"),
    ):
        parser = subparsers.add_parser(name, help=text)
        parser.add_argument("file", type=Path)
        add_lots(parser)
        parser.set_defaults(command=command)


def _count(asked: argparse.Namespace, out: TextIO) -> int:
    checked = check_case(read_case(text_of(asked.file)), draws_of(asked))
    for record in checked.records:
        out.write(to_json(record) + "\n")
    return DONE


def _check(asked: argparse.Namespace, out: TextIO) -> int:
    checked = check_case(read_case(text_of(asked.file)), draws_of(asked))
    for record in checked.records:
        write_seats(record, out)
    if len(checked.records) > 1:
        out.write(f"formula not published; formulas agree: {'yes' if checked.formulas_agree else 'no'}\n")
    out.write(f"{checked.case.id}: {checked.verdict}\n")
    return DIFFERS if checked.verdict is Verdict.DIFFERS else DONE


def write_seats(record: CountRecord, out: TextIO) -> None:
    """A record in short, one list per line."""
    out.write(f"{record.rule.formula} {record.state} {record.fingerprint}\n")
    for result in record.results:
        out.write(f"  {result.number}. {result.name}: {result.votes} votes, {result.seats} seats")
        out.write(f", {result.vacant} vacant\n" if result.vacant else "\n")
    for tie in record.ties:
        if tie.open:
            between = ", ".join(str(number) for number in tie.lots_between)
            out.write(f"  lots needed between lists {between} for {tie.lots_for} of the seats\n")
