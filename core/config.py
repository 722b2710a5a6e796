# SPDX-License-Identifier: EUPL-1.2
"""Configuration: one frozen value, read once from the environment; unknown or weak values stop the start.

A default is allowed only where it is safe in production and fit to be public. What a municipality decides
(names, ages, seats, deadlines) is data with a history, not configuration.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from environs import Env, EnvError

ROOT = Path(__file__).resolve().parent.parent
SOURCE_LANGUAGE = "en"
PREFIX = "TALKA_"


class ConfigError(Exception):
    """The environment cannot be used; the message says which variable and why."""


@dataclass(frozen=True)
class Config:
    """What an operator sets. Every field is a variable ``TALKA_<NAME>``."""

    secret_key: str
    database_url: str
    base_url: str = "http://127.0.0.1:8000"
    municipality: str = "Talka"
    languages: tuple[str, ...] = ("en", "lt", "ar")
    demo: bool = False
    proxies: int = 0
    mail_server: str = ""
    mail_port: int = 25
    mail_starttls: bool = False
    mail_username: str = ""
    mail_password: str = ""
    mail_sender: str = "talka@localhost.invalid"
    sms_url: str = ""
    sms_token: str = ""
    sms_sender: str = "Talka"
    translations: str = str(ROOT / "translations")
    hash_cost: tuple[int, int] = (19456, 2)
    testing: bool = False

    def __post_init__(self) -> None:
        if len(self.secret_key) < 32:
            raise ConfigError("TALKA_SECRET_KEY needs at least 32 characters. Make one with: flask new-secret")
        if not self.base_url.startswith(("http://", "https://")) or self.base_url.endswith("/"):
            raise ConfigError("TALKA_BASE_URL must start with http:// or https:// and not end with a slash.")
        if SOURCE_LANGUAGE not in self.languages:
            raise ConfigError("TALKA_LANGUAGES must contain en, the language of the source.")

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")


def from_environment() -> Config:
    """Read the configuration.

    :raises ConfigError: for an unknown ``TALKA_`` variable, a value of the wrong type, or a weak secret.
    """
    known = set(Config.__dataclass_fields__)
    unknown = sorted(k for k in os.environ if k.startswith(PREFIX) and k[len(PREFIX) :].lower() not in known)
    if unknown:
        raise ConfigError("Unknown settings: " + ", ".join(unknown))
    env = Env()
    with env.prefixed(PREFIX):
        try:
            return Config(
                secret_key=env.str("SECRET_KEY", "") or _stored_secret(),
                database_url=env.str("DATABASE_URL", "") or f"sqlite:///{instance() / 'talka.db'}",
                base_url=env.str("BASE_URL", Config.base_url),
                municipality=env.str("MUNICIPALITY", Config.municipality),
                languages=tuple(env.list("LANGUAGES", list(Config.languages))),
                demo=env.bool("DEMO", False),
                proxies=env.int("PROXIES", 0),
                mail_server=env.str("MAIL_SERVER", ""),
                mail_port=env.int("MAIL_PORT", Config.mail_port),
                mail_starttls=env.bool("MAIL_STARTTLS", False),
                mail_username=env.str("MAIL_USERNAME", ""),
                mail_password=env.str("MAIL_PASSWORD", ""),
                mail_sender=env.str("MAIL_SENDER", Config.mail_sender),
                sms_url=env.str("SMS_URL", ""),
                sms_token=env.str("SMS_TOKEN", ""),
                sms_sender=env.str("SMS_SENDER", Config.sms_sender),
            )
        except EnvError as error:
            raise ConfigError(str(error)) from None


def instance() -> Path:
    """The folder beside the program in which the embedded default keeps its database and its secret."""
    folder = ROOT / "instance"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _stored_secret() -> str:
    """The secret of the embedded default: made once, readable by the owner alone."""
    path = instance() / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()
