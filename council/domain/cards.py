# SPDX-License-Identifier: EUPL-1.2
"""Polling cards: which files a print run has, what must add up, what can happen to a card, and what is refused.

Codes, papers and envelopes are elsewhere; here a card is a number, a person's line and a language.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, product

MOST_IN_A_FILE = 1_500
"""More cards of one place and language go into a further file: presses and memory have their limits."""

REPLACEMENTS = 0
"""The series of cards that were made one by one; print runs count from 1."""

NATIONAL_LANGUAGES = {"LT": "lt", "LV": "lv", "EE": "et", "PL": "pl", "DE": "de"}
"""The language in which every letter is written besides, by the country of the statute."""


class CardRefusal(StrEnum):
    """Every expected "no" about polling cards."""

    REGISTER_NOT_CLOSED = "council.cards_register_not_closed"
    REGISTER_MOVED = "council.cards_register_moved"
    SUMS_DIFFER = "council.cards_sums_differ"
    PAGES_DIFFER = "council.cards_pages_differ"
    NOTHING_TO_PRINT = "council.cards_nothing_to_print"
    REASON_NEEDED = "council.cards_reason_needed"
    TOO_MANY_HERE = "council.cards_too_many_here"
    POLLING_OVER = "council.cards_polling_over"
    PLACE_UNKNOWN = "council.cards_place_unknown"
    NOT_AN_ELECTOR = "council.cards_not_an_elector"
    CARD_STANDS = "council.card_stands"
    CARD_UNKNOWN = "council.card_unknown"
    MORE_THAN_PRINTED = "council.cards_more_than_printed"
    DAY_WRONG = "council.cards_day_wrong"
    RETURNED_BEFORE = "council.card_returned_before"
    NO_CHANNEL = "council.cards_no_channel"
    NOTICE_TOO_EARLY = "council.notice_too_early"
    NOTICE_TOO_LATE = "council.notice_too_late"
    SENT_BEFORE = "council.card_sent_before"


class NoticeKind(StrEnum):
    """What a message to electors is about."""

    CARD = "card"
    REMINDER = "reminder"


class Ending(StrEnum):
    """Why a card no longer counts."""

    REPRINTED = "reprinted"
    REPLACED = "replaced"
    NOT_ELIGIBLE = "not_eligible"
    OTHER_PLACE = "other_place"


class Proof(StrEnum):
    """How the identity of a person was checked who asks for another card."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    RESIDENCE_PERMIT = "residence_permit"
    KNOWN_IN_PERSON = "known_in_person"


class Need(StrEnum):
    """Why a person needs another card."""

    LOST = "lost"
    NEVER_CAME = "never_came"
    DAMAGED = "damaged"
    DATA_CHANGED = "data_changed"
    SEEN_BY_OTHERS = "seen_by_others"


class ReturnReason(StrEnum):
    """Why the post brought a card back."""

    UNKNOWN_THERE = "unknown_there"
    MOVED = "moved"
    ADDRESS_INCOMPLETE = "address_incomplete"
    NOT_FETCHED = "not_fetched"
    NOT_TAKEN = "not_taken"
    DIED = "died"


class Remedy(StrEnum):
    """What was done about a returned card."""

    NEW_ADDRESS = "new_address"
    GO_BETWEEN = "go_between"
    WAITS_AT_DESK = "waits_at_desk"
    HANDED_OVER = "handed_over"
    NOTHING_MORE = "nothing_more"


CLOSING_REMEDIES = frozenset({Remedy.NEW_ADDRESS, Remedy.HANDED_OVER, Remedy.NOTHING_MORE})
"""After these nothing is left to do about a returned card."""


@dataclass(frozen=True, slots=True)
class Elector:
    """What a card needs of one line of the register."""

    entry_id: int
    public_id: str
    place: str
    language: str
    name: str
    native_name: str
    address: str


@dataclass(frozen=True, slots=True)
class PlannedCard:
    """One card: its number within the run and whose it is."""

    sequence: int
    elector: Elector


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of a run: one polling place and one language; ``number`` counts the files of the run."""

    number: int
    place: str
    lang: str
    cards: tuple[PlannedCard, ...]

    @property
    def name(self) -> str:
        return f"{self.number:02d}-{file_word(self.place)}-{self.lang}.pdf"

    @property
    def first(self) -> int:
        return self.cards[0].sequence

    @property
    def last(self) -> int:
        return self.cards[-1].sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestLine:
    """One file of a run as it was made."""

    name: str
    place: str
    lang: str
    cards: int
    pages: int
    first: int
    last: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A sum that is not as it must be."""

    what: str
    have: int
    want: int


def file_word(key: str) -> str:
    """A key of a place as part of a file name."""
    return re.sub(r"[^0-9A-Za-z]+", "-", key).strip("-").lower() or "place"


def card_language(preferred: str, offered: Sequence[str]) -> str:
    """The language of a card: the person's, where there is a translation, else the first one offered."""
    wanted = preferred.strip().lower().replace("-", "_")
    for code in (wanted, wanted.partition("_")[0]):
        if code in offered:
            return code
    return offered[0]


def planned_files(
    electors: Iterable[Elector], places: Sequence[str], offered: Sequence[str], most: int = MOST_IN_A_FILE
) -> tuple[PlannedFile, ...]:
    """The files of a run. Within a file the letters lie by address, as the post wants them; numbers run through."""
    heaps: dict[tuple[str, str], list[Elector]] = defaultdict(list)
    for elector in electors:
        heaps[elector.place, card_language(elector.language, offered)].append(elector)
    files: list[PlannedFile] = []
    sequences = count(1)
    for place, lang in product(places, offered):
        heap = sorted(heaps.get((place, lang), ()), key=lambda each: (each.address, each.name, each.entry_id))
        for begin in range(0, len(heap), most):
            cards = tuple(PlannedCard(next(sequences), each) for each in heap[begin : begin + most])
            files.append(PlannedFile(len(files) + 1, place, lang, cards))
    return tuple(files)


def gaps(lines: Sequence[ManifestLine], wanted: Mapping[str, int]) -> tuple[Gap, ...]:
    """Everything about a manifest that does not add up.

    :param wanted: cards by polling place, as the register says.
    """
    return tuple(_gaps(lines, wanted))


def _gaps(lines: Sequence[ManifestLine], wanted: Mapping[str, int]) -> Iterator[Gap]:
    made: Counter[str] = Counter()
    expected = 1
    for line in lines:
        made[line.place] += line.cards
        if line.pages != line.cards:
            yield Gap(line.name, line.pages, line.cards)
        if line.first != expected:
            yield Gap(line.name, line.first, expected)
        if line.last - line.first + 1 != line.cards:
            yield Gap(line.name, line.last - line.first + 1, line.cards)
        expected = line.last + 1
    for place in sorted(made.keys() | wanted.keys()):
        if made[place] != wanted.get(place, 0):
            yield Gap(place, made[place], wanted.get(place, 0))
    if len({line.name for line in lines}) != len(lines):
        yield Gap("files", len({line.name for line in lines}), len(lines))


def card_number(series: int, sequence: int) -> str:
    """The number in the window of the envelope: of the run and within it. It opens nothing."""
    return f"{series}-{sequence:06d}"


def read_card_number(typed: str) -> tuple[int, int] | None:
    """Run and place within it, or None when it cannot be a card number."""
    found = re.fullmatch(r"\s*([0-9]{1,4})\s*[-\u2010-\u2015 /]\s*([0-9]{1,8})\s*", typed)
    return (int(found[1]), int(found[2])) if found else None


def address_lines(address: str) -> tuple[str, ...]:
    """An address as the lines of an envelope: what is parted by commas, the town last."""
    return tuple(part.strip() for part in address.split(",") if part.strip())
