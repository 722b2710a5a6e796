# SPDX-License-Identifier: EUPL-1.2
"""The words on a ballot paper, its specimen and its template, in one language; and how votes for a name count.

Each kind of rule has its own instruction. The sentences are short: they are read standing, under a lamp.
"""

from __future__ import annotations

from dataclasses import dataclass

import flask_babel
from flask_babel import gettext as _
from flask_babel import ngettext

from core.i18n import direction
from council.domain.ballot_paper import Paper, PaperKind


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What a paper says in one language."""

    lang: str
    rtl: bool
    heading: str
    title: str
    how: tuple[str, ...]


def words_of(paper: Paper) -> tuple[PaperWords, ...]:
    """What the paper says, in each of its languages."""
    found = []
    for lang, title in zip(paper.langs, paper.titles, strict=True):
        with flask_babel.force_locale(lang):
            found.append(
                PaperWords(lang, direction(lang) == "rtl", str(_("Ballot paper")), title, tuple(instructions(paper)))
            )
    return tuple(found)


def specimen(paper: Paper) -> str:
    """The word printed across a paper that nobody can vote with."""
    found = []
    for lang in paper.langs:
        with flask_babel.force_locale(lang):
            found.append(str(_("SPECIMEN")))
    return " · ".join(dict.fromkeys(found))


def instructions(paper: Paper) -> list[str]:
    """How to mark the paper, in the current language."""
    how = {
        PaperKind.LIST: _for_lists,
        PaperKind.LIST_PREFERENCE: _for_preferences,
        PaperKind.PERSONS: _for_persons,
        PaperKind.PANACHAGE: _for_persons,
        PaperKind.RANKED: _for_ranks,
    }[paper.kind]
    return [*how(paper), str(_("Write nothing else on the paper. Fold it, so that nobody sees your choice."))]


def departure_rule(kind: PaperKind) -> str:
    """What becomes of marks beside the name of somebody who left after printing, in the current language."""
    if kind is PaperKind.LIST:
        return str(_("A cross beside the list stays valid. Seats go to those of the list who still stand."))
    if kind is PaperKind.RANKED:
        return str(_("The name is passed over: the next preference on the paper counts."))
    if kind is PaperKind.PERSONS:
        return str(_("A cross beside this name elects nobody. The other crosses on the paper stay valid."))
    return str(_("Votes beside this name count for the list, but no seat goes to this person."))


def _for_lists(_paper: Paper) -> list[str]:
    return [str(_("Put one cross beside one list."))]


def _for_preferences(paper: Paper) -> list[str]:
    if paper.votes > 1:
        return [str(_("Put one cross beside one list.")), *_for_persons(paper)]
    return [
        str(_("Put one cross beside one list.")),
        str(_("If you want, put a cross beside one person of the same list, too.")),
    ]


def _for_persons(paper: Paper) -> list[str]:
    found = [
        ngettext(
            "You have %(num)s vote. Put a cross beside a person for each vote.",
            "You have %(num)s votes. Put a cross beside a person for each vote.",
            paper.votes,
        )
    ]
    if paper.votes > 1:
        found.append(
            ngettext(
                "One person can get at most %(num)s of your votes.",
                "One person can get at most %(num)s of your votes.",
                paper.most_per_person,
            )
        )
    if paper.kind is PaperKind.PANACHAGE:
        several, one = _("You may choose people of several lists."), _("All of them must stand on one list.")
        found.append(several if paper.across_lists else one)
    if paper.list_tick:
        found.append(_("A cross beside a list gives the votes you have left to its people."))
    return [str(sentence) for sentence in found]


def _for_ranks(_paper: Paper) -> list[str]:
    return [
        str(_("Write 1 beside the person you want most, 2 beside the next, and so on.")),
        str(_("Use each number once. You may stop after any number.")),
    ]
