# SPDX-License-Identifier: EUPL-1.2
"""`verify`: one reading of an archive from the first byte to the last, and what is to be said about it.

An election that is still running is a prefix of a complete one and passes as what it is. The fault that is told is the
first one in the file.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from council.ballots.archive.errors import ArchiveError
from council.ballots.archive.events import EventType
from council.ballots.archive.reader import Entry, read_entries
from council.ballots.decryption import PartialDecryption
from council.ballots.questions import RankingQuestion
from council.ballots.result import Result
from council.ballots.tally import EncryptedTally
from council.ballots.verify.cast import CastBallots
from council.ballots.verify.chunks import Checker
from council.ballots.verify.counting import Counting
from council.ballots.verify.fault import Fault, Faulty, Part, VerifyErrorCode, of_archive, of_rule
from council.ballots.verify.pool import Pool, pool_of
from council.ballots.verify.setup import Published, Setup, check_setup


@dataclass(frozen=True, slots=True)
class Report:
    """What an archive says, as far as it was whole and right."""

    fault: Fault | None
    last: EventType | None = None
    height: int = -1
    head: str = ""
    setup: Setup | None = None
    ballots: int = 0
    counted: int = 0
    weight: int = 0
    result: Result | None = None

    @property
    def passed(self) -> bool:
        return self.fault is None

    @property
    def complete(self) -> bool:
        """Whether the result is there."""
        return self.last is EventType.RESULT


def verify(path: Path, *, published: Published | None = None, processes: int = 1, complete: bool = False) -> Report:
    """Check everything about an archive; with `complete`, an election that is still running is a fault, too."""
    with path.open("rb") as stream:
        return verify_stream(stream, published=published, processes=processes, complete=complete)


def verify_stream(
    stream: BinaryIO, *, published: Published | None = None, processes: int = 1, complete: bool = False
) -> Report:
    """The same for an open file; ballots that were replaced are read a second time, so it must be able to go back."""
    with ExitStack() as stack:
        reading = Reading(stream, published=published, processes=processes, stack=stack)
        try:
            reading.run()
        except Faulty as found:
            return reading.report(found.fault)
        if complete and reading.last is not EventType.RESULT:
            return reading.report(of_rule(VerifyErrorCode.NOT_COMPLETE, Part.FILE, last=reading.last or ""))
        return reading.report(None)


@dataclass(frozen=True, slots=True)
class Checked:
    """An archive that was verified as far as it goes, for whoever adds the next record to it."""

    setup: Setup
    last: EventType
    counted: int
    weight: int
    tally: EncryptedTally
    partials: dict[int, PartialDecryption]


def read_checked(path: Path, *, processes: int = 1) -> Checked:
    """Nobody should decrypt or shuffle what was not verified. Raises `Faulty`."""
    with path.open("rb") as stream, ExitStack() as stack:
        reading = Reading(stream, published=None, processes=processes, stack=stack)
        reading.run()
        return reading.checked()


class Reading:
    """One reading of one archive."""

    def __init__(self, stream: BinaryIO, *, published: Published | None, processes: int, stack: ExitStack) -> None:
        self._stream, self._published, self._processes, self._stack = stream, published, processes, stack
        self._setup: Setup | None = None
        self._ballots: CastBallots | None = None
        self._pool: Pool
        self._counting: Counting | None = None
        self.last: EventType | None = None
        self._height, self._head = -1, ""

    def run(self) -> None:
        """Raises `Faulty` at the first fault of the file."""
        try:
            for entry in self._entries():
                self._take(entry)
                self.last, self._height, self._head = entry.event.type, entry.event.height, entry.record.hash
            if self._ballots is not None:
                self._ballots.finish()
        except Faulty:
            # Ballots before this place may still be waiting to be checked; a fault in one of them comes first.
            if self._ballots is not None:
                self._ballots.finish()
            raise

    def report(self, fault: Fault | None) -> Report:
        """What is known by now."""
        ballots = self._ballots
        return Report(
            fault=fault,
            last=self.last,
            height=self._height,
            head=self._head,
            setup=self._setup,
            ballots=ballots.number if ballots else 0,
            counted=ballots.counted if ballots else 0,
            weight=ballots.weight if ballots else 0,
            result=self._counting.result if self._counting else None,
        )

    def checked(self) -> Checked:
        """What the next step of the election needs; only after a reading without fault."""
        # A reading without fault has seen a setup.
        assert self._setup is not None
        assert self._ballots is not None
        assert self.last is not None
        counting, ballots = self._counting, self._ballots
        return Checked(
            setup=self._setup,
            last=self.last,
            counted=ballots.counted,
            weight=ballots.weight,
            tally=counting.encrypted if counting else self._tally(self._setup, ballots),
            partials=counting.partials if counting else {},
        )

    def _entries(self) -> Iterator[Entry]:
        try:
            yield from read_entries(self._stream)
        except ArchiveError as error:
            raise Faulty(of_archive(error)) from None

    def _take(self, entry: Entry) -> None:
        kind = entry.event.type
        if kind is EventType.SETUP:
            self._start(entry)
            return
        # The order of events is the reader's business: a setup came first, and a tally before what needs one.
        assert self._setup is not None
        assert self._ballots is not None
        if kind is EventType.BALLOT:
            self._ballots.take(entry)
        elif kind is EventType.END_BALLOTS:
            self._ballots.finish()
        elif kind is EventType.ENCRYPTED_TALLY:
            self._counting = Counting(self._setup, self._pool)
            weights = {"counted": self._ballots.counted, "weight": self._ballots.weight}
            self._counting.tally(entry, self._tally(self._setup, self._ballots), **weights)
        elif self._counting is not None:
            self._counting.take(entry)

    def _start(self, entry: Entry) -> None:
        self._setup = check_setup(entry, self._published)
        checker = Checker(self._setup.election, self._setup.credentials)
        self._pool = self._stack.enter_context(pool_of(checker, self._processes))
        self._ballots = CastBallots(checker, self._pool, self._stream)

    def _tally(self, setup: Setup, ballots: CastBallots) -> EncryptedTally:
        """The tally that the ballots give; rankings in ascending order (protocol, section 9)."""
        key = setup.election.group.sort_key
        rows, rankings = list(ballots.columns()), zip(*ballots.rankings(), strict=True)
        for number, question in enumerate(setup.election.questions):
            if isinstance(question, RankingQuestion):
                found = next(rankings, ())
                rows[number] = tuple(sorted(found, key=lambda one: (key(one.alpha), key(one.beta))))
        return tuple(rows)
