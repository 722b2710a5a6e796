# SPDX-License-Identifier: EUPL-1.2
"""How messages leave: SMTP for e-mail, one HTTPS POST for SMS, and nowhere at all in the demo.

The demo keeps every message in the on-screen outbox: no message of a demo ever leaves the machine.
"""

from __future__ import annotations

import json
import smtplib
import ssl
import urllib.request
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from functools import partial

from core.config import Config
from core.outbox import Channel, Driver, Letter


class NotConfigured(RuntimeError):
    """The operator has set no server for this channel; the message stays in the outbox."""


def drivers(config: Config) -> dict[Channel, Driver]:
    """The driver of each channel for this installation."""
    if config.demo:
        return {Channel.EMAIL: _keep_on_screen, Channel.SMS: _keep_on_screen}
    return {Channel.EMAIL: partial(send_email, config), Channel.SMS: partial(send_sms, config)}


def reachable(config: Config, channel: Channel) -> bool:
    """Whether this installation can send at all on a channel; the demo can, to its own screen."""
    return config.demo or bool(config.mail_server if channel is Channel.EMAIL else config.sms_url)


def compose(config: Config, letter: Letter) -> EmailMessage:
    """The letter as an e-mail in plain text.

    :raises ValueError: when an address or the subject would break out of its header.
    """
    mail = EmailMessage()
    mail["From"] = Address(config.municipality, addr_spec=config.mail_sender)
    mail["To"] = Address(addr_spec=letter.recipient)
    mail["Subject"] = letter.subject
    mail["Date"] = formatdate(usegmt=True)
    mail["Message-ID"] = make_msgid(domain=config.mail_sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.body)
    mail["Content-Language"] = letter.lang
    return mail


def send_email(config: Config, letter: Letter) -> None:
    if not config.mail_server:
        raise NotConfigured
    with smtplib.SMTP(config.mail_server, config.mail_port, timeout=20) as server:
        if config.mail_starttls:
            server.starttls(context=ssl.create_default_context())
        if config.mail_username:
            server.login(config.mail_username, config.mail_password)
        server.send_message(compose(config, letter))


def send_sms(config: Config, letter: Letter) -> None:
    if not config.sms_url:
        raise NotConfigured
    if not config.sms_url.startswith(("https://", "http://127.0.0.1:")):
        raise NotConfigured
    body = json.dumps({"to": letter.recipient, "from": config.sms_sender, "text": letter.body}).encode()
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked above
        config.sms_url,
        body,
        {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {config.sms_token}",
            "Idempotency-Key": letter.key,
        },
    )
    with urllib.request.urlopen(request, timeout=20):  # noqa: S310 - the scheme is checked above # nosec B310
        pass


def _keep_on_screen(letter: Letter) -> None:
    """The demo's driver: the message is already on screen, there is nothing to do."""
