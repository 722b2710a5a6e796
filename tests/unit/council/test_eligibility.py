# SPDX-License-Identifier: EUPL-1.2
"""The right to vote, term by term of the statute, with all reasons in a stable order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.domain.eligibility import (
    ElectorateProfile,
    Reason,
    StatuteTerms,
    is_eligible,
    reasons_ineligible,
)
from council.domain.register import RegisterContext, RegisterLine, read_line
from council.domain.vocabularies import ResidenceStatus

pytestmark = pytest.mark.requirement("R045")

POLLING_DAY = date(2027, 3, 14)
CONTEXT = RegisterContext(exported_on=date(2027, 1, 28), municipality="Home")
TERMS = StatuteTerms(
    municipality="Home", polling_day=POLLING_DAY, qualifying_date=POLLING_DAY, min_age=18, min_residence_days=90
)
STRICT = replace(TERMS, profile=ElectorateProfile.NO_LOCAL_VOTE)


def line(**changes: str) -> RegisterLine:
    good = {
        "register_number": "FR-9887703-Q",
        "given_names": "Liudmyla",
        "family_name": "Chornovil",
        "date_of_birth": "1993-06-04",
        "citizenship": "UA",
        "residence_status": "temporary_protection",
        "declared_since": "2024-01-07",
        "municipality": "Home",
    }
    return read_line(good | changes, context=CONTEXT)


def reasons(terms: StatuteTerms = TERMS, **changes: str) -> list[str]:
    return [reason.value for reason in reasons_ineligible(line(**changes), terms)]


def test_nothing_speaks_against_a_resident_of_age() -> None:
    assert reasons() == []
    assert is_eligible(line(), TERMS)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"date_of_birth": "2009-03-14"}, []),
        ({"date_of_birth": "2009-03-15"}, ["under_age"]),
        ({"date_of_birth": "2009-00-00"}, ["under_age"]),
        ({"date_of_birth": "2008-00-00"}, []),
        ({"declared_since": "2026-12-14"}, []),
        ({"declared_since": "2026-12-15"}, ["residence_too_short"]),
        ({"citizenship": "LT"}, ["citizenship_lithuanian"]),
        ({"municipality": "Elsewhere"}, ["other_municipality"]),
        ({"residence_status": "national_visa"}, ["status_national_visa"]),
        ({"residence_status": "departed"}, ["status_departed"]),
        ({"citizenship": "PL"}, []),
        ({"citizenship": "XX"}, []),
        ({"citizenship": "ZZ"}, ["invalid_citizenship"]),
    ],
)
def test_each_reason_and_its_edge(changes: dict[str, str], expected: list[str]) -> None:
    assert reasons(**changes) == expected


def test_the_narrower_electorate_excludes_whoever_votes_locally() -> None:
    assert reasons(STRICT, citizenship="PL") == ["eu_citizen_has_local_vote"]
    assert reasons(STRICT, residence_status="permanent_residence") == ["permanent_resident_has_local_vote"]
    assert reasons(STRICT, citizenship="PL", residence_status="permanent_residence") == ["eu_citizen_has_local_vote"]
    assert reasons(STRICT) == []


def test_all_reasons_come_at_once_in_one_order() -> None:
    found = reasons_ineligible(
        line(
            register_number="",
            family_name="",
            date_of_birth="2015-01-01",
            citizenship="LT",
            residence_status="departed",
            declared_since="2027-01-20",
            municipality="Elsewhere",
        ),
        STRICT,
        duplicate_of="FR-3363606-A",
    )
    assert [reason.value for reason in found] == [
        "invalid_register_number",
        "invalid_family_name",
        "duplicate",
        "citizenship_lithuanian",
        "other_municipality",
        "status_departed",
        "under_age",
        "residence_too_short",
        "eu_citizen_has_local_vote",
    ]


def test_the_statute_decides_not_the_code() -> None:
    young = replace(TERMS, min_age=16)
    assert reasons(young, date_of_birth="2011-03-14") == []
    settled = replace(TERMS, accepted_statuses=frozenset({ResidenceStatus.REFUGEE_STATUS}))
    assert reasons(settled) == ["status_temporary_protection"]
    earlier = replace(TERMS, qualifying_date=date(2027, 1, 1))
    assert reasons(earlier, declared_since="2026-10-04") == ["residence_too_short"]
    assert reasons(earlier, declared_since="2026-10-03") == []
    latvia = replace(TERMS, host_citizenship="LV")
    assert reasons(latvia, citizenship="LT") == []


def test_every_status_has_a_reason_of_its_own() -> None:
    nobody = replace(TERMS, accepted_statuses=frozenset())
    for status in ResidenceStatus:
        assert reasons(nobody, residence_status=status.value) == [f"status_{status.value}"]


def test_a_leap_day_polling_day() -> None:
    leap = replace(TERMS, polling_day=date(2028, 2, 29), qualifying_date=date(2028, 2, 29))
    assert leap.born_by == date(2010, 2, 28)
    assert replace(leap, min_age=16).born_by == date(2012, 2, 29)


@pytest.mark.parametrize(
    "changes",
    [{"min_age": -1}, {"min_age": 200}, {"min_residence_days": -1}, {"qualifying_date": date(2027, 3, 15)}],
)
def test_terms_without_meaning_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="is not|between"):
        replace(TERMS, **changes)


@given(st.integers(0, 40_000), st.integers(0, 4_000), st.sampled_from(ElectorateProfile))
def test_waiting_never_takes_the_vote_away(age: int, stayed: int, profile: ElectorateProfile) -> None:
    born = CONTEXT.exported_on - timedelta(days=age)
    declared = max(born, CONTEXT.exported_on - timedelta(days=stayed))
    person = line(date_of_birth=born.isoformat(), declared_since=declared.isoformat())
    terms = replace(TERMS, profile=profile)
    later = replace(terms, polling_day=date(2028, 3, 14), qualifying_date=date(2028, 3, 14))
    found = reasons_ineligible(person, terms)
    assert set(reasons_ineligible(person, later)) <= set(found)
    assert list(found) == sorted(found, key=list(Reason).index)
