# SPDX-License-Identifier: EUPL-1.2
"""`talka tally list`: seats of lists from a table with `--rule` and `--seats`, or from a published case.

A case (JSON) names its own rule and seats and is compared with the announced ones.
"""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from council.tally.case import Verdict, case_of, check_case, read_data
from council.tally.case_csv import read_lists
from council.tally.case_districts import CheckedDistricts, check_districts, district_case, is_of_districts
from council.tally.case_method import exact
from council.tally.choices import TieProcedure
from council.tally.codec import to_json
from council.tally.commands.exits import DIFFERS, DONE, add_lots, draws_of, text_of
from council.tally.commands.published import write_seats
from council.tally.count import count, count_by_seed
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.named_rules import named_rule
from council.tally.rules import RuleSheet, Threshold
from council.tally.ties import Draw


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command."""
    parser = subparsers.add_parser("list", help="give seats to lists: a table with a rule, or a published case")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rule", help="a name from `talka tally rules`")
    parser.add_argument("--seats", type=int)
    parser.add_argument("--threshold", metavar="5%", help="the share of valid votes a list needs")
    parser.add_argument("--ties", choices=[each.value for each in TieProcedure], help="what decides between equals")
    parser.add_argument("--seed", help="a public seed to draw lots from, where the by-law allows it")
    parser.add_argument("--json", action="store_true", help="print the count record")
    add_lots(parser)
    parser.set_defaults(command=_list)


def _list(asked: argparse.Namespace, out: TextIO) -> int:
    text, draws = text_of(asked.file), draws_of(asked)
    if text.lstrip().startswith("{"):
        return _case(asked, text, draws, out)
    if asked.seats is None or asked.rule is None:
        raise TallyError(TallyErrorCode.RULE_AND_SEATS_NEEDED)
    rule = _with_options(named_rule(asked.rule, "list").sheet(asked.seats), asked)
    profile = read_lists(text)
    record = count_by_seed(profile, rule, asked.seed) if asked.seed else count(profile, rule, draws)
    if asked.json:
        out.write(to_json(record) + "\n")
    else:
        write_seats(record, out)
    return DONE


def _with_options(rule: RuleSheet, asked: argparse.Namespace) -> RuleSheet:
    if asked.ties or asked.seed:
        rule = replace(rule, ties=TieProcedure(asked.ties or TieProcedure.PUBLIC_SEED))
    if asked.threshold:
        try:
            rule = replace(rule, threshold=Threshold(exact(asked.threshold)))
        except (ValueError, ZeroDivisionError):
            raise TallyError(TallyErrorCode.BAD_THRESHOLD) from None
    return rule


def _case(asked: argparse.Namespace, text: str, draws: tuple[Draw, ...], out: TextIO) -> int:
    data = read_data(text)
    if is_of_districts(data):
        return _districts(asked, check_districts(district_case(data)), out)
    checked = check_case(case_of(data), draws)
    for record in checked.records:
        if asked.json:
            out.write(to_json(record) + "\n")
        else:
            write_seats(record, out)
    if not asked.json:
        out.write(f"{checked.case.id}: {checked.verdict}\n")
    return DIFFERS if checked.verdict is Verdict.DIFFERS else DONE


def _districts(asked: argparse.Namespace, checked: CheckedDistricts, out: TextIO) -> int:
    record = checked.record
    if asked.json:
        out.write(to_json(record) + "\n")
    else:
        out.write(f"{record.rule.method} {record.state} {record.fingerprint}\n")
        for each in record.totals:
            out.write(f"  {each.number}. {each.name}: {each.votes} votes, {each.seats} seats\n")
        out.write(f"{checked.case.id}: {checked.verdict}\n")
    return DIFFERS if checked.verdict is Verdict.DIFFERS else DONE
