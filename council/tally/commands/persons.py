# SPDX-License-Identifier: EUPL-1.2
"""`talka tally persons`: who is elected, from a published case (JSON) or a table of people and votes (CSV).

Where the file says what the authority published, every such field is compared and a difference ends with 1.
"""

import argparse
from pathlib import Path
from typing import TextIO

from council.tally.codec import to_json
from council.tally.commands.exits import DIFFERS, DONE, add_lots, draws_of, text_of
from council.tally.persons.case import PersonCase, read_case_data, read_person_cases
from council.tally.persons.published import CheckedPersons, check_person_case
from council.tally.persons.record import PersonRecord, StepKind
from council.tally.persons.table import case_from_table

SHORT = {
    "block": "block_vote",
    "limited": "limited_vote",
    "cumulative": "cumulative_vote",
    "guarantee": "block_vote_region_guarantee",
    "fixed": "fixed_seats_per_region",
    "comparison": "dhondt_comparison_numbers",
    "czech": "dhondt_open_list_threshold",
    "dutch": "nl_kieswet_nomination",
    "graz": "dhondt_preference_wahlzahl",
    "estonian": "ee_personal_quota",
    "latvian": "sainte_lague_marks",
}
"""Short names of `--rule`; the methods of the case format are understood as they are."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("persons", help="elect persons: block vote, conditions by group, order inside lists")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rule", metavar="NAME", help=f"{', '.join(SHORT)}, or a method of the case format")
    parser.add_argument("--seats", type=int, metavar="N", help="seats, where the file does not say")
    parser.add_argument("--json", action="store_true", help="print the count records")
    add_lots(parser)
    parser.set_defaults(command=_persons)


def _persons(asked: argparse.Namespace, out: TextIO) -> int:
    checked = [check_person_case(case, draws_of(asked)) for case in _cases(asked)]
    for each in checked:
        if asked.json:
            out.write(to_json(each.counted.persons) + "\n")
        else:
            _write(each, out)
    return DIFFERS if any(each.differences for each in checked) else DONE


def _cases(asked: argparse.Namespace) -> tuple[PersonCase, ...]:
    text = text_of(asked.file)
    method = SHORT.get(asked.rule, asked.rule) if asked.rule else ""
    if asked.file.suffix.casefold() == ".csv":
        return (read_case_data(case_from_table(text, method=method or SHORT["block"], seats=asked.seats or 0)),)
    changes = {"method": method} if method else {}
    return read_person_cases(text, changes if asked.seats is None else {**changes, "seats": asked.seats})


def _write(checked: CheckedPersons, out: TextIO) -> None:
    record = checked.counted.persons
    out.write(f"{checked.case.id or checked.case.method} {record.state} {record.fingerprint}\n")
    names = {each.number: each for each in record.results}
    for each in record.elected:
        on_list = f" (list {each.list})" if each.list is not None else ""
        out.write(f"  {each.seat}. {each.name}{on_list}: {each.votes} votes, {each.elected_by}\n")
    for step in record.steps:
        if step.person is None or step.kind in (StepKind.PASSED_OVER, StepKind.EXCHANGED_OUT):
            who = f" {names[step.person].name}" if step.person is not None else f" {step.seats}"
            where = f" {step.group}" if step.group else f" list {step.list}" if step.list else ""
            out.write(f"  {step.kind}{who}{where}\n")
    _write_lots(record, out)
    for difference in checked.differences:
        where = f" {difference.where}" if difference.where else ""
        out.write(f"  differs: {difference.field}{where}: published {difference.official}, counted {difference.ours}\n")
    if checked.compared:
        agree = len(checked.compared) - len(checked.differences)
        out.write(f"  {agree} of {len(checked.compared)} published fields agree\n")


def _write_lots(record: PersonRecord, out: TextIO) -> None:
    for tie in record.ties:
        if tie.open:
            between = ", ".join(str(number) for number in tie.lots_between)
            out.write(f"  lots needed between persons {between} for {tie.lots_for} of the seats\n")
