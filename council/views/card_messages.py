# SPDX-License-Identifier: EUPL-1.2
"""Messages to electors whose line has an e-mail address or a phone number: counts only, never who."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from core.access import access, current_actor
from core.domain.actor import Role
from core.requirements import serves
from council import card_messages as messages
from council.domain.disclosure import shown_total
from council.forms.cards import NoticeForm, ReminderForm
from council.models.election import Election
from council.permissions import RUN_ELECTION
from council.views.blueprint import blueprint, election_of
from council.views.cards_page import messages_page


@blueprint.route("/elections/<public_id>/cards/messages", methods=["GET", "POST"])
@access(RUN_ELECTION)
@serves("R047", "R053")
def send_card_messages(public_id: str) -> ResponseReturnValue:
    """The notice of the election, besides the letter."""
    election = election_of(public_id, Role.RETURNING_OFFICER)
    form, sent = NoticeForm().offer(messages.channels()), list[int]()
    if form.accepts(
        lambda: sent.append(
            messages.send_notices(current_actor(), public_id, form.chosen(), once=str(form.once.data or "")[:40])
        )
    ):
        flash(ngettext("%(num)s message is on its way.", "%(num)s messages are on their way.", sent[0]), "success")
        return redirect(url_for("council.send_card_messages", public_id=public_id))
    return _page(election, form, ReminderForm())


@blueprint.post("/elections/<public_id>/cards/messages/reminder")
@access(RUN_ELECTION)
@serves("R053", "D03")
def send_reminders(public_id: str) -> ResponseReturnValue:
    """To those not marked on the roll yet. Staff learn a number, and none that points at a person."""
    election = election_of(public_id, Role.RETURNING_OFFICER)
    form, sent = ReminderForm(), list[int]()
    once = str(form.once.data or "")[:40]
    if form.accepts(lambda: sent.append(messages.send_reminders(current_actor(), public_id, once=once))):
        number = shown_total(sent[0])
        if number is None:
            flash(_("The reminders are on their way."), "success")
        else:
            flash(ngettext("%(num)s reminder is on its way.", "%(num)s reminders are on their way.", number), "success")
        return redirect(url_for("council.send_card_messages", public_id=public_id))
    return _page(election, NoticeForm().offer(messages.channels()), form)


def _page(election: Election, form: NoticeForm, reminder: ReminderForm) -> ResponseReturnValue:
    html = render_template("council/cards/messages.html", page=messages_page(election), form=form, reminder=reminder)
    return make_response(html, max(form.status, reminder.status))
