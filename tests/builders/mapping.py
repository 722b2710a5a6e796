# SPDX-License-Identifier: EUPL-1.2
"""Builds entries of the community map through the services, as people would."""

from __future__ import annotations

import io
import secrets
from pathlib import Path

from consult.mapping.domain.imports import Outcome
from consult.mapping.domain.organisation import Description
from consult.mapping.queries import duplicates
from consult.mapping.queries import imports as queries
from consult.mapping.services.imports import Confirmation, confirm_import, open_import
from consult.mapping.services.organisations import add_community
from core.config import ROOT
from core.db import unit_of_work
from core.domain.actor import Actor
from tests.page import Page, PageClient

SAMPLE = (ROOT / "demo/data/organisations.csv").read_bytes()
HEAD = "name,country,led_by,organisation_type,target_group,objective,main_functions,website"


def add(actor: Actor, description: Description) -> str:
    """Add an entry whatever it resembles; returns its public id."""
    with unit_of_work():
        likely = duplicates.likely(description.name, description.country, description.websites)
        added = add_community(actor, description, once=secrets.token_urlsafe(8), seen=duplicates.mark_of(likely))
        return added.public_id


def import_data(actor: Actor, data: bytes, *, leave_out_faulty: bool = False) -> Outcome:
    with unit_of_work():
        batch = open_import(actor, "list.csv", data)
        plan = queries.plan_of(batch)
        decided = Confirmation(plan.fingerprint, (), leave_out_faulty)
        return confirm_import(actor, batch.public_id, decided)


def import_sample(actor: Actor) -> Outcome:
    """The 57 organisations."""
    return import_data(actor, SAMPLE)


def lines(*rows: str) -> bytes:
    """A file with the expected columns; each row gives its first cells, the others stay empty."""
    width = HEAD.count(",") + 1
    filled = [row + "," * (width - 1 - row.count(",")) for row in rows]
    return "\r\n".join([HEAD, *filled, ""]).encode()


def send_file(client: PageClient, data: bytes, *, name: str = "list.csv") -> Page:
    """Send a file through the page and open its preview."""
    client.get("mapping.import_organisations")
    client.submit({"file": (io.BytesIO(data), name)}, action="/imports")
    return client.follow()


def path_of(folder: Path, data: bytes) -> Path:
    """The data as a file on disk."""
    target = folder / "list.csv"
    target.write_bytes(data)
    return target
