# SPDX-License-Identifier: EUPL-1.2
"""A version of the statute as plain values for other programs, with the texts its fingerprint is taken of."""

from __future__ import annotations

import json

from council.models.statute import StatuteVersion
from council.queries.articles import articles_of, canonical_articles

SCHEMA = "talka-statute/1"


def statute_export(version: StatuteVersion) -> dict[str, object]:
    """The fingerprint is SHA-256 over the lines of ``fingerprint_of`` that are not empty; a draft's is today's."""
    articles = canonical_articles(version)
    return {
        "schema": SCHEMA,
        "version": version.number,
        "adopted": {
            "on": version.adopted_on.isoformat() if version.adopted_on else None,
            "by": version.adopted_by,
            "reference": version.reference,
        },
        "parameters": json.loads(version.parameters_text),
        "rule": json.loads(version.rule_text),
        "articles": [
            {
                "number": each.position,
                "key": each.key,
                "original": each.original,
                "headings": each.headings,
                "texts": each.texts,
                "states": each.states,
            }
            for each in articles_of(version)
        ],
        "fingerprint": version.fingerprint if version.adopted else version.computed_fingerprint(articles),
        "fingerprint_of": [version.parameters_text, version.rule_text, articles],
    }
