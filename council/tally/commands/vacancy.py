# SPDX-License-Identifier: EUPL-1.2
"""`talka tally vacancy`: who follows a member who leaves, by a count of the papers that elected that member."""

import argparse
from dataclasses import replace
from typing import TextIO

from council.tally.codec import to_json
from council.tally.commands.exits import DONE, draws_of
from council.tally.commands.ranked_source import LOTS, add_ranked_source, papers_of, rule_asked
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.stv.rule import StvSubstitutes
from council.tally.stv.vacancy import Vacancy, fill_vacancy


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("vacancy", help="count the papers of a member who leaves")
    add_ranked_source(parser)
    parser.add_argument("--member", type=int, required=True, help="the number of the member who leaves")
    parser.add_argument("--unavailable", default="", metavar="4,6", help="candidates who do not stand again")
    parser.add_argument("--vacancy-lots", action="append", default=[], metavar="7,2", help=LOTS)
    parser.set_defaults(command=run)


def run(asked: argparse.Namespace, out: TextIO) -> int:
    """Count and print; a tie is a result."""
    source = papers_of(asked)
    record = fill_vacancy(
        source.profile,
        replace(rule_asked(asked, source), substitutes=StvSubstitutes.PAPERS),
        Vacancy(member=asked.member, unavailable=_numbers(asked.unavailable)),
        draws=draws_of(asked),
        vacancy_draws=draws_of(argparse.Namespace(lots=asked.vacancy_lots)),
    )
    if asked.json:
        out.write(to_json(record) + "\n")
    else:
        for each in record.elected:
            out.write(f"elected: {each.number}. {each.name}, stage {each.stage}, {each.by}\n")
        if record.open_tie:
            lots = ",".join(map(str, record.open_tie.lots_between))
            out.write(f"a lot is needed between {lots}; give the result with --vacancy-lots, the drawn one first\n")
        out.write(f"{record.state} {record.fingerprint}\n")
    return DONE


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(sorted(int(number) for number in text.split(",") if number))
    except ValueError:
        raise TallyError(TallyErrorCode.PAPERS_MALFORMED, what="unavailable candidates") from None
