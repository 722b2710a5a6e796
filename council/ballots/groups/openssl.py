# SPDX-License-Identifier: EUPL-1.2
"""Public powers by OpenSSL's Montgomery arithmetic, a third faster than the packaged gmpy2 (docs/adr, 0010).

Only values that everybody may see come here: nothing below hides an exponent from a neighbour on the same machine.
Where the library cannot be found the caller keeps to gmpy2 and gets the same numbers, later.
"""

import ctypes
import threading
from collections.abc import Sequence
from functools import cache

import gmpy2
from gmpy2 import mpz

NAMES = ("libcrypto.so.3", "libcrypto.so.1.1")
_POINTER = ctypes.c_void_p
_SIGNATURES: dict[str, tuple[object, tuple[object, ...]]] = {
    "BN_new": (_POINTER, ()),
    "BN_free": (None, (_POINTER,)),
    "BN_CTX_new": (_POINTER, ()),
    "BN_CTX_free": (None, (_POINTER,)),
    "BN_MONT_CTX_new": (_POINTER, ()),
    "BN_MONT_CTX_free": (None, (_POINTER,)),
    "BN_MONT_CTX_set": (ctypes.c_int, (_POINTER,) * 3),
    "BN_bin2bn": (_POINTER, (ctypes.c_char_p, ctypes.c_int, _POINTER)),
    "BN_lebin2bn": (_POINTER, (ctypes.c_char_p, ctypes.c_int, _POINTER)),
    "BN_bn2lebinpad": (ctypes.c_int, (_POINTER, ctypes.c_char_p, ctypes.c_int)),
    "BN_mod_exp_mont": (ctypes.c_int, (_POINTER,) * 6),
    "BN_mod_exp2_mont": (ctypes.c_int, (_POINTER,) * 8),
}
# How gmpy2 writes a positive number: a sign before the bytes in little-endian order.
_POSITIVE = b"\x01\x01"


@cache
def library() -> ctypes.CDLL | None:
    """The system's OpenSSL, which Python itself uses; nothing if it is not where Linux keeps it."""
    for name in NAMES:
        try:
            found = ctypes.CDLL(name)
            for function, (result, arguments) in _SIGNATURES.items():
                getattr(found, function).restype = result
                getattr(found, function).argtypes = arguments
        except (OSError, AttributeError):
            continue
        return found
    return None


class _Scratch:
    """The numbers that one thread computes with; OpenSSL's are not to be shared."""

    def __init__(self, found: ctypes.CDLL, modulus: mpz, size: int, half: int) -> None:
        self._library = found
        self.context = found.BN_CTX_new()
        self.montgomery = found.BN_MONT_CTX_new()
        self.numbers = [found.BN_new() for _ in range(7)]
        self.base, self.shifted, self.low, self.high, self.result, self.split, self.modulus = self.numbers
        self.bytes = ctypes.create_string_buffer(size)
        text = int(modulus).to_bytes(size, "big")
        found.BN_bin2bn(text, size, self.modulus)
        found.BN_bin2bn((1 << 8 * half).to_bytes(half + 1, "big"), half + 1, self.split)
        if not found.BN_MONT_CTX_set(self.montgomery, self.modulus, self.context):
            raise ArithmeticError("OpenSSL does not take this modulus")

    def __del__(self) -> None:
        for number in self.numbers:
            self._library.BN_free(number)
        self._library.BN_MONT_CTX_free(self.montgomery)
        self._library.BN_CTX_free(self.context)


class OpenSslPowers:
    """Powers modulo one odd number for exponents below 2^bits."""

    def __init__(self, found: ctypes.CDLL, modulus: mpz, bits: int) -> None:
        self._library = found
        self._modulus = modulus
        self._size = (modulus.bit_length() + 7) // 8
        self._half = (bits + 15) // 16
        self._own = threading.local()

    def power(self, base: mpz, exponent: int) -> mpz:
        """base^exponent."""
        own, exponent = self._scratch(), int(exponent)
        self._set(own.base, base)
        length = (exponent.bit_length() + 7) // 8
        self._library.BN_bin2bn(exponent.to_bytes(length, "big"), length, own.low)
        done = self._library.BN_mod_exp_mont(own.result, own.base, own.low, own.modulus, own.context, own.montgomery)
        return self._taken(own, done)

    def powers(self, base: mpz, exponents: Sequence[int]) -> list[mpz]:
        """base^e for several exponents: half of the squarings are made once, for base^(2^half)."""
        if len(exponents) == 1:
            return [self.power(base, exponents[0])]
        own, half, number_of = self._scratch(), self._half, self._library.BN_bin2bn
        self._set(own.base, base)
        done = self._library.BN_mod_exp_mont(own.shifted, own.base, own.split, own.modulus, own.context, own.montgomery)
        found = []
        for exponent in exponents:
            text = int(exponent).to_bytes(2 * half, "big")
            number_of(text, half, own.high)
            number_of(text[half:], half, own.low)
            done &= self._library.BN_mod_exp2_mont(
                own.result, own.base, own.low, own.shifted, own.high, own.modulus, own.context, own.montgomery
            )
            found.append(self._taken(own, done))
        return found

    def _scratch(self) -> _Scratch:
        own: _Scratch | None = getattr(self._own, "scratch", None)
        if own is None:
            own = self._own.scratch = _Scratch(self._library, self._modulus, self._size, self._half)
        return own

    def _set(self, target: int, number: mpz) -> None:
        text = gmpy2.to_binary(number)
        self._library.BN_lebin2bn(text[2:], len(text) - 2, target)

    def _taken(self, own: _Scratch, done: int) -> mpz:
        if not done or self._library.BN_bn2lebinpad(own.result, own.bytes, self._size) < 0:
            raise ArithmeticError("OpenSSL could not compute a power")
        return gmpy2.from_binary(_POSITIVE + own.bytes.raw)


class GmpPowers:
    """The same with gmpy2 alone."""

    def __init__(self, modulus: mpz) -> None:
        self._modulus = modulus

    def power(self, base: mpz, exponent: int) -> mpz:
        return gmpy2.powmod(base, exponent, self._modulus)

    def powers(self, base: mpz, exponents: Sequence[int]) -> list[mpz]:
        return [gmpy2.powmod(base, exponent, self._modulus) for exponent in exponents]


def public_powers(modulus: mpz, bits: int) -> OpenSslPowers | GmpPowers:
    """The faster of the two that this machine has."""
    found = library()
    return GmpPowers(modulus) if found is None else OpenSslPowers(found, modulus, bits)
