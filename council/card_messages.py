# SPDX-License-Identifier: EUPL-1.2
"""The notice of the election and the reminder to vote, by e-mail or as a text message, in the elector's language.

Neither names the person nor holds a code: codes are on paper only. A reminder leaves nothing behind that says who had
not voted: its key is a keyed hash, and address and text go when it was delivered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from core import outbox, throttle
from core.delivery import reachable
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from core.i18n import day
from core.outbox import FLEETING, Channel, Letter
from core.pages import path_of
from council.card_papers import languages
from council.domain.cards import CardRefusal, NoticeKind, card_language
from council.domain.places import ElectionPlace
from council.hours_words import hours_line
from council.models.election import Election
from council.queries.notices import Reachable, on_one_channel, reachable_electors
from council.queries.places import places_of
from council.queries.roll import not_marked
from council.services import card_notices as services

Words = dict[tuple[str, str], "Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One message: with a subject for e-mail, short for a phone."""

    subject: str
    body: str
    short: str


def channels() -> tuple[Channel, ...]:
    """The channels on which this installation can send."""
    config = current_app.config["TALKA"]
    return tuple(channel for channel in Channel if reachable(config, channel))


def send_notices(actor: Actor, election_id: str, wanted: Sequence[Channel], *, once: str) -> int:
    """Write to every elector on these channels, once for each channel in the life of the election.

    :returns: how many messages are new in the outbox.
    """
    election = services.may_notify(actor, election_id)
    if services.sent_before(once):
        return 0
    if not wanted or any(channel not in channels() for channel in wanted):
        raise Refusal(CardRefusal.NO_CHANNEL, field="channels")
    words = _every(election, NoticeKind.CARD)
    numbers = {
        channel: outbox.put_many(_notices(election, channel, words, reachable_electors(election, channel)))
        for channel in wanted
    }
    services.record_notice(actor, election, NoticeKind.CARD, numbers, once=once)
    return sum(numbers.values())


def send_reminders(actor: Actor, election_id: str, *, once: str) -> int:
    """Remind every elector who is not marked on the roll yet, each on the first channel that reaches them.

    :returns: how many messages there are; show it only where it points at nobody (``shown_total``).
    """
    election = services.may_notify(actor, election_id)
    if services.sent_before(once):
        return 0
    if not channels():
        raise Refusal(CardRefusal.NO_CHANNEL)
    words, letters = _every(election, NoticeKind.REMINDER), defaultdict[Channel, list[Letter]](list)
    for channel, person in on_one_channel(election, channels(), not_marked(election)):
        key = FLEETING + throttle.keyed("reminder", f"{once}:{person.public_id}")
        letters[channel].append(letter(channel, person, words, key=key))
    numbers = {channel: outbox.put_many(some) for channel, some in letters.items()}
    services.record_notice(actor, election, NoticeKind.REMINDER, numbers, once=once)
    return sum(numbers.values())


def _notices(election: Election, channel: Channel, words: Words, people: Iterator[Reachable]) -> Iterator[Letter]:
    for person in people:
        yield letter(channel, person, words, key=f"card:{election.public_id}:{channel.value}:{person.public_id}")


def letter(channel: Channel, person: Reachable, words: Words, *, key: str) -> Letter:
    lang = card_language(person.language, languages())
    text = words[person.place, lang]
    return Letter(
        key=key,
        channel=channel,
        recipient=person.address,
        lang=lang,
        subject=text.subject if channel is Channel.EMAIL else "",
        body=text.body if channel is Channel.EMAIL else text.short,
    )


def _every(election: Election, kind: NoticeKind) -> Words:
    """The message for each polling place in each language."""
    return {
        (place.key, lang): wording(election, place, lang, kind) for place in places_of(election) for lang in languages()
    }


def _hours(place: ElectionPlace) -> Iterator[str]:
    for span in place.details.hours:
        line = hours_line(span)
        yield f"{line.day} {line.times}"


def wording(election: Election, place: ElectionPlace, lang: str, kind: NoticeKind) -> Wording:
    with force_locale(lang):
        title, name = election.title.read(lang)[0], place.name.read(lang)[0]
        when = _("Polling day: %(day)s", day=day(election.polling_day))
        where = _("Polling place: %(name)s", name=name)
        where += "".join(f", {each}" for each in (place.details.address, *_hours(place)) if each)
        if kind is NoticeKind.CARD:
            subject = _("You may vote: %(election)s", election=title)
            lines = [_("Your polling card comes by post. If it has not come a week before polling day, tell us.")]
        else:
            subject = _("Polling is on: %(election)s", election=title)
            lines = [_("If you have voted in the meantime, please do not mind this message.")]
        lines += [_("Bring a passport, an identity card or a residence permit. Voting is free and secret.")]
        more = path_of("council.show_election", public_id=election.public_id)
        body = "\n".join(str(line) for line in (subject, when, where, "", *lines, "", _("More about it:"), more))
        short = " ".join(str(line) for line in (f"{subject}.", f"{when}.", f"{where}.", more))
        return Wording(str(subject), body + "\n", short)
