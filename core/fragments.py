# SPDX-License-Identifier: EUPL-1.2
"""Parts of pages that say something final: rendered once per language, then kept in this process.

Only what depends on nothing but a value that never changes belongs here: no reader, no form, no date of today.
The newest few are kept; another worker renders its own.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup

from core.i18n import current_language

KEPT = 48
Shelf = OrderedDict[tuple[str, str, str], Markup]
_lock = Lock()


def fragment(template: str, key: str, context: Callable[[], Mapping[str, Any]]) -> Markup:
    """The part for this reader's language.

    :param key: names the unchanging value; two values never share one.
    :param context: what the template needs, asked for only when the part is not kept.
    """
    shelf: Shelf = current_app.extensions.setdefault("talka.fragments", OrderedDict())
    place = (template, key, current_language())
    with _lock:
        if place in shelf:
            shelf.move_to_end(place)
            return shelf[place]
    # What a template of ours gives is escaped already.
    made = Markup(render_template(template, **context()))  # noqa: S704 - our own template  # nosec B704
    with _lock:
        shelf[place] = made
        while len(shelf) > KEPT:
            shelf.popitem(last=False)
    return made
