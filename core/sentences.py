# SPDX-License-Identifier: EUPL-1.2
"""Looks up the sentence of a refusal. Each feature brings its own table; the application joins them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask import Flask, current_app

from core.domain.refusal import Refusal

KEY = "talka.sentences"


def register(app: Flask, table: Mapping[Any, Any]) -> None:
    """Add a feature's table of refusal codes to lazy sentences."""
    app.extensions.setdefault(KEY, {}).update({str(code): text for code, text in table.items()})


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal in the reader's language, its facts filled in.

    A fact that is itself a labelled enum member is given by the service as its value; the facts of a
    refusal are plain values.
    """
    template = str(current_app.extensions[KEY][str(refusal.code)])
    return template % {name: _plain(value) for name, value in refusal.facts.items()}


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value
