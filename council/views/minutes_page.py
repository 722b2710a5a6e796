# SPDX-License-Identifier: EUPL-1.2
"""The minutes of a count: circumstances, reconciliation of every place with its explanations, decisions, lots, proof.

They are for those who run or watch the election: they name who was present and show small places by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from core import audit
from core.i18n import day, moment, number
from council.domain.polling import FIELDS, Figures, PlaceState, total
from council.models.election import Election
from council.place_words import FIGURES
from council.queries.count import valid_seat_count
from council.queries.count_acts import omitted_places, pooled_boxes, recounts_of
from council.queries.declaration import declarations_of
from council.queries.minutes import doubtful_of, minutes_of
from council.queries.objections import public_objections
from council.queries.places import places_of
from council.queries.polling import PlaceCount, confirmed_figures, place_counts
from council.views.blueprint import label, local
from council.views.protocol import Code, Protocol, Section, Table, Value
from council.views.result_page import result_page
from council.views.result_sections import seats_section, votes_tables

BY_HAND = "________________"
"""A line to fill in with a pen."""


def minutes_paper(election: Election) -> Protocol:
    """The minutes as things stand now."""
    places, page = place_counts(election), result_page(election)
    sections = [_circumstances(election), _papers(places), _explanations(election, places)]
    if page is not None:
        sections += [Section(_("Votes"), tables=votes_tables(page.result)), seats_section(page.result, page.counted)]
        lots = page.result.lots or (_("No lots were drawn."),)
        sections.append(Section(_("Lots"), lines=tuple(lots)))
    sections += [_objections(election), _proof(election)]
    return Protocol(
        title=_("Minutes of the count"),
        subject=f"{local(election.title)}, {_('Polling day: %(day)s', day=day(election.polling_day))}",
        dated=_newest(election),
        notes=() if confirmed_figures(places) else (_("Not every polling place is confirmed"),),
        sections=tuple(sections),
        signatures=signatures(),
        foot=local(election.title),
    )


def signatures() -> tuple[str, ...]:
    """Who signs minutes and declarations."""
    member = _("Member of the election authority")
    return (_("Returning officer, date"), member, member, _("Observer"))


def _newest(election: Election) -> str:
    row = minutes_of(election)
    return "" if row is None else _("Version %(number)s", number=row.number) + f", {moment(row.at)}"


def _circumstances(election: Election) -> Section:
    row = minutes_of(election)
    facts: tuple[tuple[str, Value], ...] = (
        (_("Where the count was held"), row.held_at if row else BY_HAND),
        (_("When it began"), moment(row.begun_at) if row else BY_HAND),
        (_("When it ended"), moment(row.ended_at) if row else BY_HAND),
    )
    present = [line.strip() for line in row.present.splitlines() if line.strip()] if row else [BY_HAND] * 3
    return Section(
        _("The count"),
        facts=(*facts, (_("Who was present"), "; ".join(present))),
        lines=tuple(line for line in (row.incidents.splitlines() if row else ()) if line.strip()),
    )


def _papers(places: Sequence[PlaceCount]) -> Section:
    """Every place by itself: here the papers have to add up."""
    counted = [(local(each.place.name), each.figures) for each in places if each.figures is not None]
    if counted:
        counted.append((_("Together"), total(figures for _name, figures in counted)))
    # Nine figures with their long words do not fit beside each other on a sheet.
    at = FIELDS.index("found")
    parts = ((_("Ballot papers before the box"), FIELDS[:at]), (_("Ballot papers in the box"), FIELDS[at:]))
    tables = tuple(_table_of(caption, names, counted) for caption, names in parts)
    return Section(_("Reconciliation of the papers"), tables=tables)


def _table_of(caption: str, names: Sequence[str], counted: Sequence[tuple[str, Figures]]) -> Table:
    head = (_("Polling place"), *(str(FIGURES[name]) for name in names))
    return Table(caption, head, tuple((place, *_figures(figures, names)) for place, figures in counted))


def _figures(figures: Figures, names: Sequence[str]) -> tuple[str, ...]:
    values = (getattr(figures, name) for name in names)
    return tuple("–" if value is None else number(value) for value in values)


def _explanations(election: Election, places: Sequence[PlaceCount]) -> Section:
    lines = [*_reasons(places), *_decisions(election), *_doubtful(election)]
    return Section(_("Explanations and decisions"), lines=tuple(lines) or (_("None."),))


def _reasons(places: Sequence[PlaceCount]) -> Iterator[str]:
    for place in places:
        name = local(place.place.name)
        if place.state is PlaceState.LEFT_OUT:
            yield f"{name}: {label(PlaceState.LEFT_OUT)}"
        for entry in place.entries:
            if entry.reason:
                yield f"{name}, {label(entry.entry.kind)}, {moment(entry.at)}: {entry.reason}"
        figures = place.figures
        for ground in figures.grounds if figures else ():
            papers = ngettext("%(num)s paper", "%(num)s papers", ground.papers)
            yield f"{name}, {_('Rejected ballot papers')}: {label(ground.ground)}, {papers}"


def _decisions(election: Election) -> Iterator[str]:
    names = {place.key: local(place.name) for place in places_of(election)}
    for box in pooled_boxes(election):
        yield f"{names.get(box.place, box.place)} + {names.get(box.box, box.box)}: {box.reason}"
    for out in omitted_places(election):
        yield f"{names.get(out.place, out.place)}, {out.decided_by}, {day(out.decided_on)}: {out.reason}"
    for order in recounts_of(election):
        where = " + ".join(names.get(key, key) for key in order.places)
        yield f"{_('Recount ordered')}, {where}, {order.ordered_by}, {day(order.ordered_on)}: {order.reason}"


def _doubtful(election: Election) -> Iterator[str]:
    names = {place.key: local(place.name) for place in places_of(election)}
    for paper in doubtful_of(election):
        told = _("Doubtful ballot paper %(number)s", number=paper.number)
        yield f"{names.get(paper.place, paper.place)}, {told}: {paper.description}. {paper.question} – {paper.reason}"


def _objections(election: Election) -> Section:
    lines = []
    for each in public_objections(election):
        decided = f" {label(each.effect)}. {each.reason}" if each.effect is not None else ""
        lines.append(f"{day(each.received_on)}: {label(each.state)}.{decided}")
    return Section(_("Objections to the result"), lines=tuple(lines) or (_("There is no objection."),))


def _proof(election: Election) -> Section:
    """What ties this paper to the record: whoever changes one of them changes a hash."""
    entry, head = audit.head()
    facts: list[tuple[str, Value]] = [
        (_("Statute"), Code(election.statute.fingerprint)),
        (_("Audit record, entry %(number)s", number=entry), Code(head)),
    ]
    seats = valid_seat_count(election)
    if seats is not None:
        facts.insert(1, (_("Count record"), Code(seats.fingerprint)))
    for row in declarations_of(election)[:1]:
        facts.append((_("Declaration of result"), Code(row.fingerprint)))
    return Section(_("What this rests on"), facts=tuple(facts))
