# SPDX-License-Identifier: EUPL-1.2
"""The command line of the ballots: reads the arguments, runs one command, says plainly why it could not."""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from council.ballots.archive.errors import ArchiveError
from council.ballots.cli import verify
from council.ballots.cli.outcome import REFUSED
from council.ballots.errors import BallotError
from council.ballots.verify.words import SENTENCES


def main(arguments: Sequence[str] | None = None, *, out: TextIO | None = None) -> int:
    """Run one command. Ends with 0 when done, 1 when an archive is faulty, 2 when refused."""
    asked = _parser().parse_args(arguments)
    stream = out or sys.stdout
    command: Callable[[argparse.Namespace, TextIO], int] = asked.command
    try:
        return command(asked, stream)
    except (ArchiveError, BallotError) as error:
        sys.stderr.write(f"refused: {SENTENCES[error.code.value]} ({error})\n")
    except OSError as error:
        sys.stderr.write(f"refused: {error.filename or 'a file'}: {error.strerror or error}\n")
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="talka ballots", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    verify.add_commands(commands)
    return parser
