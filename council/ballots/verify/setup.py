# SPDX-License-Identifier: EUPL-1.2
"""The first event: election, trustees, credentials, and the record that binds the three (protocol, sections 5 to 7)."""

from dataclasses import dataclass

from council.ballots import codec
from council.ballots.archive.reader import Entry, Record
from council.ballots.credentials.published import PublishedCredentials, parse_credentials
from council.ballots.election import Election, parse_election
from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.trustees.listing import Trustees, check_trustees, parse_trustees
from council.ballots.verify.fault import Faulty, Part, VerifyErrorCode, of_object, of_rule

# Thousands of candidates with their texts stay below; what follows from an election grows with its questions.
LARGEST_ELECTION = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Published:
    """What was announced apart from the archive: so many electors, and so many spare credentials."""

    electors: int
    spares: int = 0


@dataclass(frozen=True, slots=True)
class Setup:
    """What all later records are checked against."""

    election: Election
    trustees: Trustees
    credentials: PublishedCredentials


def text_of(record: Record, part: Part) -> str:
    """A record's body as text, or the fault that it is none."""
    try:
        return record.body.decode("utf-8")
    except UnicodeDecodeError:
        raise Faulty(of_rule(VerifyErrorCode.NOT_TEXT, part, record=record.number, name=record.hash)) from None


def check_setup(entry: Entry, published: Published | None) -> Setup:
    """Everything about the setup; the records in their order."""
    election = _election(entry.data[0])
    trustees = _trustees(entry.data[1], election)
    credentials = _credentials(entry.data[2], election, published)
    _check_names(entry)
    return Setup(election=election, trustees=trustees, credentials=credentials)


def _election(record: Record) -> Election:
    try:
        if len(record.body) > LARGEST_ELECTION:
            raise BallotError(BallotErrorCode.TOO_LONG, where="election")
        return parse_election(text_of(record, Part.ELECTION))
    except BallotError as error:
        raise Faulty(of_object(error, Part.ELECTION, record=record.number, name=record.hash)) from None


def _trustees(record: Record, election: Election) -> Trustees:
    try:
        trustees = parse_trustees(text_of(record, Part.TRUSTEES), election.group)
        check_trustees(trustees, election)
    except BallotError as error:
        raise Faulty(of_object(error, Part.TRUSTEES, record=record.number, name=record.hash)) from None
    return trustees


def _credentials(record: Record, election: Election, published: Published | None) -> PublishedCredentials:
    try:
        credentials = parse_credentials(text_of(record, Part.CREDENTIALS), election.group)
        if election.has_ranking and any(entry.weight != 1 for entry in credentials.entries.values()):
            raise BallotError(BallotErrorCode.WEIGHT_WITH_RANKING)
        if any(entry.public == election.group.identity for entry in credentials.entries.values()):
            # Its secret is zero: anybody could vote with it.
            raise BallotError(BallotErrorCode.BAD_CREDENTIAL)
    except BallotError as error:
        raise Faulty(of_object(error, Part.CREDENTIALS, record=record.number, name=record.hash)) from None
    found = len(credentials.entries)
    if published is not None and found != published.electors + published.spares:
        facts = {"found": found, "electors": published.electors, "spares": published.spares}
        raise Faulty(
            of_rule(VerifyErrorCode.CREDENTIAL_COUNT, Part.CREDENTIALS, record=record.number, name=record.hash, **facts)
        )
    return credentials


def _check_names(entry: Entry) -> None:
    """setup_data names the three records before it (protocol, section 7)."""
    election, trustees, credentials, last = entry.data
    expected = codec.dump({"election": election.hash, "trustees": trustees.hash, "credentials": credentials.hash})
    if last.body != expected.encode("ascii"):
        raise Faulty(of_rule(VerifyErrorCode.SETUP_NAMES, Part.SETUP, record=last.number, name=last.hash))
