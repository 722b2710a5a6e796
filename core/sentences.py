# SPDX-License-Identifier: EUPL-1.2
"""Looks up the sentence of a refusal. Each feature brings its own table; the application joins them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask import Flask, current_app

from core.domain.actor import Role
from core.domain.refusal import Refusal
from core.i18n import day
from core.messages import ROLES

KEY = "talka.sentences"


def register(app: Flask, table: Mapping[Any, Any]) -> None:
    """Add a feature's table of refusal codes to lazy sentences."""
    app.extensions.setdefault(KEY, {}).update({str(code): text for code, text in table.items()})


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal in the reader's language, its facts filled in.

    A role among the facts is shown by its label, a day in words, every other enum member by its value.
    """
    template = str(current_app.extensions[KEY][str(refusal.code)])
    return template % {name: _plain(value) for name, value in refusal.facts.items()}


def _plain(value: object) -> object:
    if isinstance(value, Role):
        return str(ROLES[value])
    if isinstance(value, dt.date):
        return day(value)
    return value.value if isinstance(value, StrEnum) else value
