# SPDX-License-Identifier: EUPL-1.2
"""`talka ballots verify` and `verify-diff`: for electors, list delegates and observers."""

import argparse
import os
from pathlib import Path
from typing import TextIO

from council.ballots.cli import files
from council.ballots.cli.outcome import DONE, FAULTY, Commands
from council.ballots.verify.diff import verify_diff
from council.ballots.verify.report import as_json, as_text
from council.ballots.verify.run import Report, verify
from council.ballots.verify.setup import Published


def add_commands(commands: Commands) -> None:
    """Register both commands."""
    one = commands.add_parser("verify", help="check everything about an archive; names the first fault")
    one.add_argument("archive", type=Path, help="the file, or the folder it is alone in")
    one.add_argument("--complete", action="store_true", help="an election without a result is a fault, too")
    _common(one)
    one.set_defaults(command=_verify)
    two = commands.add_parser("verify-diff", help="check that a newer copy continues an older one, then verify it")
    two.add_argument("old", type=Path)
    two.add_argument("new", type=Path)
    _common(two)
    two.set_defaults(command=_verify_diff)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--procs", type=_processes, default=1, metavar="N", help="work in N processes at once")
    parser.add_argument("--voters", type=int, metavar="N", help="number of electors as published")
    parser.add_argument("--spares", type=int, default=0, metavar="N", help="number of spare credentials as published")
    parser.add_argument("--json", action="store_true", help="answer for a program")


def _processes(text: str) -> int:
    """Between one and what the machine has; 0 takes all it has."""
    number, most = int(text), os.cpu_count() or 1
    if number < 0:
        raise ValueError(text)
    return min(number, most) or most


def _published(asked: argparse.Namespace) -> Published | None:
    return None if asked.voters is None else Published(electors=asked.voters, spares=asked.spares)


def _verify(asked: argparse.Namespace, out: TextIO) -> int:
    path = files.archive_in(asked.archive) if asked.archive.is_dir() else asked.archive
    report = verify(path, published=_published(asked), processes=asked.procs, complete=asked.complete)
    return _told(report, asked, out)


def _verify_diff(asked: argparse.Namespace, out: TextIO) -> int:
    report = verify_diff(asked.old, asked.new, published=_published(asked), processes=asked.procs)
    return _told(report, asked, out)


def _told(report: Report, asked: argparse.Namespace, out: TextIO) -> int:
    out.write(as_json(report) if asked.json else as_text(report))
    return DONE if report.passed else FAULTY
