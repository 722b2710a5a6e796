# SPDX-License-Identifier: EUPL-1.2
"""The outbox against a real SMTP server and a real HTTP gateway: once, retried, taken over, forgotten."""

from __future__ import annotations

import dataclasses
import datetime as dt
import email
import email.policy
import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller

from core import clock, delivery, outbox
from core.app import Talka
from core.config import Config
from core.db import db, unit_of_work
from core.outbox import LEASE, MOST_ATTEMPTS, Channel, Delivery, Letter, Message

START = dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC)


class Mailbox:
    """A mail server that keeps what it receives and refuses one address."""

    def __init__(self) -> None:
        self.mails: list[email.message.EmailMessage] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address.startswith("bounce@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def mailbox(config: Config) -> Iterator[tuple[Mailbox, Config]]:
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield (
        box,
        dataclasses.replace(config, mail_server="127.0.0.1", mail_port=port, mail_sender="talka@town.example"),
    )
    server.stop()


def put(key: str = "k", recipient: str = "resident@mail.example", channel: Channel = Channel.EMAIL) -> None:
    with unit_of_work():
        outbox.put(Letter(key, channel, recipient, "ar", "إجابة على سؤالك – Ąžuolas", "مرحبا\nA line"))


def only() -> Message:
    db.session.expire_all()
    return db.session.scalars(sa.select(Message)).one()


def test_an_e_mail_arrives_as_written(app: Talka, mailbox: tuple[Mailbox, Config]) -> None:
    put()
    assert outbox.deliver_next(delivery.drivers(mailbox[1]), "w")
    assert not outbox.deliver_next(delivery.drivers(mailbox[1]), "w")
    mail = mailbox[0].mails[0]
    assert mail["Subject"] == "إجابة على سؤالك – Ąžuolas"
    assert mail["Content-Language"] == "ar"
    assert "مرحبا" in mail.get_content()
    assert only().state == Delivery.SENT


def test_a_bounce_is_tried_again_later_and_given_up_at_last(app: Talka, mailbox: tuple[Mailbox, Config]) -> None:
    put(recipient="bounce@mail.example")
    moment = START
    for attempt in range(1, MOST_ATTEMPTS + 1):
        moment += dt.timedelta(days=1)
        with clock.standing_at(max(moment, clock.now())):
            assert outbox.deliver_next(delivery.drivers(mailbox[1]), "w"), attempt
            assert not outbox.deliver_next(delivery.drivers(mailbox[1]), "w"), "no second try at once"
        moment = max(moment, clock.now())
    dead = only()
    assert (dead.state, dead.attempts, dead.problem) == (Delivery.DEAD, MOST_ATTEMPTS, "SMTPRecipientsRefused")
    assert "bounce" not in dead.problem
    with unit_of_work():
        assert outbox.revive(dead.public_id)
    assert only().state == Delivery.WAITING


def test_a_killed_worker_gives_its_message_back(app: Talka, mailbox: tuple[Mailbox, Config]) -> None:
    put()
    with unit_of_work():
        assert outbox.claim("killed")
    assert not outbox.deliver_next(delivery.drivers(mailbox[1]), "other")
    with clock.standing_at(clock.now() + LEASE + dt.timedelta(seconds=1)):
        assert outbox.deliver_next(delivery.drivers(mailbox[1]), "other")
    assert len(mailbox[0].mails) == 1
    assert only().state == Delivery.SENT


def test_the_same_key_is_written_once(app: Talka) -> None:
    put("same")
    put("same")
    assert only().key == "same"


def test_a_rolled_back_change_sends_nothing(app: Talka) -> None:
    def change_then_fail() -> None:
        with unit_of_work():
            outbox.put(Letter("k", Channel.EMAIL, "a@mail.example", "en", "S", "B"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_then_fail()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Message)) == 0


@pytest.mark.parametrize("subject", ["x\r\nBcc: all@mail.example", "x\nBcc: y"])
def test_a_subject_cannot_add_headers(config: Config, subject: str) -> None:
    with pytest.raises(ValueError, match=r"linefeed|newline|CR"):
        delivery.compose(config, Letter("k", Channel.EMAIL, "a@mail.example", "en", subject, "B"))


def test_sms_goes_to_the_gateway_with_its_key(app: Talka, config: Config) -> None:
    received: list[tuple[str, dict[str, str]]] = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            received.append((self.headers["Idempotency-Key"], body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Silent."""

    with HTTPServer(("127.0.0.1", 0), Gateway) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        ready = dataclasses.replace(config, sms_url=f"http://127.0.0.1:{server.server_port}/", sms_token="t")
        put("sms-1", "+37060000000", Channel.SMS)
        assert outbox.deliver_next(delivery.drivers(ready), "w")
        thread.join()
    assert received[0][0] == "sms-1"
    assert received[0][1]["text"] == "مرحبا\nA line"


def test_without_a_server_the_message_waits(app: Talka, config: Config) -> None:
    put()
    assert outbox.deliver_next(delivery.drivers(config), "w")
    assert (only().state, only().problem) == (Delivery.WAITING, "NotConfigured")


def test_the_demo_sends_nothing_anywhere(app: Talka, mailbox: tuple[Mailbox, Config]) -> None:
    put()
    demo = dataclasses.replace(mailbox[1], demo=True)
    assert outbox.deliver_next(delivery.drivers(demo), "w")
    assert mailbox[0].mails == []
    assert only().state == Delivery.SENT


@pytest.mark.requirement("D03")
def test_delivered_messages_are_forgotten_after_a_month(app: Talka, mailbox: tuple[Mailbox, Config]) -> None:
    put()
    outbox.deliver_next(delivery.drivers(mailbox[1]), "w")
    app.test_cli_runner().invoke(args=["tick"])
    assert only().body
    with clock.standing_at(clock.now() + outbox.KEPT_FOR + dt.timedelta(days=1)):
        app.test_cli_runner().invoke(args=["tick"])
    assert (only().recipient, only().subject, only().body) == ("", "", "")


def test_the_worker_command_delivers(app: Talka) -> None:
    put()
    result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.output == "1 messages handled\n"
