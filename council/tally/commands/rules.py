# SPDX-License-Identifier: EUPL-1.2
"""`talka tally rules`: the rules known by name, with the law each follows."""

import argparse
from typing import TextIO

from council.tally.commands.exits import DONE
from council.tally.named_rules import NAMED_RULES


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command."""
    parser = subparsers.add_parser("rules", help="list the rules known by name, with citations")
    parser.set_defaults(command=_rules)


def _rules(_asked: argparse.Namespace, out: TextIO) -> int:
    for rule in NAMED_RULES:
        out.write(f"{rule.command:<8}{rule.name:<28}{rule.title}\n")
        if rule.law:
            out.write(f"{'':<36}{rule.law}\n")
    return DONE
