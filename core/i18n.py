# SPDX-License-Identifier: EUPL-1.2
"""Languages: which are offered, which one this reader gets, its direction, and how dates and numbers read.

The first visit follows Accept-Language; a choice is remembered in a cookie; addresses stay the same. A
language without a catalogue stops the start. Pseudo-locales for the tests ride on real, unused ids.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import flask_babel
from babel import Locale, dates
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, format_decimal, get_locale, to_user_timezone

from core import clock
from core.config import SOURCE_LANGUAGE, Config, ConfigError
from core.security import cookie_name

COOKIE = "lang"
YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True, slots=True)
class Language:
    """One offered language, named in itself."""

    code: str
    name: str
    dir: str
    current: bool = False


def direction(code: str) -> str:
    """Either "rtl" or "ltr", from the Unicode data."""
    return Locale.parse(code.replace("-", "_")).text_direction


def tag(code: str) -> str:
    """The language tag of HTML for a locale id."""
    return code.replace("_", "-")


def own_name(code: str) -> str:
    locale = Locale.parse(code)
    name = locale.get_display_name(locale) or code
    return name[:1].upper() + name[1:]


def offered(config: Config) -> list[Language]:
    current = current_language()
    return [Language(c, own_name(c), direction(c), c == current) for c in config.languages]


def current_language() -> str:
    locale = get_locale()
    return str(locale) if locale else SOURCE_LANGUAGE


def choose(config: Config) -> str:
    """The language of this request: forced, remembered, asked for by the browser, or the source."""
    if not has_request_context():
        return SOURCE_LANGUAGE
    forced = g.get("lang")
    if forced:
        return str(forced)
    remembered = request.cookies.get(cookie_name(config, COOKIE), "")
    if remembered in config.languages:
        return remembered
    tags = {tag(code): code for code in config.languages}
    best = request.accept_languages.best_match(tags)
    return tags[best] if best else SOURCE_LANGUAGE


def init_app(app: Flask, config: Config) -> None:
    """Install Flask-Babel.

    :raises ConfigError: when an offered language is unknown or has no compiled catalogue.
    """
    for code in config.languages:
        _refuse_unusable(code, config)
    app.config["BABEL_DEFAULT_LOCALE"] = SOURCE_LANGUAGE
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = config.translations
    Babel(app, locale_selector=lambda: choose(config), timezone_selector=lambda: str(clock.ZONE))
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.add_template_filter(day, "day")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(number, "number")
    app.add_template_filter(own_name, "language_name")
    app.add_template_filter(direction, "direction")


def _refuse_unusable(code: str, config: Config) -> None:
    try:
        Locale.parse(code)
    except (ValueError, LookupError) as error:
        raise ConfigError(f"TALKA_LANGUAGES: {code} is not a language this program knows.") from error
    if code != SOURCE_LANGUAGE:
        catalogue = Path(config.translations) / code / "LC_MESSAGES" / "messages.mo"
        if not catalogue.is_file():
            raise ConfigError(f"TALKA_LANGUAGES: {code} has no compiled catalogue. Run: make strings-compile")


def day(value: dt.date) -> str:
    """A date in words with its weekday, as people say it."""
    return str(dates.format_date(value, "full", locale=_european()))


def moment(value: dt.datetime) -> str:
    """A moment in the municipality's time, to the minute; pages give the exact one in ``datetime``."""
    locale, local = _european(), to_user_timezone(value)
    frame = str(dates.get_datetime_format("medium", locale=locale))
    clock_time = dates.format_time(local, "short", tzinfo=local.tzinfo, locale=locale)
    return frame.replace("{0}", clock_time).replace("{1}", dates.format_date(local, "medium", locale=locale))


def _european() -> Locale:
    """The reader's language as written in Europe: English with the day before the month and 24 hours."""
    locale = get_locale() or Locale(SOURCE_LANGUAGE)
    return Locale("en", "GB") if locale.language == "en" else locale


def number(value: int) -> str:
    return str(format_decimal(value))


def in_language(code: str) -> object:
    """A context in which sentences come out in another language, for letters and papers."""
    return flask_babel.force_locale(code)
