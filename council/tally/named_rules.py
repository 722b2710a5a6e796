# SPDX-License-Identifier: EUPL-1.2
"""The rules a command line knows by name, each with the law it follows; a name and the seats give a rule sheet.

Full rule sheets of councils are data elsewhere. Persons add their names here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from council.tally.choices import (
    BallotType,
    DirectSeats,
    Exhaustion,
    Formula,
    MajorityClause,
    Parameter,
    Quota,
    TieProcedure,
)
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.rules import Clause, RuleSheet
from council.tally.stv.known import known_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRule:
    """A name for the command line: which command counts by it, what it is, the law, and what it sets."""

    name: str
    command: str
    title: str
    law: str
    sets: Mapping[str, Any] = field(default_factory=dict)

    def sheet(self, seats: int) -> RuleSheet:
        """The rule sheet for so many seats."""
        clauses = (Clause(Parameter.FORMULA, self.law),) if self.law else ()
        return RuleSheet(seats=seats, name=self.name, clauses=clauses, **self.sets)


def _list(name: str, title: str, law: str, formula: Formula, **sets: Any) -> NamedRule:
    return NamedRule(name=name, command="list", title=title, law=law, sets={"formula": formula, **sets})


_UP = {"quota": Quota.HARE_ROUNDED_UP, "exhaustion": Exhaustion.PASS_ON, "ties": TieProcedure.LOWER_LIST_NUMBER}
_SK = {"quota": Quota.HAGENBACH_BISCHOFF_ROUNDED, "ties": TieProcedure.MORE_VOTES_THEN_LOTS}
_LR = Formula.LARGEST_REMAINDER

LIST_RULES = (
    _list("dhondt", "Highest quotients, divisors 1, 2, 3", "", Formula.DHONDT),
    _list(
        "dhondt_wahlzahl",
        "d'Hondt by the Wahlzahl, printed rounded and decided exactly",
        "Graz, Wahlordnung fuer den Migrantenbeirat, s. 42; Styria GWO s. 82",
        Formula.DHONDT_WAHLZAHL,
    ),
    _list("sainte_lague", "Highest quotients, divisors 1, 3, 5 (Schepers)", "NRW KWahlG s. 33", Formula.SAINTE_LAGUE),
    _list(
        "sainte_lague_14",
        "Highest quotients, divisors 1.4, 3, 5",
        "Norway, valgloven 2002 s. 11-4",
        Formula.SAINTE_LAGUE_14,
    ),
    _list("hare", "Exact Hare quota, largest remainders (Hare-Niemeyer)", "Hessen KWG s. 22(3)", Formula.HARE),
    _list(
        "hare_majority",
        "Hare-Niemeyer; more than half of the votes is more than half of the seats",
        "Hessen KWG s. 22(3), (4)",
        Formula.HARE,
        majority=MajorityClause.ADDITIONAL_SEAT,
    ),
    _list("hare_rounded_up", "Quota rounded up, largest remainders", "Lithuania, Election Code art. 170", _LR, **_UP),
    _list(
        "hagenbach_bischoff_rounded", "Votes over seats and one, rounded", "Slovakia, Act 180/2014 s. 68", _LR, **_SK
    ),
    _list("hagenbach_bischoff", "Votes over seats and one, exact", "", _LR, quota=Quota.HAGENBACH_BISCHOFF),
    _list("droop", "Droop quota, largest remainders", "", _LR, quota=Quota.DROOP),
    _list(
        "nl_kieswet",
        "Dutch municipal seats: quota, remainders or averages, majority, exhaustion",
        "Netherlands, Kieswet P 5 to P 10",
        Formula.NL_KIESWET,
        majority=MajorityClause.LAST_SEAT,
        exhaustion=Exhaustion.PASS_ON,
    ),
    _list(
        "dhondt_apparentement",
        "d'Hondt between linked lists, then inside them",
        "Israel, Knesset Elections Law s. 82 (Bader-Ofer)",
        Formula.DHONDT,
        linked_lists=True,
    ),
    _list(
        "ee_local",
        "d'Hondt beside mandates by quota, which count as the list's first",
        "Estonia, Municipal Council Election Act s. 56",
        Formula.DHONDT,
        direct_seats=DirectSeats.WITHIN,
        ties=TieProcedure.HIGHER_LIST_NUMBER,
        exhaustion=Exhaustion.PASS_ON,
    ),
    _list(
        "sainte_lague_mmp_overhang",
        "Sainte-Lague beside constituency seats; overhang enlarges the council",
        "New Zealand, Electoral Act 1993 s. 191",
        Formula.SAINTE_LAGUE,
        direct_seats=DirectSeats.OVERHANG,
    ),
)


def _stv(name: str, title: str, formula: Formula) -> NamedRule:
    rule = known_rule(name, 1)
    sets: dict[str, Any] = {"formula": formula, "ballot": BallotType.RANKED, "stv": rule}
    return NamedRule(name=name, command="stv", title=title, law=rule.source, sets=sets)


STV_RULES = (
    _stv(
        "scottish",
        "Whole Droop quota, weighted inclusive Gregory, five decimals, look-back, then lots",
        Formula.STV_SCOTTISH,
    ),
    _stv("minneapolis", "Four decimals, hopeless candidates together, lots", Formula.STV_MINNEAPOLIS),
    _stv("albany", "A new quota at every stage, six decimals", Formula.STV_OWN),
    _stv("meek", "Keep factors by iteration in nine decimals", Formula.STV_MEEK),
)

NAMED_RULES: tuple[NamedRule, ...] = (*LIST_RULES, *STV_RULES)


def named_rule(name: str, command: str) -> NamedRule:
    """The rule of this name, as far as the command can count by it."""
    found = next((rule for rule in NAMED_RULES if rule.name == name and rule.command == command), None)
    if found is None:
        raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=name[:60])
    return found
