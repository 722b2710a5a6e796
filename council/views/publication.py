# SPDX-License-Identifier: EUPL-1.2
"""The published files of a result: each by itself, all in one archive, and how anybody counts them again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from core import clock
from core.access import PUBLIC, access
from core.requirements import serves
from council.models.election import Election
from council.queries import publication as queries
from council.queries.publication import Shown
from council.tally.publication import MANIFEST, ManifestFile, archive, manifest_file
from council.views.blueprint import blueprint, public_election

EXPLAINED: dict[str, Any] = {
    MANIFEST: _l("The list of these files with the hash of each."),
    queries.RECORD: _l("The count record: votes, rule, lots and every step. It is all that a replay needs."),
    queries.SEATS: _l("The count by which lists won the seats that persons then took."),
    queries.OUTCOME: _l("The outcome alone: seats, persons elected, substitutes. A replay derives it again."),
    queries.DECLARATION: _l("Everything that the declaration says."),
    queries.PLACES: _l("Electors and ballot papers by polling place; small places are shown together."),
    queries.VOTES: _l("Votes by polling place and by list or person; small places are shown together."),
    queries.PERSONS: _l("The persons elected and the substitutes."),
    queries.COUNCIL: _l("The council in the Popolo form: seats, members, since when and until when."),
}
KINDS = {"csv": "text/csv", "json": "application/json"}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file as the page offers it."""

    file: ManifestFile
    explained: str


def _files(public_id: str) -> tuple[Election, Shown, dict[str, bytes]]:
    election = public_election(public_id)
    shown = queries.shown_result(election, request.args.get("version", type=int)) or abort(404)
    return election, shown, queries.published_files(election, shown, clock.today())


def _explained(name: str) -> str:
    if name.startswith(queries.VACANCY):
        return str(_("The count by which somebody followed a member who left."))
    return str(EXPLAINED[name])


@blueprint.get("/elections/<public_id>/result/files")
@access(PUBLIC)
@serves("R050", "D10")
def list_files(public_id: str) -> str:
    election, shown, files = _files(public_id)
    rows = [FileRow(manifest_file(name, data), _explained(name)) for name, data in files.items()]
    return render_template("council/declaration/files.html", election=election, shown=shown, rows=rows)


@blueprint.get("/elections/<public_id>/result/files/<name>")
@access(PUBLIC)
@serves("R050", "D10")
def download_file(public_id: str, name: str) -> Response:
    _election, _shown, files = _files(public_id)
    data = files.get(name) or abort(404)
    return _attached(data, name, KINDS[name.rpartition(".")[2]])


@blueprint.get("/elections/<public_id>/result.zip")
@access(PUBLIC)
@serves("R050", "D10")
def download_files(public_id: str) -> Response:
    """All of them; the same files give the same archive."""
    _election, _shown, files = _files(public_id)
    return _attached(archive(files), f"result-{public_id}.zip", "application/zip")


def _attached(data: bytes, name: str, mimetype: str) -> Response:
    answer = Response(data, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
