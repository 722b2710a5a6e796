# SPDX-License-Identifier: EUPL-1.2
"""What follows the ballots: tally, shuffles, partial decryptions, result (protocol, sections 9 to 11).

The tally is computed again from the ballots, and the recorded one must be the same byte for byte.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from council.ballots.archive.events import EventType
from council.ballots.archive.reader import Entry, Record
from council.ballots.decryption import PartialDecryption, combine_partials, parse_partial, refuse_wrong
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.owned import Owned, parse_owned
from council.ballots.result import Result, check_result, parse_result
from council.ballots.shuffle.shape import parse_shuffle
from council.ballots.shuffle.verify import check_shuffle, ranking_lists, with_ranking_lists
from council.ballots.tally import EncryptedTally, parse_sized, tally_text
from council.ballots.verify.chunks import ShareWork
from council.ballots.verify.fault import Faulty, Part, VerifyErrorCode, of_object, of_rule
from council.ballots.verify.pool import Pool
from council.ballots.verify.setup import Setup, text_of


@contextmanager
def _naming(record: Record, part: Part) -> Iterator[None]:
    """Turns the refusal of an object into the fault of its record."""
    try:
        yield
    except BallotError as error:
        raise Faulty(of_object(error, part, record=record.number, name=record.hash)) from None


class Counting:
    """The records after the ballots, in the order in which they come."""

    def __init__(self, setup: Setup, pool: Pool) -> None:
        self._setup, self._pool = setup, pool
        self._owners = setup.trustees.owners()
        self.encrypted: EncryptedTally = ()
        self._shufflers: set[int] = set()
        self.partials: dict[int, PartialDecryption] = {}
        self.result: Result | None = None

    def take(self, entry: Entry) -> None:
        """The next event after the tally."""
        if entry.event.type is EventType.SHUFFLE:
            self._shuffle(entry)
        elif entry.event.type is EventType.PARTIAL_DECRYPTION:
            self._decryption(entry)
        elif entry.event.type is EventType.RESULT:
            self._result(entry.data[0])

    def tally(self, entry: Entry, tally: EncryptedTally, *, counted: int, weight: int) -> None:
        """The recorded tally and its sizes against those computed from the ballots (protocol, section 9)."""
        self.encrypted = tally
        record, sized = entry.data
        if record.body != tally_text(self._setup.election.group, tally).encode("ascii"):
            raise Faulty(
                of_object(BallotError(BallotErrorCode.WRONG_TALLY), Part.TALLY, record=record.number, name=record.hash)
            )
        with _naming(sized, Part.TALLY):
            found = parse_sized(text_of(sized, Part.TALLY))
        for code, told, right in (
            (VerifyErrorCode.NUMBER_TALLIED, found.ballots, counted),
            (VerifyErrorCode.TOTAL_WEIGHT, found.weight, weight),
            (VerifyErrorCode.PAYLOAD_NAME, found.tally_hash, record.hash),
        ):
            if told != right:
                facts = {"told": told, "right": right}
                raise Faulty(of_rule(code, Part.TALLY, record=sized.number, name=sized.hash, **facts))

    def _shuffle(self, entry: Entry) -> None:
        election, record = self._setup.election, entry.data[0]
        if not election.has_ranking:
            raise Faulty(of_rule(VerifyErrorCode.SHUFFLE_NOT_ASKED, Part.SHUFFLE, record=entry.record.number))
        owned = self._owned(entry, Part.SHUFFLE)
        if owned.owner in self._shufflers:
            raise self._twice(entry, Part.SHUFFLE, owned)
        self._shufflers.add(owned.owner)
        before = ranking_lists(election, self.encrypted)
        with _naming(record, Part.SHUFFLE):
            text = text_of(record, Part.SHUFFLE)
            shuffle = parse_shuffle(text, election.group, tuple(len(one) for one in before))
            check_shuffle(election, before, shuffle)
        self.encrypted = with_ranking_lists(election, self.encrypted, shuffle.ciphertexts)

    def _decryption(self, entry: Entry) -> None:
        election, record = self._setup.election, entry.data[0]
        if election.has_ranking and not self._shufflers:
            raise Faulty(of_rule(VerifyErrorCode.SHUFFLE_MISSING, Part.DECRYPTION, record=entry.record.number))
        owned = self._owned(entry, Part.DECRYPTION)
        if owned.owner in self.partials:
            raise self._twice(entry, Part.DECRYPTION, owned)
        with _naming(record, Part.DECRYPTION):
            partial = parse_partial(text_of(record, Part.DECRYPTION), election)
            refuse_wrong(self._pool.wrong_share(ShareWork(self.encrypted, self._owners[owned.owner], partial)))
        self.partials[owned.owner] = partial

    def _result(self, record: Record) -> None:
        election = self._setup.election
        with _naming(record, Part.RESULT):
            result = parse_result(text_of(record, Part.RESULT), election)
            factors = combine_partials(election, self._setup.trustees, self.partials)
            check_result(election, self.encrypted, factors, result)
        self.result = result

    def _owned(self, entry: Entry, part: Part) -> Owned:
        payload, record = entry.data
        with _naming(record, part):
            owned = parse_owned(text_of(record, part))
        if owned.payload != payload.hash:
            raise Faulty(of_rule(VerifyErrorCode.PAYLOAD_NAME, part, record=record.number, name=record.hash))
        if owned.owner not in self._owners:
            error = BallotError(BallotErrorCode.UNKNOWN_OWNER, owner=owned.owner, trustees=len(self._owners))
            raise Faulty(of_object(error, part, record=record.number, name=record.hash))
        return owned

    def _twice(self, entry: Entry, part: Part, owned: Owned) -> Faulty:
        error = BallotError(BallotErrorCode.DUPLICATE_OWNER, owner=owned.owner)
        return Faulty(of_object(error, part, record=entry.data[1].number, name=entry.data[1].hash))
