# SPDX-License-Identifier: EUPL-1.2
"""The records that prove the steps before an election: people, working group, law, statute, budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from core import clock
from core.pages import Link
from council.domain.bylaw import BylawStage
from council.domain.founding import NETWORK_GROUPS, Group, missing_groups
from council.domain.founding_steps import FoundingStep
from council.models.founding import LegalBasis
from council.queries.bylaw import all_amendments
from council.queries.founding import budget_lines, legal_bases
from council.queries.stakeholders import Network, network
from council.queries.statute import all_statutes
from council.queries.working_group import all_members


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a step is taken, whether it was begun and reached, and the records that prove it."""

    place: Link
    begun: bool
    reached: bool
    links: tuple[Link, ...] = ()


def counted(words: str, href: str, number: int) -> tuple[Link, ...]:
    """One record in words, when there is any."""
    return (Link(words, href),) if number else ()


def evidence_before() -> dict[FoundingStep, Evidence]:
    """Steps I.1 to III.1."""
    known, bases = network(), legal_bases()
    return {
        FoundingStep.NETWORKING: _networking(known),
        FoundingStep.SUPPORT: _support(known),
        FoundingStep.WORKING_GROUP: _working_group(),
        FoundingStep.LEGISLATION: _legislation(bases),
        FoundingStep.STATUTE: _statute(),
        FoundingStep.BY_LAWS: _by_laws(),
        FoundingStep.BUDGET: _budget(),
        FoundingStep.SUSTAINABILITY: _sustainability(bases),
    }


def _networking(known: Network) -> Evidence:
    place = Link(_("Stakeholders"), url_for("council.list_stakeholders"))
    listed = sum(known.listed[group] for group in NETWORK_GROUPS)
    ready = sum(known.ready[group] for group in NETWORK_GROUPS)
    links = (
        *counted(ngettext("%(num)s stakeholder", "%(num)s stakeholders", listed), place.href, listed),
        *counted(ngettext("%(num)s would take part", "%(num)s would take part", ready), place.href, ready),
    )
    return Evidence(place, listed > 0, all(known.ready[group] for group in NETWORK_GROUPS), links)


def _support(known: Network) -> Evidence:
    place = Link(_("Politicians"), url_for("council.list_stakeholders", group=Group.POLITICIANS.value))
    asked, support, promises = known.listed[Group.POLITICIANS], known.supporters, known.commitments
    links = (
        *counted(ngettext("%(num)s politician", "%(num)s politicians", asked), place.href, asked),
        *counted(ngettext("%(num)s supports it", "%(num)s support it", support), place.href, support),
        *counted(ngettext("%(num)s promise", "%(num)s promises", promises), place.href, promises),
    )
    return Evidence(place, asked > 0, support > 0, links)


def _working_group() -> Evidence:
    place = Link(_("Working group"), url_for("council.show_working_group"))
    members = all_members()
    sitting = [member for member in members if member.sits_on(clock.today())]
    missing = missing_groups(member.group for member in sitting)
    links = counted(ngettext("%(num)s member", "%(num)s members", len(sitting)), place.href, len(sitting))
    return Evidence(place, bool(members), not missing, links)


def _legislation(bases: Sequence[LegalBasis]) -> Evidence:
    place = Link(_("Legal bases"), url_for("council.list_legal_bases"))
    holding = [basis for basis in bases if basis.ended_on is None]
    questions = sum(basis.open_question for basis in bases)
    links = (
        *counted(ngettext("%(num)s provision", "%(num)s provisions", len(holding)), place.href, len(holding)),
        *counted(ngettext("%(num)s open question", "%(num)s open questions", questions), place.href, questions),
    )
    return Evidence(place, bool(holding), bool(holding) and not questions, links)


def _statute() -> Evidence:
    versions = all_statutes()
    links = tuple(
        Link(
            _("Version %(number)s", number=version.number),
            url_for("council.show_statute", public_id=version.public_id),
        )
        for version in versions[:3]
    )
    place = Link(_("Statute of the council"), url_for("council.list_statutes"))
    return Evidence(place, bool(versions), any(version.adopted for version in versions), links)


def _by_laws() -> Evidence:
    place = Link(_("Changes to the municipality's own rules"), url_for("council.list_amendments"))
    every = all_amendments()
    adopted = sum(each.now is BylawStage.ADOPTED for each in every)
    links = (
        *counted(ngettext("%(num)s amendment", "%(num)s amendments", len(every)), place.href, len(every)),
        *counted(ngettext("%(num)s adopted", "%(num)s adopted", adopted), place.href, adopted),
    )
    return Evidence(place, bool(every), adopted > 0, links)


def _budget() -> Evidence:
    place = Link(_("Budget"), url_for("council.show_budget"))
    lines = len(budget_lines())
    links = counted(ngettext("%(num)s line", "%(num)s lines", lines), place.href, lines)
    return Evidence(place, lines > 0, lines > 0, links)


def _sustainability(bases: Sequence[LegalBasis]) -> Evidence:
    place = Link(_("Legal bases"), url_for("council.list_legal_bases"))
    granting = [basis for basis in bases if basis.grants_right and basis.ended_on is None]
    return Evidence(place, bool(bases), bool(granting), tuple(Link(basis.citation, place.href) for basis in granting))
