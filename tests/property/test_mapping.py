# SPDX-License-Identifier: EUPL-1.2
"""Laws of the map: folding twice is folding once; importing twice is importing once."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from consult.mapping.domain.importing import Line
from consult.mapping.domain.organisation import Description, Plain
from consult.mapping.domain.reconcile import Stored, plan_import
from consult.mapping.folding import consonants, fold, key_of, loose
from consult.mapping.services.imports import described

words = st.text(max_size=20)
values = st.fixed_dictionaries(
    {
        "name": words,
        "country": st.sampled_from(["LT", "LV"]),
        "objective": words,
        "target_groups": st.lists(words, max_size=3),
        "led_by": st.sampled_from(["both", "unknown"]),
    }
)


@given(st.text())
@example("KZ")  # one replacement makes the spelling that an earlier one replaces
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert loose(loose(text)) == loose(fold(text))
    assert set(consonants(text)) <= set("bcdfghklmnpqrstvwxyz0123456789")


@given(st.lists(values, max_size=5))
def test_importing_twice_is_importing_once(rows: list[dict[str, Plain]]) -> None:
    """After every line is stored as the import stores it, the same lines change nothing."""
    lines = [Line(number, f"{key_of(str(row['name']))} {number}", row) for number, row in enumerate(rows)]
    kept: dict[tuple[str, str], Stored] = {}
    for plan in plan_import(lines, kept).lines:
        said = described(Description(name="", country=""), plan.line.values)
        kept[str(plan.line.values["country"]), plan.line.key] = Stored("x", said.plain(), plan.line.values)
    assert plan_import(lines, kept).nothing_to_do


@given(values, values, values)
def test_a_value_written_by_hand_needs_a_choice(
    imported: dict[str, Plain], by_hand: dict[str, Plain], in_file: dict[str, Plain]
) -> None:
    country = str(in_file["country"])
    by_hand["country"] = country
    plan = plan_import([Line(2, "a", in_file)], {(country, "a"): Stored("x", by_hand, imported)}).lines[0]
    for change in plan.changes:
        assert imported[change.field] == by_hand[change.field]
    for change in plan.by_hand:
        assert imported[change.field] != by_hand[change.field] != in_file[change.field]
