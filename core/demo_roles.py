# SPDX-License-Identifier: EUPL-1.2
"""The roles a visitor of the demo may enter as, with one sentence on what each does."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from core.domain.actor import Role

DEMO_ROLES = {
    Role.OFFICER: _l("Maps communities, answers what people said, opens forums."),
    Role.FACILITATOR: _l("Meets people in a cosy corner and writes down what was said."),
    Role.MODERATOR: _l("Reads contributions, publishes them or gives a ground."),
    Role.RETURNING_OFFICER: _l("Runs the election: register, lists, count, declaration."),
    Role.POLLING_CLERK: _l("Enters the counts of a polling place."),
    Role.LIST_AGENT: _l("Speaks for a candidate list."),
    Role.COUNCIL_MEMBER: _l("Sits on the Intercultural Council."),
    Role.OBSERVER: _l("Watches the election and the audit record."),
    Role.OMBUDSPERSON: _l("Looks after people whose rights were touched."),
    Role.TRANSLATOR: _l("Puts texts into the languages people read."),
    Role.OPERATOR: _l("Looks after accounts, messages and the machine."),
}
