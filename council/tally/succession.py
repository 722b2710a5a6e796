# SPDX-License-Identifier: EUPL-1.2
"""Who follows a member who leaves, for every kind of record: one question, answered by the count that elected them.

Lists follow their order, persons the rule sheet, ranked papers the choice of their rule. Equals wait for lots, which
people draw. The answer carries a text that says how it came about; for a count of papers it can be replayed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from council.tally.choices import FewCandidates, OneList
from council.tally.codec import from_json, to_json
from council.tally.errors import TallyError, TallyErrorCode
from council.tally.kinds import AnyRecord
from council.tally.persons.choices import PersonOrder
from council.tally.persons.count import count_persons
from council.tally.persons.profile import Candidate, PersonList, PersonProfile
from council.tally.persons.record import PersonRecord
from council.tally.persons.vacancies import VacancyState, VacancyStep
from council.tally.persons.vacancies import fill_vacancy as fill_by_votes
from council.tally.record import CountRecord
from council.tally.stv.record import RankedRecord
from council.tally.stv.rule import StvSubstitutes
from council.tally.stv.vacancy import Vacancy
from council.tally.stv.vacancy import fill_vacancy as fill_by_papers
from council.tally.ties import Draw

APART = 100_000
"""Numbers of people on lists: the list's number times this, and the place on the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What becomes of the seat. ``lots_between`` are equals while it waits; ``text`` is the working."""

    state: VacancyState
    successor: int | None
    lots_between: tuple[int, ...]
    clause: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One seat that fell vacant. ``origin`` won it in the count, ``who`` leaves it, ``declined`` were asked before.

    ``absent`` are all others who sit or cannot follow any more; ``earlier`` are the texts of the vacancies before.
    """

    origin: int
    who: int
    reason: str
    declined: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    earlier: tuple[str, ...] = ()


def number_on_list(number: int, place: int) -> int:
    """The number by which a succession knows somebody on a list."""
    return number * APART + place


def successor(record: AnyRecord, leaving: Leaving, draws: Sequence[Draw] = ()) -> Succession:
    """Who takes the seat.

    :raises TallyError: when the record elects nobody by name, or the vacancy does not fit to it.
    """
    if isinstance(record, CountRecord):
        return _by_votes(as_persons(record), leaving, draws)
    if isinstance(record, PersonRecord):
        return _by_votes(record, leaving, draws)
    if isinstance(record, RankedRecord):
        return _by_papers(record, leaving, draws)
    raise TallyError(TallyErrorCode.NOT_SEATED, number=leaving.who)


def as_persons(record: CountRecord) -> PersonRecord:
    """The people of closed lists as a record of persons: the same people have the same seats."""
    lists, people = [], []
    seats = {each.number: each.seats for each in record.results}
    for item in record.profile.lists:
        lists.append(PersonList(number=item.number, name=item.name, votes=item.votes, seats=seats[item.number]))
        people += [
            Candidate(number=number_on_list(item.number, place), name=name, list=item.number, position=place)
            for place, name in enumerate(item.candidates, start=1)
        ]
    rule = replace(
        record.rule,
        persons=PersonOrder(),
        one_list=OneList.ALL_SEATS,
        few_candidates=FewCandidates.COUNT,
        conditions=(),
    )
    return count_persons(PersonProfile(candidates=tuple(people), lists=tuple(lists)), rule)


def _by_votes(record: PersonRecord, leaving: Leaving, draws: Sequence[Draw]) -> Succession:
    step = fill_by_votes(
        record,
        leaving.who,
        leaving.reason,
        earlier=[from_json(VacancyStep, text) for text in leaving.earlier],
        declined=leaving.declined,
        draws=draws,
    )
    between = step.tie.lots_between if step.tie is not None and step.tie.open else ()
    return Succession(
        state=step.state, successor=step.successor, lots_between=between, clause=step.clause, text=to_json(step)
    )


def _by_papers(record: RankedRecord, leaving: Leaving, draws: Sequence[Draw]) -> Succession:
    if record.rule.substitutes is StvSubstitutes.NEXT:
        return _next_in_line(record, leaving, draws)
    if record.rule.substitutes is StvSubstitutes.NONE:
        return _nobody()
    elected = {each.number for each in record.elected}
    unavailable = sorted({leaving.who, *leaving.declined, *leaving.absent} - elected)
    try:
        again = fill_by_papers(
            record.profile,
            record.rule,
            Vacancy(member=leaving.origin, unavailable=tuple(unavailable)),
            draws=record.draws,
            vacancy_draws=draws,
        )
    except TallyError as error:
        if error.code is TallyErrorCode.NO_VOTES:
            return _nobody()
        raise
    tie = again.open_tie
    found = again.elected[0].number if again.elected else None
    return Succession(
        state=_state(found, waits=tie is not None),
        successor=None if tie else found,
        lots_between=tie.lots_between if tie else (),
        clause="",
        text=to_json(again),
    )


def _next_in_line(record: RankedRecord, leaving: Leaving, draws: Sequence[Draw]) -> Succession:
    """The next of those not elected; lots already drawn between equals put them in order."""
    gone = {leaving.who, *leaving.declined, *leaving.absent}
    groups = ([number for number in group if number not in gone] for group in record.substitutes)
    first = next((group for group in groups if group), [])
    drawn = next((draw for draw in draws if set(draw.order) == set(first)), None)
    if drawn is None and draws:
        raise TallyError(TallyErrorCode.LOTS_NOT_CALLED_FOR)
    waits = len(first) > 1 and drawn is None
    found = (drawn.order[0] if drawn else first[0]) if first and not waits else None
    return Succession(
        state=_state(found, waits=waits),
        successor=found,
        lots_between=tuple(first) if waits else (),
        clause="",
        text="",
    )


def _state(found: int | None, *, waits: bool) -> VacancyState:
    if waits:
        return VacancyState.LOTS_NEEDED
    return VacancyState.VACANT if found is None else VacancyState.FILLED


def _nobody() -> Succession:
    return Succession(state=VacancyState.VACANT, successor=None, lots_between=(), clause="", text="")
