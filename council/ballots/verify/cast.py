# SPDX-License-Identifier: EUPL-1.2
"""All ballots of an archive: no replay, and the tally that they give.

Ballots are gathered into chunks, checked in order, and added up as they come; a ballot that a later one replaces is
taken out again at the end. So memory does not grow with the ballots but for one line each.
"""

import re
from dataclasses import replace
from os import SEEK_END
from typing import BinaryIO

from council.ballots import elgamal
from council.ballots.archive.events import hash_of
from council.ballots.archive.reader import Entry, Record
from council.ballots.archive.tar import BLOCK
from council.ballots.elgamal import Ciphertext
from council.ballots.questions import ChoiceQuestion
from council.ballots.verify.chunks import Cast, Checker, Columns, Outcome
from council.ballots.verify.fault import Fault, Faulty, Part, VerifyErrorCode, of_rule
from council.ballots.verify.pool import Pool

# Large chunks cost least for each ballot; no process should wait long for the last one of another.
SMALLEST_CHUNK, LARGEST_CHUNK = 25, 64
CHUNK_BYTES = 8 * 1024 * 1024

# Where the credential stands in a canonical ballot. A ballot of another form is refused when it is parsed.
_HEAD = re.compile(
    rb'\{"election_uuid":"[^"\\]{1,100}","election_hash":"[^"\\]{1,100}","credential":"([0-9a-f]{1,700})",'
)


def chunk_length(ballots: int, processes: int) -> int:
    """How many ballots a chunk holds, so that about so many ballots fall to the processes in equal parts."""
    share = -(-ballots // processes)
    parts = max(1, -(-share // LARGEST_CHUNK))
    return max(SMALLEST_CHUNK, -(-share // parts))


class CastBallots:
    """The ballots so far."""

    def __init__(self, checker: Checker, pool: Pool, stream: BinaryIO) -> None:
        self._checker, self._pool, self._stream = checker, pool, stream
        self._chunk: list[Cast] = []
        self._bytes = 0
        self._length = SMALLEST_CHUNK
        self._seen: set[bytes] = set()
        self._last: dict[str, Cast] = {}
        self._replaced: list[Cast] = []
        self._columns: list[Columns] = []
        self._rankings: dict[str, tuple[Ciphertext, ...]] = {}
        self._fault: Fault | None = None

    @property
    def number(self) -> int:
        """Ballots in the archive, replaced ones too."""
        return len(self._seen)

    @property
    def counted(self) -> int:
        """Electors of whom a ballot counts."""
        return len(self._last)

    @property
    def weight(self) -> int:
        """The sum of the weights of what counts."""
        return sum(self._checker.credentials.weight(credential) for credential in self._last)

    def take(self, entry: Entry) -> None:
        """The next ballot. Raises `Faulty` for one before it or for a replay; the rest is seen in its chunk."""
        record = entry.data[0]
        key = bytes.fromhex(record.hash)
        if key in self._seen:
            raise Faulty(of_rule(VerifyErrorCode.BALLOT_REPLAYED, Part.BALLOT, record=record.number, name=record.hash))
        if not self._seen:
            self._length = chunk_length(self._ahead(record), self._pool.processes)
        self._seen.add(key)
        head = _HEAD.match(record.body)
        credential = head[1].decode("ascii") if head else ""
        self._chunk.append(
            Cast(
                record=record.number,
                name=record.hash,
                credential=credential,
                at=record.offset,
                size=len(record.body),
                body=record.body,
            )
        )
        self._bytes += len(record.body)
        if len(self._chunk) >= self._length or self._bytes > CHUNK_BYTES:
            self._hand_in()

    def finish(self) -> None:
        """Check what is still waiting. Raises `Faulty` for the first ballot that is wrong."""
        if self._fault is not None:
            raise Faulty(self._fault)
        self._hand_in()
        for chunk, outcome in self._pool.rest():
            self._add(chunk, outcome)

    def columns(self) -> Columns:
        """The encrypted sums per choice question (protocol, section 9); nothing for ranking questions."""
        group = self._checker.election.group
        found = [self._product(number, self._columns) for number in range(len(self._checker.election.questions))]
        if self._replaced:
            again = [self._checker.added([self._checker.parse(self._again(cast))]) for cast in self._replaced]
            taken = [self._product(number, again) for number in range(len(found))]
            found = [
                tuple(
                    elgamal.combine(group, (here, Ciphertext(group.inverse(out.alpha), group.inverse(out.beta))))
                    for here, out in zip(column, gone, strict=True)
                )
                for column, gone in zip(found, taken, strict=True)
            ]
        return tuple(found)

    def rankings(self) -> list[tuple[Ciphertext, ...]]:
        """What is shuffled, one tuple per elector with a ciphertext for each ranking question."""
        return list(self._rankings.values())

    def _ahead(self, record: Record) -> int:
        """How many ballots like this one the rest of the archive can hold; each has an event of a block behind it."""
        here = self._stream.tell()
        end = self._stream.seek(0, SEEK_END)
        self._stream.seek(here)
        return (end - record.offset) // (record.end - record.offset + 3 * BLOCK)

    def _hand_in(self) -> None:
        if self._chunk:
            chunk, self._chunk, self._bytes = self._chunk, [], 0
            for done, outcome in self._pool.put(chunk):
                self._add(done, outcome)

    def _add(self, chunk: list[Cast], outcome: Outcome) -> None:
        if outcome.fault is not None:
            self._fault = outcome.fault
            raise Faulty(outcome.fault)
        for credential, cast in {cast.credential: cast for cast in chunk}.items():
            if credential in self._last:
                self._replaced.append(self._last[credential])
            self._last[credential] = cast
        self._rankings.update(outcome.rankings)
        self._columns.append(outcome.columns)
        if len(self._columns) > LARGEST_CHUNK:
            questions = range(len(self._checker.election.questions))
            self._columns = [tuple(self._product(number, self._columns) for number in questions)]

    def _product(self, number: int, parts: list[Columns]) -> tuple[Ciphertext, ...]:
        question, group = self._checker.election.questions[number], self._checker.election.group
        if not isinstance(question, ChoiceQuestion):
            return ()
        rows = [part[number] for part in parts if part[number]]
        if not rows:
            return tuple(Ciphertext(group.identity, group.identity) for _ in range(question.slots))
        return tuple(elgamal.combine(group, column) for column in zip(*rows, strict=True))

    def _again(self, cast: Cast) -> Cast:
        """A ballot read once more; it was whole before, and must still be the same."""
        here = self._stream.tell()
        self._stream.seek(cast.at)
        body = self._stream.read(cast.size)
        self._stream.seek(here)
        if hash_of(body) != cast.name:
            raise OSError("the archive changed while it was read")
        return replace(cast, body=body)
