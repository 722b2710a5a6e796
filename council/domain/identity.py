# SPDX-License-Identifier: EUPL-1.2
"""What a register line says about who somebody is, prepared once for comparison, and how two names compare.

A name matches in any script it is written in: the Latin and the native fields are taken together, because offices
put either into both.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One line, ready to be compared. `*_forms` hold a name in every script it is given in."""

    number: str
    given: str
    family: str
    given_forms: frozenset[str]
    family_forms: frozenset[str]
    given_sound: str
    family_sound: str
    given_words: frozenset[str]
    family_words: frozenset[str]
    parts: frozenset[str]
    born: BirthDate | None
    sex: str
    citizenship: str | None
    contacts: frozenset[str]
    address: str
    declared_since: date | None


def identity(line: RegisterLine, romanise: Romanise) -> Identity:
    """Prepare one line."""
    given, family = folded(line.given_names), folded(line.family_name)
    given_forms = frozenset({given, folded(line.given_names_native)} - {""})
    family_forms = frozenset({family, folded(line.family_name_native)} - {""})
    given_sound, family_sound = _sound(given, romanise), _sound(family, romanise)
    parts = {skeleton(_sound(word, romanise)) for word in words(line.given_names)[:1]}
    parts |= {skeleton(_sound(word, romanise)) for word in words(line.family_name)[:1]}
    parts |= given_forms | family_forms | {skeleton(given_sound), skeleton(family_sound)}
    return Identity(
        number=line.register_number.strip(),
        given=given,
        family=family,
        given_forms=given_forms,
        family_forms=family_forms,
        given_sound=given_sound,
        family_sound=family_sound,
        given_words=frozenset(words(line.given_names)),
        family_words=frozenset(words(line.family_name)),
        parts=frozenset(parts - {""}),
        born=line.date_of_birth,
        sex=line.sex,
        citizenship=line.citizenship,
        contacts=_contacts(line),
        address=folded_address(line.address),
        declared_since=line.declared_since,
    )


def folded_address(address: str) -> str:
    """An address without case, marks and punctuation; numbers stay."""
    return "".join(c for c in address.casefold() if c.isalnum())


def match_names(one: Identity, other: Identity) -> NameMatch | None:
    """The best way in which the names of two lines match, if they do."""
    same_given = _same(one.given_forms, other.given_forms)
    same_family = _same(one.family_forms, other.family_forms)
    if same_given and same_family:
        return NameMatch.SAME
    if _same(one.given_forms, other.family_forms) and _same(one.family_forms, other.given_forms):
        return NameMatch.SWAPPED
    close_given = same_given or _close_given(one, other)
    if close_given and (same_family or _close_family(one, other)):
        return NameMatch.CLOSE
    if _close_sounds(one.given_sound, other.family_sound) and _close_sounds(one.family_sound, other.given_sound):
        return NameMatch.SWAPPED
    return NameMatch.GIVEN_ONLY if same_given and one.given_forms else None


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other) or not (one or other)


def _close_given(one: Identity, other: Identity) -> bool:
    if _subset(one.given_words, other.given_words) or same_given_name(one.given_sound, other.given_sound):
        return True
    return _close_sounds(one.given_sound, other.given_sound)


def _close_family(one: Identity, other: Identity) -> bool:
    if _subset(one.family_words, other.family_words):
        return True
    return _close_sounds(one.family_sound, other.family_sound) or (
        # Skeletons alone are weak; with three consonants and the same start they are a spelling.
        len(skeleton(one.family_sound)) >= 3 and skeleton(one.family_sound) == skeleton(other.family_sound)
    )


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
