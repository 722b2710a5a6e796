# SPDX-License-Identifier: EUPL-1.2
"""How far a set of people meets the conditions on groups: who is under a cap, what is missing, how each came out.

These functions look and count; seating and exchanging people is done elsewhere.
"""

from collections.abc import Iterable, Mapping, Sequence

from council.tally.persons.choices import Condition, ConditionKind
from council.tally.persons.profile import Candidate
from council.tally.persons.record import ConditionOutcome, ConditionState, GroupOutcome

FLOORS = (ConditionKind.GUARANTEE, ConditionKind.FIXED, ConditionKind.MINIMUM)


def groups_under(condition: Condition, person: Candidate) -> tuple[str, ...]:
    """The groups of the person this condition looks at; none when it speaks only of members of another group."""
    if condition.inside and not person.is_in(condition.inside_trait, condition.inside):
        return ()
    return person.groups(condition.trait)


def counts(condition: Condition, people: Iterable[Candidate]) -> dict[str, int]:
    """How many of these people are in each group."""
    found: dict[str, int] = {}
    for person in people:
        for group in groups_under(condition, person):
            found[group] = found.get(group, 0) + 1
    return found


def capped_by(
    conditions: Sequence[Condition], seated: Sequence[Candidate], person: Candidate
) -> tuple[int, str] | None:
    """The first cap (its place in the rule sheet, from 1, and the group) that keeps this person out."""
    for place, condition in enumerate(conditions, start=1):
        if condition.kind is not ConditionKind.CAP:
            continue
        found = counts(condition, seated)
        for group in groups_under(condition, person):
            most = condition.seats_for(group)
            if most is not None and found.get(group, 0) >= most:
                return place, group
    return None


def broken_caps(conditions: Sequence[Condition], people: Sequence[Candidate]) -> bool:
    """True when these people together are more than some cap allows."""
    for condition in conditions:
        if condition.kind is not ConditionKind.CAP:
            continue
        for group, number in counts(condition, people).items():
            most = condition.seats_for(group)
            if most is not None and number > most:
                return True
    return False


def shortfall(condition: Condition, people: Iterable[Candidate]) -> int:
    """How many seats or groups these people lack for a floor or a variety; nothing for other conditions."""
    found = counts(condition, people)
    if condition.kind is ConditionKind.VARIETY:
        return max(0, condition.number - len(found))
    if condition.kind in FLOORS:
        return sum(max(0, each.seats - found.get(each.group, 0)) for each in condition.groups)
    return 0


def helpful(condition: Condition, found: Mapping[str, int], people: Iterable[Candidate]) -> list[Candidate]:
    """Those of these people of whom one more would bring a floor or a variety nearer."""
    if condition.kind is ConditionKind.VARIETY:
        return [each for each in people if any(group not in found for group in groups_under(condition, each))]
    short = {each.group for each in condition.groups if found.get(each.group, 0) < each.seats}
    return [each for each in people if not short.isdisjoint(groups_under(condition, each))]


def outcomes(
    conditions: Sequence[Condition], *, standing: Sequence[Candidate], seated: Sequence[Candidate]
) -> tuple[ConditionOutcome, ...]:
    """How each condition came out, given everyone who could be seated and everyone who was."""
    return tuple(
        ConditionOutcome(
            condition=place,
            kind=condition.kind,
            state=_state(condition, counts(condition, standing), counts(condition, seated)),
            groups=_groups(condition, counts(condition, standing), counts(condition, seated)),
            clause=condition.clause,
        )
        for place, condition in enumerate(conditions, start=1)
    )


def _groups(condition: Condition, standing: Mapping[str, int], seated: Mapping[str, int]) -> tuple[GroupOutcome, ...]:
    names = condition.names or tuple(sorted(standing))
    return tuple(
        GroupOutcome(
            group=name,
            wanted=condition.seats_for(name) or 0,
            reached=seated.get(name, 0),
            standing=standing.get(name, 0),
        )
        for name in names
    )


def _state(condition: Condition, standing: Mapping[str, int], seated: Mapping[str, int]) -> ConditionState:
    if condition.kind is ConditionKind.EXTRA_SEAT:
        one_sided = len(seated) == 1 and sum(seated.values()) > 1
        if not one_sided:
            return ConditionState.HELD
        return ConditionState.CONFLICT if len(standing) > 1 else ConditionState.RELEASED
    if condition.kind is ConditionKind.CAP:
        return ConditionState.HELD
    if condition.kind is ConditionKind.VARIETY:
        if len(seated) >= condition.number:
            return ConditionState.HELD
        return ConditionState.RELEASED if len(seated) == len(standing) else ConditionState.CONFLICT
    short = [each for each in condition.groups if seated.get(each.group, 0) < each.seats]
    if not short:
        return ConditionState.HELD
    if any(seated.get(each.group, 0) < standing.get(each.group, 0) for each in short):
        return ConditionState.CONFLICT
    return ConditionState.RELEASED if condition.release else ConditionState.LEFT_VACANT
