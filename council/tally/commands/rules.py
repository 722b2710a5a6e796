# SPDX-License-Identifier: EUPL-1.2
"""`talka tally rules`: the rules known by name, the rule sheets of real councils, and one sheet with every clause."""

import argparse
from typing import TextIO

from council.tally.codec import to_json
from council.tally.commands.exits import DONE
from council.tally.named_rules import NAMED_RULES
from council.tally.sheets import Sheet, all_sheets, sheet


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command."""
    parser = subparsers.add_parser("rules", help="list the rules known by name and the rule sheets, with citations")
    parser.add_argument("sheet", nargs="?", metavar="SHEET", help="one rule sheet in full, for example graz")
    parser.add_argument("--json", action="store_true", help="print the rule of that sheet as canonical text")
    parser.set_defaults(command=_rules)


def _rules(asked: argparse.Namespace, out: TextIO) -> int:
    if asked.sheet:
        found = sheet(asked.sheet)
        if asked.json:
            out.write(to_json(found.rule) + "\n")
        else:
            _one(found, out)
        return DONE
    for rule in NAMED_RULES:
        out.write(f"{rule.command:<8}{rule.name:<28}{rule.title}\n")
        if rule.law:
            out.write(f"{'':<36}{rule.law}\n")
    for each in all_sheets():
        open_points = len(each.unsourced)
        note = f" ({open_points} not fully sourced)" if open_points else ""
        out.write(f"{'sheet':<8}{each.id:<28}{each.title}{note}\n")
        for clause in dict.fromkeys(clause.text for clause in each.rule.clauses):
            out.write(f"{'':<36}{clause}\n")
    return DONE


def _one(found: Sheet, out: TextIO) -> None:
    """Every parameter of a sheet: what it says, the clause, where it was read."""
    out.write(f"{found.title}\n{found.about}\n")
    for each in found.parameters:
        out.write(f"\n{each.parameter}: {each.says}\n")
        out.write(f"  clause: {each.clause or '-'}\n  source: {each.source or '-'} ({each.sourced})\n")
