# SPDX-License-Identifier: EUPL-1.2
"""The sentences of the shared ground: one for every refusal and every role."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from core.domain.actor import Actor, Role
from core.domain.refusal import CoreRefusal

REFUSALS = {
    CoreRefusal.CODE_UNKNOWN: _l("We do not know this code. Please compare it with your slip, letter by letter."),
    CoreRefusal.CODE_MALFORMED: _l("A code has %(length)s letters and digits. Please type the whole code."),
    CoreRefusal.CODE_THROTTLED: _l("Too many wrong codes were typed. Please wait %(minutes)s minutes, then try again."),
    CoreRefusal.MOVE_NOT_ALLOWED: _l("This can no longer be done. Reload the page to see how things stand."),
    CoreRefusal.CHANGED_MEANWHILE: _l(
        "Somebody changed this while you were writing. Compare it with the newest version, then save again."
    ),
    CoreRefusal.ROLE_CONFLICT: _l("This role cannot be held together with the role “%(held)s” in the same election."),
    CoreRefusal.ROLE_HELD: _l("This person already holds this role."),
    CoreRefusal.EMAIL_TAKEN: _l("An account with this e-mail address already exists."),
    CoreRefusal.PASSWORD_WEAK: _l("Choose a password of at least %(length)s characters."),
    CoreRefusal.LAST_OPERATOR: _l("This is the last operator. Name another operator first."),
}


ROLES = {
    Role.OFFICER: _l("Municipal officer"),
    Role.FACILITATOR: _l("Facilitator"),
    Role.MODERATOR: _l("Moderator"),
    Role.RETURNING_OFFICER: _l("Returning officer"),
    Role.POLLING_CLERK: _l("Polling clerk"),
    Role.COUNCIL_MEMBER: _l("Council member"),
    Role.LIST_AGENT: _l("List agent"),
    Role.OBSERVER: _l("Observer"),
    Role.OMBUDSPERSON: _l("Ombudsperson"),
    Role.TRANSLATOR: _l("Translator"),
    Role.OPERATOR: _l("Operator"),
}


def called(actor: Actor) -> str:
    """What to call somebody who signed in: the name, or for people of the demo their roles."""
    return actor.name or ", ".join(sorted({str(ROLES[g.role]) for g in actor.grants}))
