# SPDX-License-Identifier: EUPL-1.2
"""The three groups keep the same promises, and no outsider gets in, alone or in a crowd."""

from __future__ import annotations

import pickle
import random
import secrets

import pytest
from gmpy2 import mpz

from council.ballots.errors import BallotError, BallotErrorCode
from council.ballots.groups import Group, group_named, membership, tables
from council.ballots.groups.modular import FEW, ModularGroup

NAMES = ["BELENIOS-2048", "RFC-3526-2048", "Ed25519"]
every = pytest.mark.parametrize("group", [group_named(name) for name in NAMES], ids=NAMES)
BIG = group_named("BELENIOS-2048")
CURVE = group_named("Ed25519")
#: Points of order 2 and 8, and one beside the curve's subgroup.
SMALL = ["7f" + "f" * 60 + "ec", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"]


@every
def test_the_laws_of_a_group(group: Group) -> None:
    a, b = (1 + secrets.randbelow(group.q - 1) for _ in range(2))
    x, y = group.power(group.g, a), group.power_fixed(group.g, b)
    assert group.multiply(x, y) == group.multiply(y, x) == group.power(group.g, (a + b) % group.q)
    assert group.power(x, b) == group.power(y, a) == group.power_secret(x, b) == group.power_fixed(x, b)
    assert group.multiply(x, group.inverse(x)) == group.identity
    assert group.power(x, 0) == group.power_fixed(x, 0) == group.power_secret(x, 0) == group.identity
    assert group.multiply(group.power(x, group.q - 1), x) == group.identity
    assert group.powers(x, [a, 0, b]) == [group.power(x, a), group.identity, group.power(x, b)]
    assert group.power(group.identity, a) == group.identity
    assert group.product([x, y, group.inverse(x)]) == y
    assert group.product([]) == group.identity


@every
def test_elements_go_through_their_text(group: Group) -> None:
    for exponent in (1, 2, group.q - 1):
        element = group.power(group.g, exponent)
        assert group.element(group.text(element)) == element
        assert group.powers_if_member(element, [1]) == [element]
    assert group.element(group.text(group.identity)) == group.identity
    assert pickle.loads(pickle.dumps(group)) is group


@pytest.mark.parametrize(
    "text", ["", "0", "-1", "+2", "02", "0x2", " 2", "2 ", "٢", "1" * 618, "9" * 617, "2.0", "1e3"]
)
def test_a_number_in_another_form_is_not_read(text: str) -> None:
    for name in NAMES:
        with pytest.raises(BallotError) as refused:
            group_named(name).element(text)
        assert refused.value.code is BallotErrorCode.NOT_AN_ELEMENT


@pytest.mark.parametrize("text", ["6" * 63 + "g", "6" * 62, "6" * 63 + "A", "6" * 65])
def test_a_point_in_another_form_is_not_read(text: str) -> None:
    with pytest.raises(BallotError) as refused:
        CURVE.element(text)
    assert refused.value.code is BallotErrorCode.NOT_AN_ELEMENT


@pytest.mark.parametrize("text", [*SMALL, "f" * 64, "0" * 63 + "2", "0" * 64, "7f" + "f" * 60 + "ee"])
def test_a_point_outside_the_subgroup_is_refused(text: str) -> None:
    with pytest.raises(BallotError) as refused:
        CURVE.element(text)
    assert refused.value.code is BallotErrorCode.NOT_A_MEMBER
    assert CURVE.powers_if_member(CURVE.element(text, check=False), [1]) is None


@pytest.mark.parametrize("name", NAMES[:2])
def test_a_number_outside_the_subgroup_is_refused(name: str) -> None:
    group = group_named(name)
    assert isinstance(group, ModularGroup)
    outsider = group.p - group.power(group.g, 12345)
    for number in (outsider, group.p - 1):
        with pytest.raises(BallotError) as refused:
            group.element(str(number))
        assert refused.value.code is BallotErrorCode.NOT_A_MEMBER
        assert group.powers_if_member(number, [1, 2]) is None
    with pytest.raises(BallotError) as refused:
        group.element(str(group.p))
    assert refused.value.code is BallotErrorCode.NOT_AN_ELEMENT
    assert not group.is_member(mpz(0))
    assert not group.is_member(group.p + 1)
    assert group.powers_if_member(mpz(0), [1]) is None


@pytest.mark.parametrize("name", NAMES)
def test_one_outsider_in_a_crowd_is_noticed(name: str) -> None:
    group = group_named(name)
    crowd = [group.power_fixed(group.g, exponent) for exponent in range(FEW + 90)]
    assert group.all_members(crowd)
    if isinstance(group, ModularGroup):
        outsiders = [group.p - crowd[7], mpz(0), group.p, group.p + crowd[9]]
    else:
        outsiders = [group.element(SMALL[1], check=False)]
    for place, outsider in enumerate(outsiders):
        assert not group.all_members([*crowd[:place], outsider, *crowd[place + 1 :]])


def test_every_product_is_over_the_subset_that_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bit by bit of the bytes drawn, against multiplying the subset out."""
    assert isinstance(BIG, ModularGroup)
    drawn: list[bytes] = []

    def draw(length: int) -> bytes:
        drawn.append(random.Random(len(drawn)).randbytes(length))
        return drawn[-1]

    monkeypatch.setattr(membership.secrets, "token_bytes", draw)
    crowd = [BIG.power_fixed(BIG.g, exponent) for exponent in range(1, 40)]
    found = membership.subset_products(crowd, BIG.p)
    assert len(found) == membership.SUBSETS == 8 * len(drawn)
    assert found == [
        BIG.product(number for number, byte in zip(crowd, row, strict=True) if byte >> bit & 1)
        for row in drawn
        for bit in range(7, -1, -1)
    ]


def test_a_table_that_grows_changes_no_power(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(BIG, ModularGroup)
    monkeypatch.setattr(tables, "MANY", 3)
    table = tables.FixedBase(BIG.g, BIG.p, BIG.q.bit_length())
    for exponent in (0, 1, 1023, 1024, int(BIG.q) - 1, 7):
        assert table.power(exponent) == pow(BIG.g, exponent, BIG.p)


def test_two_outsiders_do_not_hide_each_other() -> None:
    assert isinstance(BIG, ModularGroup)
    crowd = [BIG.power_fixed(BIG.g, exponent) for exponent in range(1, FEW + 20)]
    crowd[3], crowd[60] = BIG.p - crowd[3], BIG.p - crowd[60]
    assert BIG.is_member(BIG.multiply(crowd[3], crowd[60]))
    assert not BIG.all_members(crowd)


def test_a_group_by_another_name_is_unknown() -> None:
    with pytest.raises(BallotError) as refused:
        group_named("belenios-2048")
    assert refused.value.code is BallotErrorCode.UNKNOWN_GROUP
    assert refused.value.facts == {"group": "belenios-2048"}
