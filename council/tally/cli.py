# SPDX-License-Identifier: EUPL-1.2
"""The command line of the tally: count a file, check a published case, count a stored record again."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from council.tally.case import Verdict, check_case, read_case
from council.tally.codec import to_json
from council.tally.commands import stv
from council.tally.count import recount
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.ties import Draw

DONE, DIFFERS, REFUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None, *, out: TextIO | None = None) -> int:
    """Run one command. Ends with 0 when done, 1 when the outcome is not the published one, 2 when refused."""
    asked = _parser().parse_args(arguments)
    stream = out or sys.stdout
    command: Callable[[argparse.Namespace, TextIO], int] = asked.command
    try:
        return command(asked, stream)
    except TallyError as error:
        stream.write(f"refused: {error}\n")
    except (OSError, UnicodeDecodeError) as error:
        stream.write(f"refused: cannot read {asked.file}: {type(error).__name__}\n")
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="talka tally", description=__doc__)
    commands = parser.add_subparsers(required=True)
    stv.add(commands)
    for name, command, text in (
        ("count", _count, "print the count record of a list_pr file"),
        ("check", _check, "compare a list_pr file with its official seats"),
        ("recount", _recount, "count a stored record again and compare every byte"),
    ):
        sub = commands.add_parser(name, help=text)
        sub.add_argument("file", type=Path)
        sub.add_argument(
            "--lots",
            action="append",
            default=[],
            metavar="7,2",
            help="list numbers in the order drawn; may be given more than once",
        )
        sub.set_defaults(command=command)
    return parser


def _draws(asked: argparse.Namespace) -> tuple[Draw, ...]:
    try:
        return tuple(Draw(tuple(int(number) for number in text.split(","))) for text in asked.lots)
    except ValueError:
        raise TallyError(TallyErrorCode.LOTS_MALFORMED) from None


def _count(asked: argparse.Namespace, out: TextIO) -> int:
    checked = check_case(read_case(asked.file.read_text("utf-8-sig")), _draws(asked))
    for record in checked.records:
        out.write(to_json(record) + "\n")
    return DONE


def _check(asked: argparse.Namespace, out: TextIO) -> int:
    checked = check_case(read_case(asked.file.read_text("utf-8-sig")), _draws(asked))
    for record in checked.records:
        out.write(f"{record.rule.formula} {record.state} {record.fingerprint}\n")
        for result in record.results:
            out.write(f"  {result.number}. {result.name}: {result.votes} votes, {result.seats} seats")
            out.write(f", {result.vacant} vacant\n" if result.vacant else "\n")
    if len(checked.records) > 1:
        out.write(f"formula not published; formulas agree: {'yes' if checked.formulas_agree else 'no'}\n")
    out.write(f"{checked.case.id}: {checked.verdict}\n")
    return DIFFERS if checked.verdict is Verdict.DIFFERS else DONE


def _recount(asked: argparse.Namespace, out: TextIO) -> int:
    record = recount(asked.file.read_text("utf-8").removesuffix("\n"))
    out.write(f"same record {record.fingerprint}\n")
    return DONE
