# SPDX-License-Identifier: EUPL-1.2
"""The plain checker of ranked counts sees what a forged record would hide."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from council.tally.checker_ranked import confirm_ranked
from council.tally.codec import to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.stv.count import count_ranked
from council.tally.stv.known import meek, minneapolis, scottish
from council.tally.stv.rule import StvRule
from tests.builders.ranked import ranked

pytestmark = pytest.mark.requirement("R050")

Forging = Callable[[dict[str, Any]], object]


def record(rule: StvRule) -> dict[str, Any]:
    papers = {"AB": 40, "AC": 21, "B": 12, "C": 9, "D": 8, "ED": 5, "FD": 4, "DB": 1}
    plain: dict[str, Any] = json.loads(to_json(count_ranked(ranked(papers), rule)))
    return plain


def line(stage: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in stage["lines"] if each["number"] == number)
    return found


def move_votes(stage: dict[str, Any]) -> None:
    """A vote of A's goes to D; the sum stays."""
    line(stage, 1)["total"], line(stage, 4)["total"] = "33.00000", "9.00000"


def lose_votes(stage: dict[str, Any]) -> None:
    stage["non_transferable"] = "0.00000"


def forge_the_quota(stage: dict[str, Any]) -> None:
    stage["quota"] = "33.00000"


def forge_who_is_elected(stage: dict[str, Any]) -> None:
    line(stage, 2)["standing"] = "elected"


STAGE_FORGERIES = (move_votes, lose_votes, forge_the_quota, forge_who_is_elected)


def test_an_honest_record_is_confirmed() -> None:
    for rule in (scottish(2), minneapolis(2), scottish(3), minneapolis(3)):
        plain = record(rule)
        told = f"confirmed by the plain checker: {len(plain['stages'])} stages, {rule.seats} elected"
        assert confirm_ranked(json.dumps(plain)) == told
    assert confirm_ranked(json.dumps(record(meek(2)))) == ""


@pytest.mark.parametrize("forge", STAGE_FORGERIES)
def test_a_forged_stage_is_not_confirmed(forge: Forging) -> None:
    plain = record(scottish(2))
    forge(plain["stages"][1])
    with pytest.raises(TallyError) as refused:
        confirm_ranked(json.dumps(plain))
    assert refused.value.code is TallyErrorCode.NOT_CONFIRMED
    assert refused.value.facts == {"what": "stage 2"}


def exclude_another(plain: dict[str, Any]) -> None:
    next(stage for stage in plain["stages"] if stage["action"] == "exclude")["who"] = [3]


def transfer_another(plain: dict[str, Any]) -> None:
    plain["stages"][1]["who"] = [2]


def elect_another(plain: dict[str, Any]) -> None:
    plain["elected"][0]["number"] = 6


def count_more(plain: dict[str, Any]) -> None:
    plain["valid_papers"] += 1


def stop_early(plain: dict[str, Any]) -> None:
    plain["stages"] = plain["stages"][:2]


@pytest.mark.parametrize("forge", [exclude_another, transfer_another, elect_another, count_more, stop_early])
@pytest.mark.parametrize("rule", [scottish(3), minneapolis(3)], ids=lambda rule: rule.name)
def test_a_forged_record_is_not_confirmed(forge: Forging, rule: StvRule) -> None:
    plain = record(rule)
    forge(plain)
    with pytest.raises(TallyError) as refused:
        confirm_ranked(json.dumps(plain))
    assert refused.value.code is TallyErrorCode.NOT_CONFIRMED
