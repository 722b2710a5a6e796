# SPDX-License-Identifier: EUPL-1.2
"""Powers by OpenSSL are the same numbers that gmpy2 computes, in any thread and at every edge."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from gmpy2 import mpz

from council.ballots.groups import openssl
from council.ballots.groups.openssl import GmpPowers, OpenSslPowers, public_powers
from council.ballots.groups.parameters import BELENIOS_2048, RFC_3526_2048, ModularParameters

chance = random.Random(3526)
both = pytest.mark.parametrize("group", [BELENIOS_2048, RFC_3526_2048], ids=lambda group: group.name)


@both
def test_they_are_the_same_numbers(group: ModularParameters) -> None:
    quick, plain, q = public_powers(group.p, group.q.bit_length()), GmpPowers(group.p), int(group.q)
    assert isinstance(quick, OpenSslPowers), "no libcrypto on this machine"
    half = 1 << 8 * ((q.bit_length() + 15) // 16)
    lists = [[0], [1], [q - 1], [0, 0], [0, 1, 2], [half - 1, half, half + 1], [q - 1, q - 2]]
    lists += [[chance.randrange(q) for _ in range(length)] for length in (1, 2, 3, 7)]
    for base in (mpz(1), group.g, group.p - 1, plain.power(group.g, chance.randrange(q))):
        for exponents in lists:
            assert quick.powers(base, exponents) == plain.powers(base, exponents)
            assert quick.power(base, exponents[-1]) == plain.power(base, exponents[-1])


def test_threads_do_not_share_their_numbers() -> None:
    quick, plain = public_powers(BELENIOS_2048.p, 256), GmpPowers(BELENIOS_2048.p)
    exponents = [chance.randrange(int(BELENIOS_2048.q)) for _ in range(60)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda e: quick.powers(BELENIOS_2048.g, [e, e + 1]), exponents))
    assert found == [plain.powers(BELENIOS_2048.g, [e, e + 1]) for e in exponents]


def test_without_the_library_gmpy2_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openssl, "NAMES", ("libcrypto.so.0",))
    openssl.library.cache_clear()
    try:
        assert isinstance(public_powers(BELENIOS_2048.p, 256), GmpPowers)
    finally:
        openssl.library.cache_clear()
