# SPDX-License-Identifier: EUPL-1.2
"""The printed cards themselves: read back as a phone and a window envelope would, in both directions of writing."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
import sqlalchemy as sa

from core import clock, codes
from core.app import Talka
from core.codes import AccessCode, Opened
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from council import card_press
from council.card_press import UNFINISHED, print_here, print_into
from council.domain.places import PlaceDetails, Span, local_moment
from council.models.cards import CardRun
from council.models.register import RegisterEntry
from council.queries import cards as queries
from council.queries.register_access import own_entry
from council.services import places
from council.services.places import PlacePlan
from tests.builders import cards as make
from tests.builders import council as build
from tests.builders.registers import find

Person = Callable[..., Actor]
WINDOW = (20.0, 105.0, 45.0, 90.0)
"""Left, right, top and bottom of the window, in millimetres from the corner of the sheet at the top left."""
POINT = 25.4 / 72


@pytest.fixture
def chief(person: Person) -> Actor:
    return person(Role.RETURNING_OFFICER)


@pytest.fixture
def election(chief: Actor) -> str:
    return make.closed_election(chief)


def files_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def placed(pdf: bytes) -> list[tuple[str, float, float]]:
    """Each piece of text that belongs to the card alone, with its place on the sheet in millimetres."""
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    found: list[tuple[str, float, float]] = []
    high = float(page.mediabox.height)

    def note(text: str, outer: list[float], inner: list[float], _font: object, _size: object) -> None:
        if text.strip():
            x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append((text.strip(), x * POINT, (high - y) * POINT))

    page.extract_text(visitor_text=note)
    return found


def scanned(pdf: bytes, folder: Path) -> list[str]:
    """What a phone reads on each page."""
    (folder / "card.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "120", "-gray", "card.pdf", "card"], cwd=folder, check=True)
    pictures = sorted(folder.glob("card-*.pgm"))
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", *(p.name for p in pictures)],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return read.stdout.split()


@pytest.mark.requirement("R047", "D01")
def test_each_card_opens_its_entry_and_speaks_two_languages(chief: Actor, election: str, tmp_path: Path) -> None:
    with unit_of_work():
        made = print_here(chief, election, make.order())
        run = made.run.public_id
    files = files_of(made.data)
    assert list(files) == ["01-jonava-ar.pdf", "02-rukla-en.pdf", "03-rukla-lt.pdf", "manifest.csv"]
    recorded = queries.run_by(find(election), run)
    assert recorded is not None
    manifest = files["manifest.csv"].decode()
    for file in recorded.files:
        assert hashlib.sha256(files[file.name]).hexdigest() == file.sha256
        assert len(pypdf.PdfReader(io.BytesIO(files[file.name])).pages) == file.pages == file.cards
        assert file.sha256 in manifest
    for name, family in (("01-jonava-ar.pdf", "Al-Wahmi"), ("02-rukla-en.pdf", "Prykladna")):
        (link,) = scanned(files[name], tmp_path)
        code = link.partition("code=")[2]
        assert code in texts(files[name]), "the code in letters is the code in the picture"
        opened = codes.open_code(code, "v")
        assert isinstance(opened, Opened)
        found = own_entry(opened.public_id)
        assert found is not None
        assert found[0].family_name == family
    english, lithuanian = texts(files["02-rukla-en.pdf"]), texts(files["03-rukla-lt.pdf"])
    assert "14 March 2027" in english
    assert "2027 m. kovo 14 d." in english, "the national language stands below"
    assert "2027 m. kovo 14 d." in lithuanian
    assert "March" not in lithuanian, "who prefers the national language gets it alone"


@pytest.mark.requirement("R047", "R049")
def test_a_card_says_where_and_when_in_both_languages_and_keeps_to_its_page(chief: Actor, election: str) -> None:
    opens, closes = (local_moment(build.POLLING_DAY, hour, 0, clock.ZONE).isoformat() for hour in (7, 20))
    details = PlaceDetails(address="Taikos g. 9, Rukla", hours=(Span(opens, closes),), languages=("uk", "ar"))
    with unit_of_work():
        places.describe_place(chief, election, "rukla", PlacePlan(details=details))
        made = print_here(chief, election, make.order("rukla"))
    card = " ".join(texts(files_of(made.data)["01-rukla-en.pdf"]).split())
    assert card.count("Taikos g. 9, Rukla") == 2
    assert card.count("07:00 – 20:00") == 2
    assert "Українська" in card


@pytest.mark.requirement("R047", "D01")
def test_an_arabic_card_reads_from_the_right_and_its_address_stays_in_the_window(chief: Actor, election: str) -> None:
    with unit_of_work():
        pieces = placed(files_of(print_here(chief, election, make.order("jonava")).data)["01-jonava-ar.pdf"])
    left, right, top, bottom = WINDOW

    def inside(x: float, y: float) -> bool:
        return left - 1 <= x <= right and top <= y <= bottom

    shown = " ".join(text for text, x, y in pieces if inside(x, y))
    assert "1-000001" in shown
    assert "Samira" in shown
    assert "Pavyzdinė g. 1" in shown
    (code_at,) = [y for text, _x, y in pieces if re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", text)]
    assert code_at > 110, "below the fold, where no window is"
    own = [(x, y) for text, x, y in pieces if any("\u0600" <= letter <= "\u06ff" for letter in text) and 105 < y < 120]
    assert own
    assert min(x for x, _y in own) > 60, "at the right edge of its column"


@pytest.mark.requirement("R047")
def test_a_run_into_a_folder_counts_only_when_every_file_is_there(
    app: Talka, chief: Actor, election: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cards"

    def cut_off(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(card_press.services, "record_run", cut_off)
        with pytest.raises(KeyboardInterrupt):
            print_into(chief, election, make.order(), folder, processes=1)
    assert not folder.exists()
    assert (tmp_path / f"cards{UNFINISHED}").is_dir()
    for table in (CardRun, AccessCode):
        assert db.session.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    db.session.rollback()
    arguments = ["cards", "print", "--election", election, "--to", str(folder), "--json"]
    answer = app.test_cli_runner().invoke(args=arguments)
    assert answer.exit_code == 0, answer.output
    result = json.loads(answer.output.splitlines()[-1])
    assert (result["cards"], len(result["files"])) == (3, 3)
    assert not (tmp_path / f"cards{UNFINISHED}").exists()
    checked = app.test_cli_runner().invoke(args=["cards", "check", "--election", election, str(folder)])
    assert checked.output == "as printed: run 1\n"
    (folder / "02-rukla-en.pdf").write_bytes(b"%PDF")
    checked = app.test_cli_runner().invoke(args=["cards", "check", "--election", election, str(folder)])
    assert (checked.exit_code, checked.output) == (1, "DIFFERENT: 02-rukla-en.pdf\n")
    for wanted in (str(folder), str(tmp_path / "again")):
        again = app.test_cli_runner().invoke(args=[*arguments[:5], wanted])
        assert again.exit_code == 1, "not into the same folder, and not again without a reason"


def test_no_table_holds_a_code_of_a_card(chief: Actor, election: str) -> None:
    drawn = make.printed(chief, election)
    bare = {code.replace("-", "") for code in drawn.values()}
    for table in db.metadata.sorted_tables:
        everything = "\n".join(
            value for row in db.session.execute(sa.select(table)) for value in row if isinstance(value, str)
        ).upper()
        assert not [code for code in {*drawn.values(), *bare} if code in everything], table.name
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterEntry)) == len(drawn)
