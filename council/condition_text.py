# SPDX-License-Identifier: EUPL-1.2
"""Conditions by group as lines of text that people type and read, and back: one condition on each line.

``guarantee | region | Africa 1; Asia 1 | vacant``: the kind, the kind of group, groups with their seats or one number,
and what else holds: ``vacant`` (seats nobody can take stay empty) or ``inside trait=group``.
"""

from core.domain.refusal import Refusal
from council.domain.statute_refusals import StatuteRefusal
from council.tally import TallyError
from council.tally.persons.choices import Condition, ConditionKind, GroupSeats

VACANT, INSIDE = "vacant", "inside"
MOST_PARTS = 5


def write_conditions(conditions: tuple[Condition, ...]) -> str:
    """The conditions as text to change."""
    return "\n".join(_line(each) for each in conditions)


def read_conditions(text: str, known: tuple[Condition, ...] = ()) -> tuple[Condition, ...]:
    """The conditions as typed; one that is among the known ones keeps its clause.

    :raises Refusal: ``council.statute_condition_unreadable`` with the number of the line.
    """
    clauses = {_line(each): each for each in known}
    lines = [line.strip() for line in text.splitlines()]
    found = [_read(number, line) for number, line in enumerate(lines, start=1) if line]
    return tuple(clauses.get(_line(each), each) for each in found)


def _line(condition: Condition) -> str:
    groups = "; ".join(f"{each.group} {each.seats}" for each in condition.groups)
    parts = [condition.kind.value, condition.trait, groups or str(condition.number)]
    if condition.inside:
        parts.append(f"{INSIDE} {condition.inside_trait}={condition.inside}")
    if not condition.release:
        parts.append(VACANT)
    return " | ".join(parts)


def _read(number: int, line: str) -> Condition:
    parts = [part.strip() for part in line.split("|")]
    if not 2 <= len(parts) <= MOST_PARTS or parts[0] not in list(ConditionKind):
        raise _unreadable(number)
    kind, trait, *rest = parts
    groups, general = _groups(number, rest[0] if rest else "0")
    inside = next((part.removeprefix(INSIDE).strip() for part in rest[1:] if part.startswith(INSIDE)), "")
    if any(part != VACANT and not part.startswith(INSIDE) for part in rest[1:]):
        raise _unreadable(number)
    inside_trait, _, group = inside.partition("=")
    try:
        return Condition(
            kind=ConditionKind(kind),
            trait=trait,
            groups=groups,
            number=general,
            inside_trait=inside_trait.strip(),
            inside=group.strip(),
            release=VACANT not in rest[1:],
        )
    except TallyError:
        raise _unreadable(number) from None


def _groups(number: int, text: str) -> tuple[tuple[GroupSeats, ...], int]:
    """Groups with their seats, or one general number."""
    if text.isdecimal():
        return (), int(text)
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        group, _, seats = part.rpartition(" ")
        if not group.strip() or not seats.isdecimal() or len(seats) > 4:
            raise _unreadable(number)
        found.append(GroupSeats(group.strip(), int(seats)))
    if not found:
        raise _unreadable(number)
    return tuple(found), 0


def _unreadable(number: int) -> Refusal:
    return Refusal(StatuteRefusal.CONDITION_UNREADABLE, field="conditions", line=number)
