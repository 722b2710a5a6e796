# SPDX-License-Identifier: EUPL-1.2
"""The catalogues: complete, in step with the program, and with the plural forms that translators expect."""

from __future__ import annotations

import gettext
from io import BytesIO

import pytest
from babel.messages import mofile

from core.config import ROOT
from tests import catalogues

ARABIC = {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 103: 3, 11: 4, 99: 4, 111: 4, 100: 5, 101: 5, 102: 5, 200: 5}
LITHUANIAN = {1: 0, 21: 0, 101: 0, 2: 1, 9: 1, 22: 1, 0: 2, 10: 2, 11: 2, 19: 2, 20: 2, 111: 2}


def compiled(lang: str) -> gettext.GNUTranslations:
    catalogue = catalogues.read(catalogues.FOLDER / lang / "LC_MESSAGES" / "messages.po", lang)
    target = BytesIO()
    mofile.write_mo(target, catalogue)
    target.seek(0)
    return gettext.GNUTranslations(target)


@pytest.mark.parametrize(("lang", "forms"), [("ar", ARABIC), ("lt", LITHUANIAN)])
def test_plural_rules_are_those_of_translation_platforms(lang: str, forms: dict[int, int]) -> None:
    """Babel's own Arabic rule swaps the last two forms; translators would fill the wrong boxes."""
    choose = compiled(lang).plural
    assert {n: choose(n) for n in forms} == forms


@pytest.mark.slow  # `make check` has asked already
@pytest.mark.requirement("D01")
def test_the_catalogues_are_complete_and_in_step() -> None:
    assert catalogues.check() == []


def test_every_language_offered_has_a_catalogue() -> None:
    folders = {p.parent.parent.name for p in (ROOT / "translations").glob("*/LC_MESSAGES/messages.po")}
    assert folders == set(catalogues.LANGUAGES)
