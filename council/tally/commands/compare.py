# SPDX-License-Identifier: EUPL-1.2
"""`talka tally compare`: the same votes under several rules; a drafting aid and never legally relevant.

A table needs `--seats`; the first `--rule` is what the others are compared with. A published case brings its own rule.
"""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from council.tally.case import case_of, read_data
from council.tally.case_csv import read_lists
from council.tally.choices import DirectSeats, MajorityClause, Quota
from council.tally.codec import to_json
from council.tally.commands.exits import DONE, text_of
from council.tally.compare import NOT_LEGALLY_RELEVANT, Comparison, compare
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.named_rules import named_rule
from council.tally.profile import BallotProfile
from council.tally.rules import RuleSheet

USUAL = ("dhondt", "sainte_lague", "sainte_lague_14", "hare", "droop", "nl_kieswet")

BOUND = {
    "quota": Quota.HARE,
    "majority": MajorityClause.NONE,
    "direct_seats": DirectSeats.NONE,
    "linked_lists": False,
}
"""What belongs to a rule and does not stay when another takes its place."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("compare", help="the same votes under several rules, not legally relevant")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rule", action="append", default=[], help="a name from `talka tally rules`; repeatable")
    parser.add_argument("--seats", type=int)
    parser.add_argument("--papers", type=int, default=1, help="how many papers are moved to look for ties near by")
    parser.add_argument("--json", action="store_true", help="print the comparison")
    parser.set_defaults(command=_compare)


def _compare(asked: argparse.Namespace, out: TextIO) -> int:
    profile, rules = _asked_for(asked, text_of(asked.file))
    found = compare(profile, rules, papers=asked.papers)
    if asked.json:
        out.write(to_json(found) + "\n")
    else:
        _print(found, out)
    return DONE


def _asked_for(asked: argparse.Namespace, text: str) -> tuple[BallotProfile, list[tuple[str, RuleSheet]]]:
    names = asked.rule or USUAL
    if text.lstrip().startswith("{"):
        case = case_of(read_data(text))
        own = (case.method, case.rule)
        others = [(name, replace(case.rule, **{**BOUND, **named_rule(name, "list").sets})) for name in names]
        return case.profile, [own, *others]
    if asked.seats is None:
        raise TallyError(TallyErrorCode.RULE_AND_SEATS_NEEDED)
    return read_lists(text), [(name, named_rule(name, "list").sheet(asked.seats)) for name in names]


def _print(found: Comparison, out: TextIO) -> None:
    out.write(f"{NOT_LEGALLY_RELEVANT}: the same votes under other rules\n")
    for each in found.outcomes:
        if each.refused:
            out.write(f"{each.name}: refused: {each.refused}\n")
            continue
        seats = " ".join(
            f"{row.number}:{row.seats}" + (f"({row.change:+})" if row.change else "") for row in each.lists
        )
        out.write(f"{each.name}: {seats}")
        if each.tied:
            out.write(f"; lots needed between {', '.join(map(str, each.tied))}")
        out.write(f"; {each.tries_with_ties} of {each.tries} elections near by are tied\n")
