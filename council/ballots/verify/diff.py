# SPDX-License-Identifier: EUPL-1.2
"""`verify-diff`: the newer copy of an archive begins with the older one, and is right itself (protocol, section 13).

This is how anyone notices that a ballot was taken out while voting was open: keep a copy, compare it later.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from council.ballots.archive.errors import ArchiveError
from council.ballots.archive.reader import Record, read_records
from council.ballots.verify.fault import Faulty, Part, VerifyErrorCode, of_archive, of_rule
from council.ballots.verify.run import Report, verify
from council.ballots.verify.setup import Published


def verify_diff(old: Path, new: Path, *, published: Published | None = None, processes: int = 1) -> Report:
    """The report on the newer copy; its fault is also what distinguishes it from the older one."""
    try:
        _check_prefix(old, new)
    except Faulty as found:
        return Report(fault=found.fault)
    return verify(new, published=published, processes=processes)


def _check_prefix(old: Path, new: Path) -> None:
    """Raises `Faulty` for the first record of the older copy that the newer one does not have in the same place."""
    with old.open("rb") as before, new.open("rb") as after:
        newer = read_records(after)
        for earlier in _older(before):
            try:
                later = next(newer, None)
            except ArchiveError:
                # The newer copy is not whole from here on; verifying it says why.
                return
            if later is None or (later.kind, later.hash) != (earlier.kind, earlier.hash):
                code = VerifyErrorCode.COPY_DIFFERS if later else VerifyErrorCode.COPY_SHORTER
                raise Faulty(of_rule(code, Part.FILE, record=earlier.number, name=earlier.hash))


def _older(stream: BinaryIO) -> Iterator[Record]:
    try:
        yield from read_records(stream)
    except ArchiveError as error:
        fault = of_archive(error)
        raise Faulty(replace(fault, facts=(*fault.facts, ("copy", "the older one")))) from None
