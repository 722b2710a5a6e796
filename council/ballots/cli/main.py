# SPDX-License-Identifier: EUPL-1.2
"""The command line of the ballots: reads the arguments, runs one command, says plainly why it could not."""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

from council.ballots.archive.errors import ArchiveError
from council.ballots.cli import verify
from council.ballots.cli.files import Unusable
from council.ballots.cli.outcome import FAULTY, REFUSED
from council.ballots.errors import BallotError
from council.ballots.verify.fault import Faulty
from council.ballots.verify.words import SENTENCES, place, sentence


def main(arguments: Sequence[str] | None = None, *, out: TextIO | None = None) -> int:
    """Run one command. Ends with 0 when done, 1 when an archive is faulty, 2 when refused."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    asked = _parser(words).parse_args(words)
    stream = out or sys.stdout
    command: Callable[[argparse.Namespace, TextIO], int] = asked.command
    try:
        return command(asked, stream)
    except Faulty as found:
        sys.stderr.write(f"FAULT. {place(found.fault)}: {sentence(found.fault)}\n")
        return FAULTY
    except (ArchiveError, BallotError) as error:
        sys.stderr.write(f"refused: {SENTENCES[error.code.value]} ({error})\n")
    except Unusable as error:
        sys.stderr.write(f"refused: {error}\n")
    except UnicodeDecodeError:
        sys.stderr.write("refused: a file is not text\n")
    except OSError as error:
        sys.stderr.write(f"refused: {error.filename or 'a file'}: {error.strerror or error}\n")
    return REFUSED


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="talka ballots", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    verify.add_commands(commands)
    if words[:1] and words[0] in commands.choices:
        return parser
    # Verifying must start quickly and needs none of what makes keys, ballots and shares.
    from council.ballots.cli import ballot, counting, credentials, setup, trustee

    for part in (setup, credentials, trustee, ballot, counting):
        part.add_commands(commands)
    return parser
