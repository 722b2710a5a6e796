# SPDX-License-Identifier: EUPL-1.2
"""`talka tally stv`: count a file of ranked papers (BLT or CSV) and print every stage, or the record."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from council.tally.codec import to_json
from council.tally.commands.exits import DIFFERS, DONE, draws_of
from council.tally.commands.ranked_source import add_ranked_source, papers_of, rule_asked, text_of_path
from council.tally.formats.blt import write_blt
from council.tally.formats.preflib import PrefLibHeader, PrefLibType, write_preflib
from council.tally.formats.ranked_csv import write_ranked_csv
from council.tally.formats.source import RankedFile
from council.tally.stv.count import count_ranked
from council.tally.stv.published import Comparison, compare, read_expected
from council.tally.stv.record import RankedRecord, RankedTie, Stage


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = subparsers.add_parser("stv", help="count ranked papers, a BLT or CSV file, under a named rule")
    add_ranked_source(parser)
    parser.add_argument("--expected", type=Path, help="a published result to compare with, in place of --rule")
    parser.add_argument(
        "--write", choices=sorted(_WRITERS), help="print the papers in another format, and do not count"
    )
    parser.set_defaults(command=run)


def run(asked: argparse.Namespace, out: TextIO) -> int:
    """Count and print. Ends with 1 when a published result differs; a tie is a result."""
    source = papers_of(asked)
    if asked.write:
        out.write(_WRITERS[asked.write](source, asked.file.stem))
        return DONE
    if asked.expected:
        return _compare(compare(source, read_expected(text_of_path(asked.expected))), out)
    record = count_ranked(source.profile, rule_asked(asked, source), draws_of(asked))
    if asked.json:
        out.write(to_json(record) + "\n")
    else:
        _print(record, out)
    return DONE


def _preflib(kind: PrefLibType) -> Callable[[RankedFile, str], str]:
    return lambda source, stem: write_preflib(source.profile, kind, PrefLibHeader(file_name=f"{stem}.{kind.value}"))


_WRITERS: dict[str, Callable[[RankedFile, str], str]] = {
    "blt": lambda source, _stem: write_blt(source.profile, source.seats),
    "csv": lambda source, _stem: write_ranked_csv(source.profile),
    **{kind.value: _preflib(kind) for kind in PrefLibType},
}


def _compare(result: Comparison, out: TextIO) -> int:
    for difference in result.differences:
        out.write(f"differs: {difference}\n")
    out.write(f"{result.record.rule.name}: {len(result.compared)} figures compared, ")
    out.write(f"{len(result.differences)} differ\n")
    return DIFFERS if result.differences else DONE


def _print(record: RankedRecord, out: TextIO) -> None:
    out.write(f"{record.profile.title}\n{record.rule.name}: {record.valid_papers} papers, ")
    out.write(f"{record.seats} seats, quota {record.quota}\n")
    ties = {tie.stage: tie for tie in record.ties}
    for stage in record.stages:
        if stage.number in ties:
            _print_tie(record, ties[stage.number], out)
        _print_stage(record, stage, out)
    if record.open_tie:
        _print_tie(record, record.open_tie, out)
    for each in record.elected:
        out.write(f"elected: {each.number}. {each.name}, stage {each.stage}, {each.by}\n")
    out.write(f"{record.state} {record.fingerprint}\n")


def _print_stage(record: RankedRecord, stage: Stage, out: TextIO) -> None:
    who = ", ".join(record.profile.name(number) for number in stage.who)
    out.write(f"\nStage {stage.number}: {stage.action}{' ' if who else ''}{who} [{stage.clause}] quota {stage.quota}\n")
    for line in stage.lines:
        name = record.profile.name(line.number)
        out.write(f"  {line.change:>16} {line.total:>16}  {line.number}. {name} ({line.standing})\n")
    out.write(f"  {stage.non_transferable_change:>16} {stage.non_transferable:>16}  not transferable\n")


def _print_tie(record: RankedRecord, tie: RankedTie, out: TextIO) -> None:
    between = ", ".join(f"{number}. {record.profile.name(number)}" for number in tie.between)
    out.write(f"\nEqual at {tie.equal_at} before stage {tie.stage}: {between} [{tie.clause}]\n")
    for back in tie.look_back:
        had = zip(back.numbers, back.votes, strict=True)
        out.write(f"  stage {back.stage}: " + ", ".join(f"{number}. {votes}" for number, votes in had) + "\n")
    if tie.open:
        lots = ",".join(map(str, tie.lots_between))
        out.write(f"  a lot is needed between {lots}; give the result with --lots, the drawn one first\n")
    else:
        out.write(f"  {'lot' if tie.lots_between else 'look-back'}: {tie.chosen}. {record.profile.name(tie.chosen)}\n")
