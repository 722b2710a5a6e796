# SPDX-License-Identifier: EUPL-1.2
"""Folds names of any script to plain Latin letters, so that they can be found, sorted and compared.

Three strengths: ``fold`` (spelling without marks), ``loose`` (spellings that differ between transliterations fall
together; for searching), ``consonants`` (what is left when a script writes no vowels; for likely duplicates).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from anyascii import anyascii
from rapidfuzz import fuzz

from consult.mapping.domain.duplicates import Named, distinctive
from consult.mapping.domain.websites import same_place

_ARABIC = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ـ": None,
        "\u200c": None,
        "\u200d": None,
    }
)
_ARTICLE = re.compile(r"(?<!\w)(?:ال)(?=\w{2})")
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("zh", "z"), ("ch", "c"), ("kh", "h"), ("gh", "g"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ts", "c"), ("cz", "c"), ("sz", "s"), ("ck", "k"), ("ks", "x"),
    ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("z", "s"),
)  # fmt: skip
LONGEST_KEY = 180


def fold(text: str) -> str:
    """Lower-case Latin letters and digits, words parted by one space; folding twice changes nothing."""
    plain = unicodedata.normalize("NFKC", text).translate(_ARABIC)
    plain = "".join(c for c in plain if not "\u064b" <= c <= "\u0652")
    plain = anyascii(_ARTICLE.sub("", plain)).lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['`]", "", plain)).split())


def loose(text: str) -> str:
    """The folded text with the spellings of one sound made equal; a second time changes nothing."""
    before, found = "", fold(text)
    while found != before:
        before = found
        for spelling, sound in _SOUNDS:
            found = found.replace(spelling, sound)
        found = re.sub(r"([a-z])\1+", r"\1", found)
    return found


def consonants(text: str) -> str:
    """The consonants of the distinctive words, in one piece."""
    return re.sub(r"([a-z])\1+", r"\1", re.sub(r"[aeiou ]", "", loose(distinctive(fold(text)))))


def key_of(name: str) -> str:
    """The folded name as a key of bounded length; empty when the name has no letter or digit at all."""
    folded = fold(name)
    if len(folded) <= LONGEST_KEY:
        return folded
    return f"{folded[:LONGEST_KEY]} {hashlib.sha256(folded.encode()).hexdigest()[:16]}"


def similarity(a: str, b: str) -> float:
    """How alike two folded texts are, whatever the order of their words, from 0 to 100."""
    return fuzz.token_sort_ratio(a, b)


def named(public_id: str, country: str, name: str, websites: list[str] | tuple[str, ...]) -> Named:
    """An entry as the search for duplicates compares it."""
    places = frozenset(place for place in map(same_place, websites) if place)
    return Named(public_id, country, distinctive(fold(name)), consonants(name), places)
