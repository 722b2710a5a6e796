# SPDX-License-Identifier: EUPL-1.2
"""`talka tally replay WHAT`: count again what was stored or published, and compare every byte.

WHAT is one count record, or the published files of a result: their folder or their archive. `recount` is its
older name.
"""

import argparse
import zipfile
from pathlib import Path
from typing import TextIO

from council.tally.commands.exits import DIFFERS, DONE, text_of
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.publication import read_files, replay_files
from council.tally.replay import Replay, replay


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Offer the command under both names."""
    for name in ("replay", "recount"):
        parser = subparsers.add_parser(name, help="count a record or published files again and compare every byte")
        parser.add_argument("file", type=Path, help="a count record, or the published files as a folder or archive")
        parser.set_defaults(command=_replay)


def _replay(asked: argparse.Namespace, out: TextIO) -> int:
    if asked.file.is_dir() or zipfile.is_zipfile(asked.file):
        return _published(asked.file, out)
    try:
        found = replay(text_of(asked.file).removesuffix("\n"))
    except TallyError as error:
        if error.code not in (TallyErrorCode.RECORD_DIFFERS, TallyErrorCode.NOT_CONFIRMED):
            raise
        out.write(f"differs: {error}\n")
        return DIFFERS
    _write(found, out)
    return DONE


def _published(path: Path, out: TextIO) -> int:
    found = replay_files(read_files(path))
    for record in found.records:
        _write(record, out)
    for what in found.differs:
        out.write(f"differs: {what}\n")
    if found.differs:
        return DIFFERS
    standing = "declared" if found.manifest.declared else "provisional"
    out.write(f"same result ({standing}): {len(found.manifest.files)} files, {found.elected} persons elected\n")
    return DONE


def _write(found: Replay, out: TextIO) -> None:
    out.write(f"same record {found.fingerprint}\n")
    if found.checked:
        out.write(f"{found.checked}\n")
