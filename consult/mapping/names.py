# SPDX-License-Identifier: EUPL-1.2
"""Names of countries and languages in the reader's language, and codes from names that people type."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from babel.localedata import exists
from flask_babel import get_locale

from consult.mapping.folding import fold
from consult.mapping.known import COUNTRIES, LANGUAGES
from core.i18n import own_name

_ENGLISH = Locale("en")


def country_name(code: str) -> str:
    return str(_reader().territories.get(code) or _ENGLISH.territories.get(code, code))


def language_name(code: str) -> str:
    """A language in the reader's language; a letter starts the word as in a list."""
    name = str(_reader().languages.get(code) or _ENGLISH.languages.get(code, code))
    return name[:1].upper() + name[1:]


def countries(codes: Iterable[str] = COUNTRIES) -> list[tuple[str, str]]:
    """Code and name, sorted by name as the reader sees it."""
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: fold(pair[1]))


def languages(codes: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(((code, language_name(code)) for code in codes), key=lambda pair: fold(pair[1]))


def language_code(typed: str) -> str | None:
    """The code of a language typed as its code, in the reader's language, in English or in itself."""
    code = typed.strip().replace("-", "_")
    for known in (code, code.lower()):
        if known in LANGUAGES:
            return known
    wanted = fold(typed)
    for names in (_reader().languages, _ENGLISH.languages):
        for code, name in names.items():
            if code in LANGUAGES and fold(name) == wanted:
                return str(code)
    for code in sorted(LANGUAGES):
        if exists(code) and fold(own_name(code)) == wanted:
            return code
    return None


def _reader() -> Locale:
    return get_locale() or _ENGLISH
