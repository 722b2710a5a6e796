# SPDX-License-Identifier: EUPL-1.2
"""The command line of the tally; every command is a module of `council.tally.commands`.

It starts no web application and opens no database. It ends with 0 when done, 1 when an outcome differs, 2 when
something is refused.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from council.tally.commands import compare, list_seats, persons, published, replay, rules, stv, vacancy
from council.tally.commands.exits import DONE, REFUSED
from council.tally.errors import TallyError

COMMANDS = (list_seats, persons, stv, vacancy, published, compare, replay, rules)
"""To be named here is to be offered."""


def main(arguments: Sequence[str] | None = None, *, out: TextIO | None = None) -> int:
    """Run one command."""
    asked = _parser().parse_args(arguments)
    stream = out or sys.stdout
    command: Callable[[argparse.Namespace, TextIO], int] = asked.command
    try:
        return command(asked, stream)
    except TallyError as error:
        stream.write(f"refused: {error}\n")
    except BrokenPipeError:  # the reader has seen enough, as with `head`
        return DONE
    except (OSError, UnicodeDecodeError) as error:
        stream.write(f"refused: cannot read {getattr(asked, 'file', '')}: {type(error).__name__}\n")
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="talka tally", description=__doc__)
    subparsers = parser.add_subparsers(required=True)
    for command in COMMANDS:
        command.add(subparsers)
    return parser
