# SPDX-License-Identifier: EUPL-1.2
"""A ballot paper, its large print and its template as PDF files. The same paper gives the same bytes."""

from __future__ import annotations

from dataclasses import asdict

import flask_babel
from flask_babel import gettext as _

from core import paper as papers
from council.domain.ballot_paper import Paper, PaperKind, PaperSize, geometry
from council.paper_words import specimen, words_of

WITH_PEOPLE = (PaperKind.LIST_PREFERENCE, PaperKind.PANACHAGE)


def paper_pdf(paper: Paper, size: PaperSize, *, is_specimen: bool = False) -> bytes:
    """The paper as it is printed; ``is_specimen`` overprints it, so that nobody can vote with it."""
    return _typeset(paper, size, specimen=specimen(paper) if is_specimen else "")


def template_pdf(paper: Paper) -> bytes:
    """The sheet that is laid over an ordinary paper: its fields are cut out, the numbers stand in the margin."""
    return _typeset(paper, PaperSize.ORDINARY, template=True)


def _typeset(paper: Paper, size: PaperSize, *, specimen: str = "", template: bool = False) -> bytes:
    words = words_of(paper)
    place = geometry(size, paper, [(len(w.heading) + len(w.title) + 2, len(" ".join(w.how))) for w in words])
    with flask_babel.force_locale(paper.langs[0]):
        how = _(
            "Template for the ballot paper. Cut out the dashed fields, the corner and the hole. Lay corner on corner: "
            "each window is then above the field of its number."
        )
        title = _("Template") if template else words[0].heading
    data = {
        "geometry": {**asdict(place), "per_page": place.per_page},
        "lines": [asdict(line) for line in paper.lines],
        "words": [asdict(each) for each in words],
        "indent": paper.kind in WITH_PEOPLE,
        "specimen": specimen,
        "template": template,
        "how": str(how),
    }
    return papers.typeset("ballot", data, lang=paper.langs[0], title=str(title))
