# SPDX-License-Identifier: EUPL-1.2
"""What of Flask-Security shows through: sentences, labels, templates, routes, commands. Nothing that is not ours."""

from __future__ import annotations

import pytest
from flask import get_flashed_messages
from flask_babel import LazyString, force_locale
from flask_security.core import _default_messages
from flask_security.utils import do_flash, get_message

from core.access import PUBLIC, STAFF, policy_of
from core.accounts.sign_in import ADDRESSES, FORMS, OPEN_ROUTES
from core.accounts.sign_in_words import NEVER_SHOWN, SENTENCES
from core.app import Talka
from core.config import ROOT

TEMPLATES = """
    LOGIN_USER LOGOUT_USER VERIFY CHANGE_PASSWORD TWO_FACTOR_SETUP TWO_FACTOR_VERIFY_CODE TWO_FACTOR_SELECT
    MULTI_FACTOR_RECOVERY MULTI_FACTOR_RECOVERY_CODES WAN_REGISTER WAN_SIGNIN WAN_VERIFY
"""
HIDDEN = {"HiddenField", "CSRFTokenField", "SubmitField", "TelField"}


def test_somebody_decided_about_every_sentence() -> None:
    assert set(SENTENCES) | NEVER_SHOWN == set(_default_messages)
    assert not set(SENTENCES) & NEVER_SHOWN


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_every_sentence_is_in_our_catalogue_and_takes_its_facts(app: Talka, key: str) -> None:
    ours, _tone = SENTENCES[key]
    assert isinstance(ours, LazyString)
    with app.test_request_context():
        said, tone = get_message(key, within="x", length=3, name="x", cause="secret cause", email="x")
        assert "%(" not in said
        assert "secret cause" not in said
        do_flash(said, tone)  # a session holds plain text only
        assert get_flashed_messages() == [said]


def test_sentences_follow_the_language_of_the_page(app: Talka) -> None:
    """The language is asked at the moment of showing, not when the program starts."""
    ours, _tone = SENTENCES["RETYPE_PASSWORD_MISMATCH"]
    with app.test_request_context():
        for lang in ("en", "lt", "ar"):
            with force_locale(lang):
                assert get_message("RETYPE_PASSWORD_MISMATCH")[0] == str(ours)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_label_is_ours(app: Talka, name: str) -> None:
    with app.test_request_context():
        arguments = {"user": None} if name == "verify_form" else {}
        for field in FORMS[name](**arguments):
            if field.type in HIDDEN or field.name in ("setup", "help_setup", "identity", "remember"):
                continue
            if name == "wan_delete_form":
                continue  # its one field is written by the template, hidden
            assert isinstance(field.label.text, LazyString), field.name


@pytest.mark.parametrize("name", TEMPLATES.split())
def test_every_page_is_ours(app: Talka, name: str) -> None:
    template = app.jinja_env.get_template(app.config[f"SECURITY_{name}_TEMPLATE"])
    assert str(template.filename).startswith(str(ROOT / "templates/security/"))


def test_routes_are_those_we_know(app: Talka) -> None:
    routes = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security.")}
    assert set(routes) >= OPEN_ROUTES
    assert "security.static" not in routes
    for endpoint, address in routes.items():
        assert policy_of(app, endpoint) is (PUBLIC if endpoint in OPEN_ROUTES else STAFF)
        assert address.startswith(tuple(ADDRESSES.values())), address


def test_no_command_takes_a_password(app: Talka) -> None:
    assert not {"users", "roles"} & set(app.cli.commands)
