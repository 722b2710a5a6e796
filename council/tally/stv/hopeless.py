# SPDX-License-Identifier: EUPL-1.2
"""Who can no longer win, so that all of them are excluded at once (Minneapolis 167.20, "mathematically impossible").

A candidate is one of them when the own votes, those of everybody with as many or fewer, and every surplus still to
be transferred do not equal the next higher candidate; with such a candidate go all who have fewer votes. As many
candidates as there are seats always stay, which the ordinance takes for granted.
"""

from council.tally.stv.ledger import Ledger


def hopeless(ledger: Ledger) -> list[int]:
    """The candidates to be excluded together, lowest first; nobody when none is out of the running."""
    votes = ledger.votes
    ranked = sorted(ledger.continuing, key=lambda number: (votes[number], number))
    elected = [each.number for each in ledger.elected]
    surplus = sum(max(0, votes[number] - ledger.quota) for number in (*ranked, *elected))
    most = len(ranked) - ledger.vacancies
    within_reach, out = surplus, 0
    for place, number in enumerate(ranked[:most], start=1):
        within_reach += votes[number]
        if within_reach < votes[ranked[place]]:
            out = place
    return ranked[:out]
