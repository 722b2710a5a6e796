# SPDX-License-Identifier: EUPL-1.2
"""The printed form of an exact number: plain digits, rounded half up, for reading and never for deciding."""

from fractions import Fraction


def shown(value: Fraction, decimals: int) -> str:
    """A number that is not negative, with a point and without grouping; whole numbers get no decimals."""
    if value.denominator == 1:
        return str(value.numerator)
    scale = 10**decimals
    scaled = (2 * value.numerator * scale + value.denominator) // (2 * value.denominator)
    units, rest = divmod(scaled, scale)
    return f"{units}.{rest:0{decimals}d}" if decimals else str(units)
