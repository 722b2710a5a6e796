# SPDX-License-Identifier: EUPL-1.2
"""Messages to electors: once on each channel, in the own language, to nobody else, and without what must not leave."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core import audit, clock, outbox
from core.app import Talka
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import Refusal
from core.outbox import Channel, Message
from council import card_messages
from council.domain.cards import CardRefusal
from council.models.cards import CardNotice
from council.models.register import RegisterEntry
from council.services import roll
from tests.builders import cards as make
from tests.builders import council as build
from tests.builders import polling
from tests.builders.registers import BASE, PEOPLE, find
from tests.page import PageClient

Person = Callable[..., Actor]
BOTH = (Channel.EMAIL, Channel.SMS)
WRITTEN_TO = (
    PEOPLE[0] | {"email": "oksana@example.org", "phone": "+37060000001"},
    make.ARABIC | {"email": "", "phone": "+37060000002"},
    make.LITHUANIAN | {"email": "", "phone": ""},
    BASE | {"given_names": "Ona", "family_name": "Svečia", "citizenship": "LT", "email": "ona@example.org"},
)
"""Two who can be reached, one who cannot, and one who has no right to vote."""


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def election(chief: Actor, app: Talka, monkeypatch: pytest.MonkeyPatch) -> str:
    able = replace(app.config["TALKA"], mail_server="localhost", sms_url="https://sms.example")
    monkeypatch.setitem(app.config, "TALKA", able)
    return make.closed_election(chief, *WRITTEN_TO)


def sent() -> list[tuple[str, str, str]]:
    found = db.session.execute(
        sa.select(Message.channel, Message.recipient, Message.lang).order_by(Message.channel, Message.recipient)
    )
    return [tuple(row) for row in found]


@pytest.mark.requirement("R047")
def test_electors_with_an_address_are_told_once_and_nobody_else(chief: Actor, election: str) -> None:
    drawn = make.printed(chief, election)
    with unit_of_work():
        assert card_messages.send_notices(chief, election, BOTH, once="first") == 3
        assert card_messages.send_notices(chief, election, BOTH, once="first") == 0, "the same form"
        assert card_messages.send_notices(chief, election, BOTH, once="second") == 0, "nobody twice"
    assert sent() == [
        ("email", "oksana@example.org", "en"),
        ("sms", "+37060000001", "en"),
        ("sms", "+37060000002", "ar"),
    ]
    everything = "\n".join(f"{m.subject}\n{m.body}" for m in outbox.newest())
    assert "Rukla" in everything
    assert not [code for code in drawn.values() if code in everything]
    assert "Prykladna" not in everything
    assert "example.org" not in "".join(event.facts for event in audit.story_of("election", election))
    kept = db.session.scalars(sa.select(CardNotice).order_by(CardNotice.id)).all()
    assert [(row.channel, row.messages, row.shown) for row in kept[:2]] == [("email", 1, 1), ("sms", 2, 2)]


def test_not_before_closing_and_only_on_channels_there_are(chief: Actor, election: str, app: Talka) -> None:
    def refused(wanted: tuple[Channel, ...], where: str) -> object:
        with pytest.raises(Refusal) as found, unit_of_work():
            card_messages.send_notices(chief, where, wanted, once=secrets.token_hex(8))
        return found.value.code

    assert refused((), election) is CardRefusal.NO_CHANNEL
    assert refused(BOTH, build.open_election(chief)) is CardRefusal.NOTICE_TOO_EARLY
    app.config["TALKA"] = replace(app.config["TALKA"], sms_url="")
    assert refused(BOTH, election) is CardRefusal.NO_CHANNEL
    with unit_of_work():
        find(election).state = "counting"
    assert refused((Channel.EMAIL,), election) is CardRefusal.NOTICE_TOO_LATE


@pytest.mark.requirement("R047")
def test_the_page_shows_counts_and_sends(page: PageClient, chief: Actor, election: str) -> None:
    page.sign_in(chief)
    shown = page.get("council.send_card_messages", public_id=election)
    assert "With a phone number" in shown.main()
    assert "oksana" not in shown.response.get_data(as_text=True)
    here = page.address("council.send_card_messages", public_id=election)
    assert "cannot send on this channel" in page.submit({}, action=here, expect=422).main()
    page.submit({"channels": "sms"}, action=here)
    assert "2 messages are on their way" in page.follow().text
    assert {channel for channel, _to, _lang in sent()} == {"sms"}


@pytest.fixture
def voting(person: Person, app: Talka, monkeypatch: pytest.MonkeyPatch) -> tuple[Actor, str]:
    """An election at which people vote now: eight can be reached, two of them on both channels."""
    able = replace(app.config["TALKA"], mail_server="localhost", sms_url="https://sms.example")
    monkeypatch.setitem(app.config, "TALKA", able)
    chief = person(Role.RETURNING_OFFICER)
    people = [
        each | {"phone": f"+3706000000{place}", "email": f"p{place}@example.org" if place < 2 else ""}
        for place, each in enumerate(polling.PEOPLE)
    ]
    return chief, polling.polling(chief, people=people)


@pytest.mark.requirement("R053", "D03")
def test_only_who_is_not_marked_is_reminded_and_nothing_says_who_that_was(
    page: PageClient, voting: tuple[Actor, str]
) -> None:
    chief, election = voting
    with unit_of_work():
        roll.give_paper(chief, election, "rukla", polling.paper("Alpha"))
    page.sign_in(chief)
    page.get("council.send_card_messages", public_id=election)
    page.submit({}, action="reminder")
    assert "7 reminders are on their way" in page.follow().text
    waiting = sent()
    assert len({to for _channel, to, _lang in waiting}) == 7, "each on one channel"
    assert "p0@example.org" not in str(waiting)
    assert "+37060000000" not in str(waiting)
    keys = db.session.scalars(sa.select(Message.key)).all()
    entries = db.session.scalars(sa.select(RegisterEntry.public_id)).all()
    assert not [key for key in keys for entry in entries if entry in key]
    db.session.rollback()

    def deliver(letter: outbox.Letter) -> None:
        if letter.channel is Channel.EMAIL:
            raise OSError("no way")

    for _attempt in range(outbox.MOST_ATTEMPTS):
        while outbox.deliver_next({Channel.EMAIL: deliver, Channel.SMS: deliver}, "w"):
            pass
        with unit_of_work():
            db.session.execute(sa.update(Message).where(Message.state == "waiting").values(due_at=clock.now()))
    assert {(m.recipient, m.body) for m in outbox.newest()} == {("", "")}, "delivered or given up, the address is gone"
    assert {m.state for m in outbox.newest()} == {"sent", "dead"}


@pytest.mark.requirement("R053", "D03")
def test_a_few_reminders_are_not_counted_on_any_page(page: PageClient, voting: tuple[Actor, str]) -> None:
    chief, election = voting
    for name in ("Alpha", "Bravo", "Charlie", "Delta"):
        with unit_of_work():
            roll.give_paper(chief, election, "rukla", polling.paper(name))
    page.sign_in(chief)
    shown = page.get("council.send_card_messages", public_id=election)
    page.submit({}, action="reminder")
    told = page.follow()
    assert "The reminders are on their way." in told.text
    assert "fewer than 5, or hidden" in told.main()
    page.last = shown
    page.submit({}, action="reminder")
    assert len(sent()) == 4, "two presses send once"
