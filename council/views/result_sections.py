# SPDX-License-Identifier: EUPL-1.2
"""The parts of a result on paper: votes, seats, persons. Minutes and declaration share them."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from core.i18n import number
from council.domain.declaration import DeclaredCandidate, DeclaredPerson, DeclaredPlace, DeclaredResult, ResultKind
from council.tally import Formula
from council.views.blueprint import label, local
from council.views.protocol import Section, Table
from council.views.record_page import RecordPage
from council.views.working import Working

MOST_COLUMNS = 8
"""More columns than this do not fit on a sheet: then every list or person is a row."""


def place_name(place: DeclaredPlace) -> str:
    return " + ".join(local(name) for name in place.names) or _("Together")


def votes_tables(result: DeclaredResult) -> tuple[Table, ...]:
    """Votes by place: lists or persons across, or down where there are many."""
    places, rivals = (*result.places, result.total), result.rivals
    names = tuple(f"{each.number}. {local(each.name)}" for each in rivals)
    if len(rivals) <= MOST_COLUMNS:
        rows = tuple((place_name(place), *map(number, place.votes)) for place in places)
        return (Table(_("Votes"), (_("Polling place"), *names), rows),)
    found = []
    for begins in range(0, len(places), MOST_COLUMNS):
        part = places[begins : begins + MOST_COLUMNS]
        rows = tuple((name, *(number(place.votes[index]) for place in part)) for index, name in enumerate(names))
        found.append(Table(_("Votes"), (_("Person"), *map(place_name, part)), rows))
    return tuple(found)


def papers_table(result: DeclaredResult) -> Table:
    """The papers of every place as the public table shows them."""
    head = (_("Polling place"), _("Electors"), _("Issued"), _("Found"), _("Valid"), _("Rejected"))
    rows = tuple((place_name(place), *_papers(place)) for place in (*result.places, result.total))
    return Table(_("Papers"), head, rows)


def _papers(place: DeclaredPlace) -> tuple[str, ...]:
    values = (place.electors, place.issued, place.found, place.valid, place.rejected)
    return tuple("–" if value is None else number(value) for value in values)


def seats_section(result: DeclaredResult, counted: RecordPage) -> Section:
    """How the votes became seats."""
    facts = ((_("Method"), label_of_formula(result)), (_("Seats"), number(result.seats)))
    if not result.lists:
        return Section(_("Seats"), facts=facts)
    head = (_("List"), _("Votes"), _("Share, per cent"), _("Seats"), _("Vacant"))
    rows = tuple(
        (f"{one.number}. {local(one.name)}", number(one.votes), one.share, str(one.seats), str(one.vacant))
        for one in result.lists
    )
    tables = (Table(_("Votes and seats"), head, rows), *_working(counted.lists))
    return Section(_("Seats"), facts=facts, tables=tables)


def label_of_formula(result: DeclaredResult) -> str:
    return label(Formula(result.formula))


def _working(working: Working | None) -> tuple[Table, ...]:
    """The seats in the order in which they were given, or shares and remainders."""
    if working is None or not working.by_formula:
        return ()
    if working.awards:
        head = (_("Seat"), _("List"), _("Division"))
        rows = tuple(
            (str(each.seat), str(each.number), f"{each.votes} ÷ {each.divisor} = {each.quotient}")
            for each in working.awards
        )
        return (Table(_("Seats in the order in which they were given"), head, rows),)
    shares = (_("List"), _("Exact share of the seats"), _("Whole seats"), _("Seats by remainder"))
    lines = tuple(
        (str(row.number), row.share_shown, str(row.whole_seats), str(row.remainder_seats)) for row in working.remainders
    )
    return (Table(_("Shares and remainders"), shares, lines),) if lines else ()


def persons_sections(result: DeclaredResult) -> tuple[Section, ...]:
    """Who is elected and who follows."""
    if result.kind is not ResultKind.LISTS:
        elected = tuple(f"{each.seat}. {_candidate(each)}" for each in result.elected)
        follow = tuple(f"{each.substitute}. {_candidate(each)}" for each in result.in_line)
        sections = [Section(_("Persons elected"), lines=elected or (_("Nobody is elected."),))]
        return (*sections, Section(_("Substitutes in order"), lines=follow)) if follow else tuple(sections)
    found = []
    for one in result.lists:
        heading = f"{one.number}. {local(one.name)}: " + ngettext("%(num)s seat", "%(num)s seats", one.seats)
        lines = [f"{each.position}. {_person(each)}" for each in one.elected]
        if one.substitutes:
            names = "; ".join(f"{each.position}. {_person(each)}" for each in one.substitutes)
            lines.append(f"{_('Substitutes in order:')} {names}")
        found.append(Section(heading, lines=tuple(lines) or (_("Nobody is elected from this list."),)))
    return tuple(found)


def _person(person: DeclaredPerson) -> str:
    return f"{person.name} ({person.original})" if person.original else person.name


def _candidate(each: DeclaredCandidate) -> str:
    name = f"{each.name} ({each.original})" if each.original else each.name
    group = f", {each.group}" if each.group else ""
    return name + group + ("" if each.votes is None else f": {number(each.votes)}")
