# SPDX-License-Identifier: EUPL-1.2
"""The budget forecast: the table with exact totals, changing it line by line, the file, and the paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from flask import Response, abort, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_currency
from flask_babel import gettext as _

from core import clock
from core.access import access, current_actor
from core.domain.tables import write_table
from core.requirements import serves
from council.domain.money import plain_amount
from council.forms.founding import BudgetLineForm, line_values
from council.models.founding import BudgetLine
from council.queries import founding as queries
from council.services import budget as services
from council.views.blueprint import blueprint
from council.views.founding_page import PREPARE, for_those_who_prepare

COLUMNS = ("year", "title", "amount_eur", "source", "remark")


@blueprint.app_template_filter("euros")
def euros(cents: int) -> str:
    """An amount as people write it, to the cent."""
    return str(format_currency(Decimal(cents) / 100, "EUR"))


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """The lines by year, each year with its total, the totals by source, and the sum of everything."""

    years: tuple[tuple[int, tuple[BudgetLine, ...], int], ...]
    sources: tuple[tuple[str, int], ...]
    total: int


def budget_page(lines: Iterable[BudgetLine]) -> BudgetPage:
    """Adds up whole cents; nothing is rounded."""
    by_year: dict[int, list[BudgetLine]] = defaultdict(list)
    by_source: dict[str, int] = defaultdict(int)
    for line in lines:
        by_year[line.year].append(line)
        by_source[line.source] += line.cents
    return BudgetPage(
        years=tuple((year, tuple(found), sum(line.cents for line in found)) for year, found in sorted(by_year.items())),
        sources=tuple(sorted(by_source.items())),
        total=sum(by_source.values()),
    )


@blueprint.get("/founding/budget")
@access(PREPARE)
@serves("R041")
def show_budget() -> str:
    for_those_who_prepare()
    return render_template("council/founding/budget.html", page=budget_page(queries.budget_lines()))


@blueprint.get("/founding/budget/print")
@access(PREPARE)
@serves("R041")
def print_budget() -> str:
    for_those_who_prepare()
    return render_template(
        "council/founding/budget_paper.html", page=budget_page(queries.budget_lines()), today=clock.today()
    )


@blueprint.get("/founding/budget.csv")
@access(PREPARE)
@serves("R041")
def download_budget() -> Response:
    for_those_who_prepare()
    rows = [
        (each.year, each.title, plain_amount(each.cents), each.source, each.note) for each in queries.budget_lines()
    ]
    answer = Response(write_table(COLUMNS, rows, bom=True), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="budget.csv"'
    return answer


@blueprint.route("/founding/budget/new", methods=["GET", "POST"])
@access(PREPARE)
@serves("R041")
def add_budget_line() -> ResponseReturnValue:
    for_those_who_prepare()
    form = BudgetLineForm()
    if form.accepts(lambda: services.add_line(current_actor(), form.command())):
        flash(_("The line is in the budget."), "success")
        return redirect(url_for("council.show_budget"))
    return make_response(render_template("council/founding/budget_line_new.html", form=form), form.status)


@blueprint.route("/founding/budget/lines/<line_id>", methods=["GET", "POST"])
@access(PREPARE)
@serves("R041")
def change_budget_line(line_id: str) -> ResponseReturnValue:
    for_those_who_prepare()
    line = queries.line_by(line_id) or abort(404)
    form = BudgetLineForm(data=line_values(line))
    if form.accepts(lambda: services.change_line(current_actor(), line_id, form.command())):
        flash(_("The line is changed; the earlier amount stays on record."), "success")
        return redirect(url_for("council.show_budget"))
    html = render_template("council/founding/budget_line.html", form=form, line_id=line_id)
    return make_response(html, form.status)


@blueprint.post("/founding/budget/lines/<line_id>/withdraw")
@access(PREPARE)
@serves("R041")
def withdraw_budget_line(line_id: str) -> ResponseReturnValue:
    for_those_who_prepare()
    if queries.line_by(line_id) is None:
        abort(404)
    services.withdraw_line(current_actor(), line_id)
    flash(_("The line is out of the budget; it stays on record."), "success")
    return redirect(url_for("council.show_budget"))
