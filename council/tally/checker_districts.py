# SPDX-License-Identifier: EUPL-1.2
"""The plain checker for counts in districts: every part is confirmed by itself, then what must hold between them.

For a biproportional record the factors are the proof: votes times the list's factor over the district's divisor,
rounded at the half, are the seats of every cell.
"""

import json
from fractions import Fraction
from typing import Any

from council.tally.checker import confirm
from council.tally.errors import TallyError, TallyErrorCode


def confirm_districts(text: str) -> str:
    """Say what was confirmed.

    :raises TallyError: when a part, a sum or a factor does not hold.
    """
    record = json.loads(text)
    parts = [part for part in (record["whole"], *record["districts"]) if part is not None]
    for part in parts:
        confirm(json.dumps(part))
    method = record["rule"]["method"]
    cells = {(cell["district"], cell["number"]): cell["seats"] for cell in record["cells"]}
    if method != "compensated":
        for each in record["totals"]:
            _must(each["seats"] == sum(n for (_d, number), n in cells.items() if number == each["number"]), "totals")
    if method == "biproportional" and cells:
        _factors(record, cells)
    places = len(record["profile"]["districts"])
    return f"confirmed by the plain checker: {sum(cells.values())} seats in {places} districts"


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise TallyError(TallyErrorCode.NOT_CONFIRMED, what=what)


def _factors(record: dict[str, Any], cells: dict[tuple[str, int], int]) -> None:
    """Rows, columns and every single cell."""
    numbers = {item["name"]: item for item in record["profile"]["lists"]}
    divisors = [Fraction(each["value"]) for each in record["divisors"]]
    for district in record["profile"]["districts"]:
        held = [seats for (name, _number), seats in cells.items() if name == district["name"]]
        _must(sum(held) == district["seats"], "district")
    whole = {result["number"]: result["seats"] for result in record["whole"]["results"]}
    for each in record["factors"]:
        item, factor = numbers[each["name"]], Fraction(each["value"])
        _must(whole[item["number"]] == sum(n for (_d, number), n in cells.items() if number == item["number"]), "list")
        for place, district in enumerate(record["profile"]["districts"]):
            reached = item["votes"][place] * factor / divisors[place]
            _must(abs(reached - cells[district["name"], item["number"]]) <= Fraction(1, 2), "cell")
