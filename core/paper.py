# SPDX-License-Identifier: EUPL-1.2
"""Printed papers: a Typst source from ``papers/`` and plain values become a PDF.

Nothing is written to disk and nothing is fetched: fonts are the house's own. The same values give the same bytes, since
no time is written into the file. Words come with the values, in the language of the paper: sources hold none.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import flask_babel
import segno
import typst
from flask import current_app
from flask_babel import gettext as _

from core.config import ROOT
from core.i18n import direction

SOURCES = ROOT / "papers"


def typeset(name: str, data: Mapping[str, object], *, lang: str, title: str, tagged: bool = True) -> bytes:
    """The PDF of ``papers/NAME.typ``.

    :param data: plain values (as JSON writes them) that the source reads; ``page`` is added.
    :param lang: the language of the paper; it decides the direction.
    :param title: the document's name, already in that language.
    :param tagged: structure for screen readers (PDF/UA); papers that only a printer reads may leave it out.
    """
    with flask_babel.force_locale(lang):
        demo = str(_("Demonstration: nothing here is real.")) if current_app.config["TALKA"].demo else ""
    page = {"lang": lang, "rtl": direction(lang) == "rtl", "title": title, "demo": demo}
    return compiled(name, {**data, "page": page}, tagged=tagged)


def compiled(name: str, data: Mapping[str, object], *, tagged: bool = True) -> bytes:
    """As ``typeset``, with ``page`` already among the values: for processes that have no application."""
    return typst.compile(
        SOURCES / f"{name}.typ",
        root=SOURCES,
        font_paths=[SOURCES / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"] if tagged else [],
        pdf_tags=tagged,
    )


def qr(address: str) -> str:
    """The QR code of an address, as SVG text for ``picture``; never a micro code, which phones do not read."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=3).save(drawn, kind="svg", scale=4, border=4)
    return drawn.getvalue().decode("ascii")
