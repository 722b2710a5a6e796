# SPDX-License-Identifier: EUPL-1.2
"""Recording to which groups of the statute the candidates belong, before their votes are known."""

from __future__ import annotations

from collections.abc import Mapping

from core import audit
from core.db import db
from core.domain.actor import Actor
from core.domain.refusal import Refusal
from council.domain.count_refusals import CountRefusal
from council.domain.election import ElectionState
from council.models.candidate_groups import CandidateGroup
from council.permissions import require_running
from council.queries.candidate_groups import asked_traits, candidates_of, recorded_groups
from council.services.election import held

LONGEST_GROUP = 200


def record_groups(actor: Actor, election_id: str, answers: Mapping[tuple[str, str], str], *, reason: str = "") -> int:
    """Keep the answers that are new, by candidate's public id and kind of group; returns how many were.

    :raises Refusal: ``council.reason_needed`` where an earlier answer changes, ``council.group_unknown``,
        ``council.declared_before``.
    """
    election = held(election_id)
    require_running(actor, election_id)
    if election.now is ElectionState.DECLARED:
        raise Refusal(CountRefusal.DECLARED_BEFORE)
    known = recorded_groups(election)
    asked = {each.trait: each for each in asked_traits(election.statute.rule)}
    people = {each.public_id for each in candidates_of(election)}
    new = {key: text for key, text in answers.items() if key not in known or known[key].belongs_to != text}
    for (candidate, trait), text in new.items():
        named = asked[trait].groups if trait in asked else ()
        strange = named and text and text not in named
        if candidate not in people or trait not in asked or strange or len(text) > LONGEST_GROUP:
            raise Refusal(CountRefusal.GROUP_UNKNOWN)
    if not reason and any(key in known for key in new):
        raise Refusal(CountRefusal.REASON_NEEDED, field="reason")
    for (candidate, trait), text in new.items():
        earlier = known.get((candidate, trait))
        row = CandidateGroup(
            election_id=election.id,
            candidate=candidate,
            trait=trait,
            number=earlier.number + 1 if earlier else 1,
            belongs_to=text,
            reason=reason,
            actor_id=actor.id,
        )
        db.session.add(row)
    db.session.flush()
    if new:
        audit.record(actor, "council.candidate_groups_recorded", ("election", election_id), {"answers": len(new)})
    return len(new)
