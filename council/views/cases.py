# SPDX-License-Identifier: EUPL-1.2
"""Real migrant councils, counted again: the shipped cases, each in full, and a file of one's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import PUBLIC, access
from core.requirements import serves
from council.domain.rule_trial import Announced, VotesAre, announced, votes_are
from council.forms.declaration import PublishedCountForm
from council.messages import LABELS
from council.permissions import LOAD_COUNTS
from council.services.published_count import FileFault, Reading, count_published, counted_text
from council.tally import Formula, published
from council.tally.case import Verdict
from council.views.blueprint import blueprint
from council.views.working import Working, working_of


@dataclass(frozen=True, slots=True)
class CasePage:
    """One published count: the working under each formula tried, and the official seats by list number."""

    id: str
    title: str
    reading: Reading
    workings: tuple[Working, ...]
    official: Mapping[int, int]
    source: str = ""

    @property
    def verdict(self) -> Verdict | None:
        """None where it cannot be counted."""
        return self.reading.checked.verdict if self.reading.checked else None

    @property
    def day(self) -> dt.date | None:
        """The day of the election where the source gives one."""
        return day_of(self.reading.checked.case.date) if self.reading.checked else None

    @property
    def year(self) -> str:
        """The year, where no more is known."""
        found = self.reading.checked.case.date[:4] if self.reading.checked else ""
        return found if found.isdigit() else ""

    @property
    def votes_are(self) -> VotesAre | None:
        note = self.reading.checked.case.votes_are if self.reading.checked else ""
        return votes_are(note) if note else None

    @property
    def announced(self) -> Announced | None:
        note = self.reading.checked.case.official if self.reading.checked else ""
        return announced(note) if note else None

    @property
    def why(self) -> tuple[str, ...]:
        """Everything that keeps it from being counted, in words."""
        return tuple(in_words(each) for each in self.reading.faults)


def case_page(case_id: str, reading: Reading) -> CasePage:
    checked = reading.checked
    return CasePage(
        id=case_id,
        title=checked.case.title if checked and checked.case.title else _title(case_id),
        reading=reading,
        workings=tuple(working_of(record) for record in checked.records) if checked else (),
        official=dict(checked.case.official_seats) if checked else {},
        source=published.source(case_id) if case_id else "",
    )


def day_of(text: str) -> dt.date | None:
    """A whole date; none where the source knows only the year or the month."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def in_words(fault: FileFault) -> str:
    """A fault with its place in the file first."""
    text = str(LABELS[type(fault.code)][fault.code]) % {**_FACTS, **fault.facts}
    if fault.line is None:
        return text
    if not fault.column:
        return str(_("Line %(line)s: %(text)s", line=fault.line, text=text))
    return str(_("Line %(line)s, column %(column)s: %(text)s", line=fault.line, column=fault.column, text=text))


_FACTS = {"what": "", "number": "", "name": "", "value": "", "method": ""}
"""Facts a sentence may name although the file gave none."""


def _title(case_id: str) -> str:
    return case_id.removeprefix("mc_").replace("_", " ").title()


@blueprint.get("/real-counts")
@access(PUBLIC)
@serves("R050")
def list_cases() -> str:
    pages = [case_page(case_id, counted_text(published.case_text(case_id))) for case_id in published.case_ids()]
    return render_template("council/cases/list.html", pages=pages)


@blueprint.get("/real-counts/<case_id>")
@access(PUBLIC)
@serves("R050")
def show_case(case_id: str) -> str:
    if case_id not in published.case_ids():
        abort(404)
    page = case_page(case_id, counted_text(published.case_text(case_id)))
    return render_template("council/cases/show.html", page=page)


@blueprint.get("/real-counts/<case_id>.json")
@access(PUBLIC)
@serves("R050")
def download_case(case_id: str) -> Response:
    if case_id not in published.case_ids():
        abort(404)
    headers = {"Content-Disposition": f"attachment; filename={case_id}.json"}
    return Response(published.case_text(case_id), mimetype="application/json", headers=headers)


@blueprint.route("/real-counts/own", methods=["GET", "POST"])
@access(LOAD_COUNTS)
@serves("R050")
def load_count() -> ResponseReturnValue:
    """Counts a file in passing; nothing of it is kept."""
    form, page = PublishedCountForm(), None
    if form.validate_on_submit():
        file = form.file.data
        reading = count_published(
            file.read(), name=file.filename or "", seats=form.seats.data, formula=Formula(form.formula.data)
        )
        page = case_page("", reading)
        form.file.errors = [*form.file.errors, *page.why]
    return make_response(render_template("council/cases/load.html", form=form, page=page), form.status)
