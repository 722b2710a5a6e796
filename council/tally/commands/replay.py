# SPDX-License-Identifier: EUPL-1.2
"""`talka tally replay RECORD.json`: count a stored record again and compare every byte. `recount` is its older name."""

import argparse
from pathlib import Path
from typing import TextIO

from council.tally.commands.exits import DIFFERS, DONE, text_of
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.replay import replay


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command under both names."""
    for name in ("replay", "recount"):
        parser = subparsers.add_parser(name, help="count a stored record again and compare every byte")
        parser.add_argument("file", type=Path)
        parser.set_defaults(command=_replay)


def _replay(asked: argparse.Namespace, out: TextIO) -> int:
    try:
        found = replay(text_of(asked.file).removesuffix("\n"))
    except TallyError as error:
        if error.code not in (TallyErrorCode.RECORD_DIFFERS, TallyErrorCode.NOT_CONFIRMED):
            raise
        out.write(f"differs: {error}\n")
        return DIFFERS
    out.write(f"same record {found.fingerprint}\n")
    if found.checked:
        out.write(f"{found.checked}\n")
    return DONE
