# SPDX-License-Identifier: EUPL-1.2
"""Wrong input in any form: one clear sentence in the reader's language, never one of the form library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import NumberRange

from core.app import Talka
from core.forms import BaseForm, required


class EveryKind(BaseForm):
    number = IntegerField("Number", [required(), NumberRange(0, 9, message="out of range")])
    day = DateField("Day", [required()])
    one = SelectField("One", choices=[SelectChoice("a", "A")])
    several = SelectMultipleField("Several", choices=[SelectChoice("a", "A")])


WRONG = {"number": "twelve", "day": "2026-13-45", "one": "b", "several": "b"}


@pytest.fixture(params=["en", "lt", "ar"])
def refused(app: Talka, request: pytest.FixtureRequest) -> Iterator[dict[str, list[str]]]:
    with app.test_request_context(method="POST"), force_locale(request.param):
        form = EveryKind(MultiDict(WRONG), meta={"csrf": False})
        assert not form.validate()
        yield {name: [str(error) for error in form[name].errors] for name in WRONG}


def test_each_wrong_value_has_one_sentence_of_ours(refused: dict[str, list[str]]) -> None:
    assert [len(errors) for errors in refused.values()] == [1, 1, 1, 1]
    said = " ".join(text for errors in refused.values() for text in errors)
    assert "valid" not in said
    assert "out of range" not in said
    assert "2027-03-14" in refused["day"][0]


def test_it_says_so_in_the_language_of_the_reader(app: Talka) -> None:
    said = {}
    for lang in ("en", "lt", "ar"):
        with app.test_request_context(method="POST"), force_locale(lang):
            form = EveryKind(MultiDict(WRONG), meta={"csrf": False})
            form.validate()
            said[lang] = [str(form[name].errors[0]) for name in WRONG]
    assert all(len({said[lang][at] for lang in said}) == 3 for at in range(len(WRONG)))


def test_what_is_missing_is_still_called_missing(app: Talka) -> None:
    with app.test_request_context(method="POST"):
        form = EveryKind(MultiDict({"number": "", "day": " "}), meta={"csrf": False})
        form.validate()
        assert [str(e) for e in form.number.errors] == ["Please fill this in."]
        assert [str(e) for e in form.day.errors] == ["Please fill this in."]
