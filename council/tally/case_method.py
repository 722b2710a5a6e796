# SPDX-License-Identifier: EUPL-1.2
"""The method key of a published case and the keys beside it, as the choices of a rule sheet.

Words are compared without case, spaces and hyphens, and a few ways of saying the same are known. What is not known
is refused, never guessed.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from council.tally.choices import DirectSeats, Exhaustion, Formula, MajorityClause, Quota, ThresholdBase, TieProcedure
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.rules import Threshold

UNKNOWN_FORMULA = "unknown_formula"
FORMULAS_TO_TRY = (Formula.DHONDT, Formula.SAINTE_LAGUE, Formula.HARE)
LONGEST_NUMBER = 40

_FORMULAS = {each.value: each for each in Formula} | {
    "d_hondt": Formula.DHONDT,
    "sainte_lague_schepers": Formula.SAINTE_LAGUE,
    "modified_sainte_lague": Formula.SAINTE_LAGUE_14,
    "sainte_lague_modified": Formula.SAINTE_LAGUE_14,
    "sainte_lague_1.4": Formula.SAINTE_LAGUE_14,
    "hare_niemeyer": Formula.HARE,
    "hagenbach_bischoff": Formula.DHONDT,
}
"""Hagenbach-Bischoff as a method (not as a quota) is a way of working out d'Hondt."""

_QUOTAS = {each.value: each for each in Quota if each.value not in _FORMULAS}

_SUFFIXES: dict[str, dict[str, Any]] = {
    "_apparentement": {"linked_lists": True},
    "_mmp_overhang": {"direct_seats": DirectSeats.OVERHANG},
    "_mmp": {"direct_seats": DirectSeats.WITHIN},
    "_ams": {"direct_seats": DirectSeats.WITHIN},
}

_BASES = {each.value: each for each in ThresholdBase} | {
    "valid_votes_national": ThresholdBase.VALID_VOTES,
    "valid_ballots": ThresholdBase.VALID_VOTES,
    "valid": ThresholdBase.VALID_VOTES,
    "votes_cast": ThresholdBase.VOTERS,
    "voters_who_took_part": ThresholdBase.VOTERS,
    "ballots_cast": ThresholdBase.VOTERS,
    "turnout": ThresholdBase.VOTERS,
    "envelopes": ThresholdBase.VALID_ENVELOPES,
}

_EXHAUSTIONS = {each.value: each for each in Exhaustion} | {
    "next_remainder": Exhaustion.PASS_ON,
    "next_list": Exhaustion.PASS_ON,
    "reassigned": Exhaustion.PASS_ON,
    "stays_vacant": Exhaustion.VACANT,
}


def word(value: object) -> str:
    """A key without case, spaces and marks."""
    return re.sub(r"[^a-z0-9.]+", "_", str(value)[:80].casefold().replace("ë", "e").replace("'", "_")).strip("_")


def exact(value: object) -> Fraction:
    """A number written as text, whole or with a point or a slash, of bounded length and without exponent."""
    if isinstance(value, bool) or not isinstance(value, int | str | Fraction):
        raise ValueError(value)
    text = str(value).strip()
    if len(text) > LONGEST_NUMBER or "e" in text.casefold():
        raise ValueError(text[:LONGEST_NUMBER])
    return Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)


def choices_of(data: Mapping[str, Any]) -> tuple[tuple[Formula, ...], dict[str, Any]]:
    """The formulas to count by (more than one where none was published) and what else the rule sheet says."""
    method = word(data.get("method"))
    if method == UNKNOWN_FORMULA:
        return FORMULAS_TO_TRY, _beside(data, FORMULAS_TO_TRY[0])
    sets: dict[str, Any] = {}
    for ending, more in _SUFFIXES.items():
        if method not in _FORMULAS and method.endswith(ending):
            method, sets = method.removesuffix(ending), dict(more)
    if method in _QUOTAS:
        method, data = Formula.LARGEST_REMAINDER.value, {**data, "quota": method}
    if method not in _FORMULAS:
        raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=str(data.get("method"))[:60])
    formula = _FORMULAS[method]
    if formula is Formula.SAINTE_LAGUE:
        formula = _by_first_divisor(data)
    return (formula,), _of_formula(formula, data) | _beside(data, formula) | sets


def _by_first_divisor(data: Mapping[str, Any]) -> Formula:
    divisors = data.get("divisors")
    first = divisors[0] if isinstance(divisors, list) and divisors else data.get("first_divisor", 1)
    known = {Fraction(1): Formula.SAINTE_LAGUE, Fraction(7, 5): Formula.SAINTE_LAGUE_14}
    try:
        return known[exact(first)]
    except (KeyError, ValueError):
        raise TallyError(TallyErrorCode.METHOD_UNKNOWN, method=f"first divisor {str(first)[:20]}") from None


def _of_formula(formula: Formula, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a law says together with its formula."""
    if formula is Formula.NL_KIESWET:
        return {"majority": MajorityClause.LAST_SEAT, "exhaustion": Exhaustion.PASS_ON}
    if formula is not Formula.LARGEST_REMAINDER:
        return {}
    quota = quota_of_words(data.get("quota"))
    by_law: dict[Quota, dict[str, Any]] = {
        Quota.HARE_ROUNDED_UP: {"ties": TieProcedure.LOWER_LIST_NUMBER, "exhaustion": Exhaustion.PASS_ON},
        Quota.HAGENBACH_BISCHOFF_ROUNDED: {"ties": TieProcedure.MORE_VOTES_THEN_LOTS},
    }
    return {"quota": quota, **by_law.get(quota, {})}


def quota_of_words(value: object) -> Quota:
    """A quota by its name or its formula, for example "hare_rounded_up" or "ceil(votes/seats)"."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "type", "kind", "formula") if value.get(key)), "")
    text = word(value)
    if value is None or text in list(Quota):
        return Quota(text) if value is not None else Quota.HARE
    plus_one = "seats+1" in str(value).replace(" ", "") or "hagenbach" in text
    rounded = "round" in text
    if "droop" in text:
        return Quota.DROOP
    if plus_one:
        return Quota.HAGENBACH_BISCHOFF_ROUNDED if rounded else Quota.HAGENBACH_BISCHOFF
    if any(part in text.split("_") for part in ("up", "ceil", "lt", "lithuania", "lithuanian")):
        return Quota.HARE_ROUNDED_UP
    if "hare" in text or "votes_seats" in text:
        return Quota.HARE_ROUNDED if rounded else Quota.HARE
    raise TallyError(TallyErrorCode.CASE_MALFORMED, what="quota")


def _beside(data: Mapping[str, Any], formula: Formula) -> dict[str, Any]:
    """The keys beside the method."""
    sets: dict[str, Any] = {"threshold": threshold_of(data.get("threshold"))}
    if data.get("exhaustion") is not None:
        sets["exhaustion"] = _exhaustion(data["exhaustion"], formula)
    if data.get("majority_clause") and formula is not Formula.NL_KIESWET:
        sets["majority"] = MajorityClause.ADDITIONAL_SEAT
    if word(data.get("ties")) in list(TieProcedure):
        sets["ties"] = TieProcedure(word(data["ties"]))
    return sets


def _exhaustion(value: object, formula: Formula) -> Exhaustion:
    found = _EXHAUSTIONS.get(word(value))
    if found is None:
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="exhaustion")
    return Exhaustion.PASS_ON if found is Exhaustion.NEXT_QUOTIENT and formula.is_divisor else found


def threshold_of(data: object) -> Threshold | None:
    """The threshold still to be applied; one the file says was applied before is not applied again."""
    if data is None:
        return None
    if not isinstance(data, dict):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="threshold")
    if data.get("already_applied"):
        return None
    joint = next((data[key] for key in ("joint_fraction", "fraction_joint", "joint") if data.get(key)), None)
    try:
        return Threshold(
            exact(data["fraction"]),
            _BASES[word(data["base"])],
            inclusive=data.get("inclusive") is not False,
            joint_share=None if joint is None else exact(joint),
            or_direct_seats=data.get("or_direct_seats") or None,
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        raise TallyError(TallyErrorCode.CASE_MALFORMED, what="threshold") from None
