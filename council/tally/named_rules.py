# SPDX-License-Identifier: EUPL-1.2
"""The rules a command line knows by name, each with the law it follows; a name and the seats give a rule sheet.

Full rule sheets of councils are data elsewhere. Persons add their names here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
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
from council.tally.persons.choices import (
    OrderKind,
    PersonOrder,
    PersonTies,
    PreferenceBase,
    SubstituteRule,
    Substitutes,
)
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


def _person(name: str, title: str, law: str, formula: Formula, persons: PersonOrder, **sets: Any) -> NamedRule:
    ballot = BallotType.PERSONS if formula is Formula.PLURALITY else BallotType.LIST_PREFERENCE
    together = {"formula": formula, "ballot": ballot, "persons": persons, **sets}
    return NamedRule(name=name, command="persons", title=title, law=law, sets=together)


_BY_VOTES = PersonOrder(kind=OrderKind.BY_VOTES)
_OVERALL = {"substitutes": Substitutes(rule=SubstituteRule.VOTES_OVERALL)}
_MORE_THAN_AVERAGE = PersonOrder(
    kind=OrderKind.PREFERENCE, share=Fraction(11, 10), base=PreferenceBase.LIST_AVERAGE, ties=PersonTies.TOP
)
_MORE_THAN_QUOTA = PersonOrder(kind=OrderKind.PREFERENCE, share=Fraction(1, 2), inclusive=False, ties=PersonTies.TOP)

PERSON_RULES = (
    _person("block_vote", "Votes for persons, one each", "Erfurt, Weimar", Formula.PLURALITY, _BY_VOTES, **_OVERALL),
    _person("limited_vote", "Fewer votes than seats, one each", "Potsdam", Formula.PLURALITY, _BY_VOTES, **_OVERALL),
    _person("cumulative_vote", "Several votes for one person", "Dresden", Formula.PLURALITY, _BY_VOTES, **_OVERALL),
    _person(
        "block_vote_region_guarantee",
        "Votes for persons; the best of each region has a seat, one nobody claims is released",
        "Jena, by-law of the migration council",
        Formula.PLURALITY,
        _BY_VOTES,
        **_OVERALL,
    ),
    _person(
        "fixed_seats_per_region",
        "Votes for persons; so many seats for each region",
        "Leipzig; Nuremberg; Bolzano",
        Formula.PLURALITY,
        _BY_VOTES,
        substitutes=Substitutes(rule=SubstituteRule.SAME_GROUP_FIRST, trait="region"),
    ),
    _person(
        "dhondt_comparison_numbers",
        "Personal votes order the list; the votes of the list over the place decide",
        "Finland, Election Act 714/1998 s. 89 and s. 90",
        Formula.DHONDT,
        PersonOrder(kind=OrderKind.COMPARISON_NUMBERS),
    ),
    _person(
        "dhondt_open_list_threshold",
        "d'Hondt; a tenth more votes than the average of the list move a person up",
        "Czechia, Act 491/2001 s. 45",
        Formula.DHONDT,
        _MORE_THAN_AVERAGE,
        exhaustion=Exhaustion.PASS_ON,
    ),
    _person(
        "nl_kieswet_nomination",
        "Dutch municipal seats; more than a half or a quarter of the quota moves a person up",
        "Netherlands, Kieswet P 5 to P 10 and P 15 to P 19",
        Formula.NL_KIESWET,
        _MORE_THAN_QUOTA,
        majority=MajorityClause.LAST_SEAT,
        exhaustion=Exhaustion.PASS_ON,
    ),
    _person(
        "dhondt_preference_wahlzahl",
        "d'Hondt; preference votes as high as the Wahlzahl move a person up",
        "Graz, Wahlordnung fuer den Migrantenbeirat, s. 42 and s. 43",
        Formula.DHONDT_WAHLZAHL,
        PersonOrder(kind=OrderKind.PREFERENCE),
    ),
    _person(
        "ee_personal_quota",
        "Persons by quota, then lists by d'Hondt without the divisors they have used",
        "Estonia, Municipal Council Election Act s. 56",
        Formula.DHONDT,
        PersonOrder(kind=OrderKind.PERSONAL_QUOTA, ties=PersonTies.BOTTOM),
    ),
    _person(
        "sainte_lague_marks",
        "Sainte-Lague; plus marks and crossings-out order the list",
        "Latvia, Law on local council elections",
        Formula.SAINTE_LAGUE,
        PersonOrder(kind=OrderKind.MARKS, ties=PersonTies.TOP),
        exhaustion=Exhaustion.PASS_ON,
    ),
)

NAMED_RULES: tuple[NamedRule, ...] = (*LIST_RULES, *PERSON_RULES, *STV_RULES)


def named_rule(name: str, command: str) -> NamedRule:
    """The rule of this name, as far as the command can count by it."""
    found = next((rule for rule in NAMED_RULES if rule.name == name and rule.command == command), None)
    if found is None:
        raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=name[:60])
    return found
