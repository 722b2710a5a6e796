# SPDX-License-Identifier: EUPL-1.2
"""The public list: found in any script, filtered, counted, downloaded, printed; the rest stays unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consult.mapping.domain.organisation import Description, Formality, Kind
from core.domain.actor import Actor, Role
from tests.builders.mapping import add, import_sample, send_file
from tests.page import PageClient

People = Callable[..., Actor]


@pytest.fixture
def officer(person: People) -> Actor:
    return person(Role.OFFICER)


@pytest.mark.requirement("R094", "R012")
def test_everybody_sees_the_imported_list(page: PageClient, officer: Actor) -> None:
    import_sample(officer)
    shown = page.get("mapping.list_organisations")
    assert "57 organisations" in shown.main()
    assert "Lithuania (19)" in shown.main()
    assert "Estonian National Museum" in shown.main()


@pytest.mark.requirement("D01")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dzerelo", "Tartu Welcome Centre"),
        ("Джерело", "Tartu Welcome Centre"),
        ("organisacija", "New East"),
        ("ukrainieciu diaspora", "Ukrainiečių diaspora"),
        ("diaspora ukrainieciu", "Ukrainiečių diaspora"),
        ("KLAIPEDA", "Klaipėda Centre for National Cultures"),
        ("родина", "Rodyna"),
    ],
)
def test_found_without_accents_and_in_another_script(page: PageClient, officer: Actor, words: str, found: str) -> None:
    import_sample(officer)
    assert found in page.get("mapping.list_organisations", q=words).main()


def test_filters_narrow_the_list(page: PageClient, officer: Actor) -> None:
    import_sample(officer)
    shown = page.get("mapping.list_organisations", country="LT", audience="belarusians")
    assert "4 organisations" in shown.main()
    assert "RAZAM" in shown.main()
    assert "Supolka" not in shown.main()


def test_language_and_kind_are_filters(page: PageClient, officer: Actor) -> None:
    add(officer, Description("Speaks Arabic", "LT", languages=("ar", "lt")))
    add(officer, Description("Speaks Lithuanian", "LT", languages=("lt",), kind=Kind.COMMUNITY))
    assert "Speaks Lithuanian" not in page.get("mapping.list_organisations", language="ar").main()
    assert "Speaks Arabic" not in page.get("mapping.list_organisations", kind="community").main()


def test_an_unusable_filter_is_as_good_as_none(page: PageClient, officer: Actor) -> None:
    import_sample(officer)
    shown = page.get("mapping.list_organisations", country="XX'; --", sort="?", page="-3")
    assert "57 organisations" in shown.main()


def test_sorted_by_country(page: PageClient, officer: Actor) -> None:
    import_sample(officer)
    text = page.get("mapping.list_organisations", sort="country").main()
    assert text.index("Walktalk") < text.index("AIESEC")


def test_long_lists_have_pages_that_keep_the_filter(page: PageClient, officer: Actor) -> None:
    import_sample(officer)
    first = page.get("mapping.list_organisations", sort="country")
    assert any("page=2" in link and "sort=country" in link for link in first.links())
    assert "Viche" not in page.get("mapping.list_organisations", page=2).main()


def test_nothing_found_and_nothing_there(page: PageClient, officer: Actor) -> None:
    assert "The map is still empty" in page.get("mapping.list_organisations").main()
    add(officer, Description("One", "LT"))
    assert "Nothing found" in page.get("mapping.list_organisations", q="zzzz").main()


def test_a_community_that_is_not_public_is_unseen(
    page: PageClient, officer: Actor, staff: Callable[..., PageClient]
) -> None:
    hidden = add(
        officer, Description("Tea Circle", "LT", kind=Kind.COMMUNITY, formality=Formality.INFORMAL, public=False)
    )
    assert "Tea Circle" not in page.get("mapping.list_organisations").main()
    assert b"Tea Circle" not in page.get("mapping.download_organisations").response.data
    assert "Tea Circle" not in page.get("mapping.print_organisations").main()
    page.get("mapping.show_organisation", expect=404, public_id=hidden)
    assert "Tea Circle" in staff(Role.FACILITATOR).get("mapping.show_organisation", public_id=hidden).main()
    staff(Role.MODERATOR).get("mapping.show_organisation", expect=404, public_id=hidden)


def test_public_page_shows_no_notes_and_safe_links(page: PageClient, officer: Actor) -> None:
    known = add(
        officer,
        Description(
            "Open Door", "LT", contact_notes="call after six", websites=("www.example.org/a", "https://b.example")
        ),
    )
    shown = page.get("mapping.show_organisation", public_id=known)
    assert "call after six" not in shown.text
    links = {e.get("href"): e.get("rel") for e in shown.all("a") if (e.get("href") or "").startswith("http")}
    assert set(links) == {"https://www.example.org/a", "https://b.example"}
    assert all("noopener" in (rel or "") for rel in links.values())


def test_unknown_entry_is_not_found(page: PageClient) -> None:
    page.get("mapping.show_organisation", expect=404, public_id="nothing")


@pytest.mark.requirement("D10")
def test_the_download_comes_back_unchanged(page: PageClient, officer: Actor, staff: Callable[..., PageClient]) -> None:
    import_sample(officer)
    file = page.get("mapping.download_organisations").response
    assert file.mimetype == "text/csv"
    assert file.data.startswith(b"\xef\xbb\xbfname,country")
    client = staff(Role.OFFICER)
    assert "57 unchanged, nothing to do" in send_file(client, file.data).main()


def test_the_paper_lists_what_was_asked_for(page: PageClient, officer: Actor) -> None:
    import_sample(officer)
    shown = page.get("mapping.print_organisations", country="EE")
    assert "19 organisations" in shown.main()


@pytest.mark.parametrize("lang", ["lt", "ar"])
def test_every_language_opens_the_list(page: PageClient, officer: Actor, lang: str) -> None:
    import_sample(officer)
    assert page.speak(lang).get("mapping.list_organisations").root.get("lang") == lang


def test_as_many_queries_for_one_entry_as_for_many(
    page: PageClient, officer: Actor, counted_queries: list[str]
) -> None:
    add(officer, Description("One", "LT", languages=("lt",)))
    counted_queries.clear()
    page.get("mapping.list_organisations")
    few = len(counted_queries)
    import_sample(officer)
    counted_queries.clear()
    page.get("mapping.list_organisations")
    assert len(counted_queries) == few <= 12
