# SPDX-License-Identifier: EUPL-1.2
"""The ranked rules that ship: each an `StvRule` with the clause beside every part that a text fixes.

Where no text was read a part has no clause, and `source` says so. A by-law may take one of these and change it.
"""

from collections.abc import Callable
from dataclasses import replace

from council.tally.choices import Formula
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.rules import RuleSheet
from council.tally.stv.rule import (
    Electing,
    Excluding,
    StvClause,
    StvParameter,
    StvQuota,
    StvRule,
    StvTies,
    Transfer,
)

_SCOTTISH = {
    StvParameter.FIRST_STAGE: "SSI 2007/42 Sch. 1 r. 45",
    StvParameter.QUOTA: "SSI 2007/42 Sch. 1 r. 46",
    StvParameter.ELECTED: "SSI 2007/42 Sch. 1 r. 47(1)",
    StvParameter.SURPLUS: "SSI 2007/42 Sch. 1 r. 48 and 49(1)",
    StvParameter.EXCLUSION: "SSI 2007/42 Sch. 1 r. 50",
    StvParameter.LAST_SEATS: "SSI 2007/42 Sch. 1 r. 52",
    StvParameter.SURPLUS_TIES: "SSI 2007/42 Sch. 1 r. 49(2)-(3)",
    StvParameter.EXCLUSION_TIES: "SSI 2007/42 Sch. 1 r. 51",
    StvParameter.DECIMALS: "SSI 2007/42 Sch. 1 r. 48(3)",
}
_MINNEAPOLIS = {
    StvParameter.FIRST_STAGE: "Minneapolis Code 167.70(c)(1)a",
    StvParameter.QUOTA: "Minneapolis Code 167.20 (threshold)",
    StvParameter.ELECTED: "Minneapolis Code 167.70(c)(1)a and d",
    StvParameter.SURPLUS: "Minneapolis Code 167.70(c)(1)d",
    StvParameter.EXCLUSION: "Minneapolis Code 167.70(c)(1)c and e",
    StvParameter.LAST_SEATS: "Minneapolis Code 167.70(c)(1)f",
    StvParameter.SURPLUS_TIES: "Minneapolis Code 167.70(c)(1)d",
    StvParameter.EXCLUSION_TIES: "Minneapolis Code 167.70(c)(1)e",
    StvParameter.DECIMALS: "Minneapolis Code 167.20 (surplus fraction, transfer value)",
}
_MEEK = {
    StvParameter.FIRST_STAGE: "Reference Meek Rule B.2.a",
    StvParameter.QUOTA: "Reference Meek Rule B.2.b",
    StvParameter.ELECTED: "Reference Meek Rule B.2.c",
    StvParameter.SURPLUS: "Reference Meek Rule B.2.f",
    StvParameter.EXCLUSION: "Reference Meek Rule B.3",
    StvParameter.LAST_SEATS: "Reference Meek Rule B.1 and C",
    StvParameter.EXCLUSION_TIES: "Reference Meek Rule B.3 and T",
    StvParameter.DECIMALS: "Reference Meek Rule, arithmetic: nine digits",
}


def _clauses(texts: dict[StvParameter, str]) -> tuple[StvClause, ...]:
    return tuple(StvClause(parameter, text) for parameter, text in texts.items())


def scottish(seats: int) -> StvRule:
    """Scottish councils since 2007. SSI 2011/399 has the same rules under numbers one higher."""
    return StvRule(
        name="scottish",
        seats=seats,
        source="Scottish Local Government Elections Order 2007, Schedule 1, rules 45 to 52",
        clauses=_clauses(_SCOTTISH),
    )


def minneapolis(seats: int) -> StvRule:
    """Minneapolis boards of several seats, as amended in 2013."""
    return StvRule(
        name="minneapolis",
        seats=seats,
        decimals=4,
        electing=Electing.WITH_SURPLUS,
        excluding=Excluding.HOPELESS_TOGETHER,
        last_transfer=False,
        cut_fraction=True,
        ties=StvTies.LOTS,
        source="Minneapolis Code of Ordinances, Title 8.5, Chapter 167, sections 167.20 and 167.70",
        clauses=_clauses(_MINNEAPOLIS),
    )


def albany(seats: int) -> StvRule:
    """Albany, California, read off its published rounds of 2022: a new quota at every stage, six digits."""
    return StvRule(
        name="albany",
        seats=seats,
        decimals=6,
        quota=StvQuota.EVERY_STAGE,
        cut_fraction=True,
        ties=StvTies.LOTS,
        source="Published rounds of the Albany City Council election of 2022; the ordinance was not read in full",
    )


def meek(seats: int) -> StvRule:
    """Meek's method with the digits and the bound of the Reference Meek Rule."""
    return StvRule(
        name="meek",
        seats=seats,
        transfer=Transfer.MEEK,
        decimals=9,
        quota=StvQuota.UNROUNDED,
        ties=StvTies.LOTS,
        tolerance=1_000,
        source="Reference Meek Rule, Proportional Representation Foundation",
        clauses=_clauses(_MEEK),
    )


KNOWN: dict[str, Callable[[int], StvRule]] = {
    "scottish": scottish,
    "minneapolis": minneapolis,
    "albany": albany,
    "meek": meek,
}


_FORMULAS = {
    Formula.STV_SCOTTISH: scottish,
    Formula.STV_MINNEAPOLIS: minneapolis,
    Formula.STV_MEEK: meek,
}


def rule_of_sheet(sheet: RuleSheet) -> StvRule:
    """How a rule sheet has ranked papers counted: by its own rule, or by the shipped one its formula names."""
    if sheet.stv:
        return replace(sheet.stv, seats=sheet.seats)
    if sheet.formula not in _FORMULAS:
        raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=sheet.formula.value)
    return _FORMULAS[sheet.formula](sheet.seats)


def known_rule(name: str, seats: int) -> StvRule:
    """A shipped rule by its name."""
    if name not in KNOWN:
        raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=name[:60])
    return KNOWN[name](seats)
