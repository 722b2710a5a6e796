# SPDX-License-Identifier: EUPL-1.2
"""The demo's polling cards: those of the smaller polling place, on their way by post, one back, one replaced.

The larger place is left out: a demo has to start quickly, and nobody takes these files away.
"""

from __future__ import annotations

from core import clock
from core.domain.actor import Role
from council.card_papers import languages
from council.card_press import print_here
from council.domain.cards import Need, Proof, Remedy, ReturnReason
from council.queries.election import election_by
from council.services import card_post, card_replacement
from council.services.card_post import DispatchPlan
from council.services.card_replacement import ReplacementPlan
from council.services.card_runs import PrintOrder
from demo.accounts import actor_of

PLACE = "rukla"


def seed(election_id: str, elector: str) -> str:
    """Print, hand on, write down what came back, and make one elector another card; returns its code."""
    chief, clerk = actor_of(Role.RETURNING_OFFICER), actor_of(Role.POLLING_CLERK)
    election = election_by(election_id)
    assert election is not None
    order = PrintOrder(places=(PLACE,), once="demo-cards")
    run = print_here(chief, election_id, order, most=None).run
    plan = DispatchPlan(
        handed_on=clock.today(),
        cards=run.cards,
        carrier="The post office of Rukla",
        handed_by="Polling clerk",
        reference="DEMO-P-1",
        once="demo-post",
    )
    card_post.record_dispatch(chief, run.public_id, plan)
    returned = card_post.record_return(clerk, election_id, "1-000003", ReturnReason.MOVED)
    card_post.record_remedy(clerk, election_id, returned.public_id, Remedy.GO_BETWEEN)
    wanted = ReplacementPlan(need=Need.LOST, proof=Proof.PASSPORT, checked_by="Polling clerk", once="demo-card")
    return card_replacement.replace_card(clerk, election_id, elector, wanted, offered=languages()).code
