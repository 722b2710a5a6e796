# SPDX-License-Identifier: EUPL-1.2
"""Votes as whole numbers of the last digit a rule counts in, and their text. Nothing is ever rounded here."""


def text_of(units: int, decimals: int) -> str:
    """The text with all digits: 241126792 with five decimals is 2411.26792."""
    if not decimals:
        return str(units)
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), 10**decimals)
    return f"{sign}{whole}.{rest:0{decimals}d}"
