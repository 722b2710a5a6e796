# SPDX-License-Identifier: EUPL-1.2
"""The list as a file, in the columns that the import reads, so that what leaves can come back unchanged."""

from __future__ import annotations

from collections.abc import Iterable

from consult.mapping.domain.importing import COLUMNS
from consult.mapping.models import Organisation
from core.domain.tables import write_table


def table_of(organisations: Iterable[Organisation]) -> bytes:
    """Public fields alone; with a mark at the beginning by which spreadsheets know UTF-8."""
    return write_table(COLUMNS, (_row(organisation) for organisation in organisations), bom=True)


def _row(organisation: Organisation) -> tuple[str, ...]:
    said = organisation.description()
    cells = {
        "name": said.name,
        "country": said.country,
        "led_by": said.led_by.value,
        "organisation_type": said.organisation_type,
        "target_group": "; ".join(said.target_groups),
        "objective": said.objective,
        "main_functions": said.main_functions,
        "website": " | ".join(said.websites),
        "languages": "; ".join(said.languages),
        "area": said.area,
        "kind": said.kind.value,
        "formality": said.formality.value,
    }
    return tuple(cells[column] for column in COLUMNS)
