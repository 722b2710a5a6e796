# SPDX-License-Identifier: EUPL-1.2
"""Names fold to plain letters in every script, and spellings of one sound fall together for searching."""

from __future__ import annotations

import pytest

from consult.mapping.folding import LONGEST_KEY, consonants, fold, key_of, loose


@pytest.mark.requirement("D01")
@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Klaipėda", "klaipeda"),
        ("  VšĮ „Ukrainiečių  diaspora“ ", "vsi ukrainieciu diaspora"),
        ("Women's", "womens"),
        ("Ｗｉｄｅ", "wide"),
        ("Родина", "rodina"),
        ("Łódź & Żory", "lodz zory"),
        ("—", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Џерело", "Džerelo"),
        ("Джерело", "dzerelo"),
        ("Organizācija", "organisacija"),
        ("Rodyna", "Родина"),
        ("جمعية الصداقة", "جمعیة الصداقه"),
        ("سـلام", "سَلام"),
    ],
)
def test_spellings_of_one_name_are_found_alike(one: str, other: str) -> None:
    assert loose(one) == loose(other)


def test_consonants_meet_across_scripts_without_vowels() -> None:
    assert consonants("محمد") == consonants("Muhammad") == "mhmd"


def test_long_names_keep_a_key_of_their_own() -> None:
    one, other = "a" * 300 + "b", "a" * 300 + "c"
    assert key_of(one) != key_of(other)
    assert len(key_of(one)) <= LONGEST_KEY + 17
