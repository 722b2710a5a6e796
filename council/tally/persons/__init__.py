# SPDX-License-Identifier: EUPL-1.2
"""Which people take the seats: order inside lists, votes for persons, conditions by group, and who follows whom.

This door holds only what a list count needs of a closed list. The rest is imported from its own module, because
the rule sheet takes its parts from here and is in turn read by them.
"""

from council.tally.persons.closed import Person, elected_persons, substitutes

__all__ = ["Person", "elected_persons", "substitutes"]
