# SPDX-License-Identifier: EUPL-1.2
"""What a register line says about who somebody is, prepared once for comparison, and how two names compare.

A name matches in any script it is written in: the Latin and the native fields are taken together, because offices
put either into both.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from council.domain.names import (
    Romanise,
    folded,
    is_latin,
    one_slip_apart,
    same_given_name,
    skeleton,
    sound,
    words,
)
from council.domain.register import BirthDate, RegisterLine

_PHONE_DIGITS = 8


class NameMatch(StrEnum):
    """How the names of two lines compare."""

    SAME = "same"
    SWAPPED = "swapped"
    CLOSE = "close"
    GIVEN_ONLY = "given_only"


@dataclass(frozen=True, slots=True)
class NameForms:
    """One name prepared for comparison; people of one name share it. ``forms`` hold it in every script it is given in.

    ``parts`` are what a slip leaves recognisable: the whole name, and consonants of its first word and of all of it.
    """

    plain: str
    forms: frozenset[str]
    sound: str
    words: frozenset[str]
    skeleton: str
    parts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One line, ready to be compared. ``flaws`` say how much worse it is written than it could be."""

    number: str
    given: NameForms
    family: NameForms
    born: BirthDate | None
    sex: str
    citizenship: str | None
    contacts: frozenset[str]
    address: str
    declared_since: date | None
    flaws: int


def identity(line: RegisterLine, romanise: Romanise) -> Identity:
    """Prepare one line."""
    return Identity(
        number=line.register_number.strip(),
        given=name_forms(line.given_names, line.given_names_native, romanise),
        family=name_forms(line.family_name, line.family_name_native, romanise),
        born=line.date_of_birth,
        sex=line.sex,
        citizenship=line.citizenship,
        contacts=_contacts(line),
        address=folded_address(line.address),
        declared_since=line.declared_since,
        flaws=_flaws(line),
    )


@lru_cache(maxsize=100_000)
def name_forms(name: str, native: str, romanise: Romanise) -> NameForms:
    """Prepare one name, which many people have."""
    plain, every = folded(name), words(name)
    heard = _sound(plain, romanise)
    forms = frozenset({plain, folded(native)} - {""})
    parts = {skeleton(_sound(word, romanise)) for word in every[:1]} | {skeleton(heard)} | forms
    return NameForms(plain, forms, heard, frozenset(every), skeleton(heard), frozenset(parts - {""}))


def _flaws(line: RegisterLine) -> int:
    """Only used to suggest which of two lines stays."""
    names = (line.given_names, line.family_name)
    tidy = sum(name != name.strip() or name.isupper() or name.islower() or not name for name in names)
    native = sum(not name.isascii() and any(ord(c) > 0x24F for c in name) for name in names)
    empty = sum(not value for value in (line.email, line.phone, line.family_name_native))
    return 4 * len(line.defects) + 2 * (tidy + native) + empty


def folded_address(address: str) -> str:
    """An address without case, marks and punctuation; numbers stay."""
    return "".join(c for c in address.casefold() if c.isalnum())


def match_names(one: Identity, other: Identity) -> NameMatch | None:
    """The best way in which the names of two lines match, if they do."""
    same_given = _same(one.given, other.given)
    same_family = _same(one.family, other.family)
    if same_given and same_family:
        return NameMatch.SAME
    if _same(one.given, other.family) and _same(one.family, other.given):
        return NameMatch.SWAPPED
    close_given = same_given or _close_given(one.given, other.given)
    if close_given and (same_family or _close_family(one.family, other.family)):
        return NameMatch.CLOSE
    if _close_sounds(one.given.sound, other.family.sound) and _close_sounds(one.family.sound, other.given.sound):
        return NameMatch.SWAPPED
    return NameMatch.GIVEN_ONLY if same_given and one.given.forms else None


def _same(one: NameForms, other: NameForms) -> bool:
    return not one.forms.isdisjoint(other.forms) or not (one.forms or other.forms)


def _close_given(one: NameForms, other: NameForms) -> bool:
    if _subset(one.words, other.words) or same_given_name(one.sound, other.sound):
        return True
    return _close_sounds(one.sound, other.sound)


def _close_family(one: NameForms, other: NameForms) -> bool:
    if _subset(one.words, other.words) or _close_sounds(one.sound, other.sound):
        return True
    # Skeletons alone are weak; with three consonants and the same start they are a spelling.
    return len(one.skeleton) >= 3 and one.skeleton == other.skeleton


def _close_sounds(one: str, other: str) -> bool:
    return bool(one) and (one == other or (len(one) >= 5 and one_slip_apart(one, other)))


def _subset(one: frozenset[str], other: frozenset[str]) -> bool:
    """True when one name is the other with a word left out."""
    return bool(one and other) and (one < other or other < one)


def _sound(word: str, romanise: Romanise) -> str:
    return sound(word if is_latin(word) else folded(romanise(word)))


def _contacts(line: RegisterLine) -> frozenset[str]:
    email = line.email.strip().casefold()
    digits = "".join(c for c in line.phone if c.isdigit())
    contacts = {email if "@" in email else "", digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else ""}
    return frozenset(contacts - {""})
