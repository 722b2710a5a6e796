# SPDX-License-Identifier: EUPL-1.2
"""Articles are written in a draft, discussed by the working group, and closed by adoption; by-laws go their way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from core import audit
from core.db import db, unit_of_work
from core.domain.actor import Actor, Role
from core.domain.refusal import CoreRefusal, Refusal
from council.domain.articles import Stance, Wording
from council.domain.bylaw import BylawEvent, BylawStage
from council.domain.refusals import CouncilRefusal
from council.domain.statute_refusals import StatuteRefusal
from council.first_statute import first_statute
from council.models.articles import ArticleComment, StatuteArticle
from council.models.statute import StatuteVersion
from council.queries.articles import articles_of, canonical_articles, discussed
from council.queries.statute import statute_by
from council.services import article_talk as talk
from council.services import articles, bylaw
from council.services import statute as statutes
from council.services.bylaw import BylawStep
from council.statute_export import statute_export
from council.tally import Parameter
from tests.builders import council as build

Person = Callable[..., Actor]


def wording(text: str, *states: str) -> Wording:
    return Wording(original="en", headings={"en": "Heading"}, texts={"en": text}, states=states)


def drafted(officer: Actor) -> StatuteVersion:
    """A draft that starts from the recommended statute."""
    with unit_of_work():
        return statutes.draft_statute(
            officer, build.parameters(), build.rule(), articles=first_statute().wordings
        )  # fmt: skip


def adopted(officer: Actor, version: StatuteVersion) -> StatuteVersion:
    adoption = statutes.Adoption("Municipal council", dt.date(2026, 9, 24), "T-1")
    with unit_of_work():
        return statutes.adopt_statute(officer, version.public_id, adoption)


@pytest.mark.requirement("R039")
def test_a_new_version_takes_its_articles_along_and_a_draft_keeps_its_own(person: Person) -> None:
    officer = person(Role.OFFICER)
    version = drafted(officer)
    assert [each.key for each in articles_of(version)] == [each.key for each in first_statute().articles]
    with unit_of_work():
        statutes.draft_statute(officer, build.parameters(min_age=16), build.rule(), articles=[("x", wording("x"))])
    assert len(articles_of(version)) == len(first_statute().articles)
    with pytest.raises(Refusal) as refused, unit_of_work():
        articles.take_articles(officer, version.public_id, first_statute().wordings)
    assert refused.value.code is StatuteRefusal.ARTICLES_THERE


@pytest.mark.requirement("R039")
def test_articles_are_added_moved_written_and_left_out_with_a_reason(person: Person) -> None:
    officer = person(Role.OFFICER)
    with unit_of_work():
        version = statutes.draft_statute(officer, build.parameters(), build.rule())
        first, second, third = (
            articles.add_article(officer, version.public_id, wording(text), key=text)
            for text in ("one", "two", "three")
        )
        assert articles.add_article(officer, version.public_id, wording("one"), key="one").id == first.id
        articles.move_article(officer, third.public_id, up=True)
        articles.move_article(officer, first.public_id, up=True)
        articles.write_article(officer, second.public_id, wording("2"))
        articles.leave_out(officer, first.public_id, "It said nothing")
    assert [(each.position, each.key) for each in articles_of(version)] == [(1, "three"), (2, "two")]
    standing, left_out = discussed(version)
    assert [each.article.left_out_reason for each in left_out] == ["It said nothing"]
    assert standing[1].article.texts == {"en": "2"}
    events = [each.event for each in audit.story_of("statute", version.public_id)]
    assert events.count("council.article_added") == 3
    assert {"council.article_moved", "council.article_written", "council.article_left_out"} <= set(events)


@pytest.mark.requirement("R037", "R039")
def test_members_and_offices_talk_and_others_do_not(person: Person) -> None:
    officer, member, outsider = person(Role.OFFICER), person(Role.FACILITATOR), person(Role.MODERATOR)
    build.joined(officer, member)
    article = articles_of(drafted(officer))[0].public_id
    with unit_of_work():
        first = talk.comment(member, article, "Too long", lang="en", once="c-1")
        assert talk.comment(member, article, "Too long", lang="en", once="c-1").id == first.id
        talk.take_stance(member, article, Stance.OBJECT, "Too long")
        talk.take_stance(member, article, Stance.OBJECT, "Too long")
        talk.take_stance(officer, article, Stance.AGREE)
    with pytest.raises(Refusal) as refused, unit_of_work():
        talk.take_stance(member, article, Stance.REMARK)
    assert refused.value.code is StatuteRefusal.REMARK_MISSING
    with pytest.raises(Refusal) as refused, unit_of_work():
        talk.comment(outsider, article, "Me too", lang="en", once="c-2")
    assert refused.value.code is StatuteRefusal.NOT_DISCUSSING
    found = discussed(found_version(article))[0][0]
    assert [each.capacity for each in found.comments] == ["member"]
    assert [each.stance for each in found.stances] == ["object", "agree"]
    assert found.standing == {Stance.AGREE: 1, Stance.REMARK: 0, Stance.OBJECT: 1}


def found_version(article: str) -> StatuteVersion:
    return db.session.scalars(sa.select(StatuteArticle).where(StatuteArticle.public_id == article)).one().statute


@pytest.mark.requirement("R039")
def test_agreement_to_an_earlier_wording_no_longer_counts(person: Person) -> None:
    officer = person(Role.OFFICER)
    article = articles_of(drafted(officer))[0]
    with unit_of_work():
        talk.take_stance(officer, article.public_id, Stance.AGREE)
        translated = replace(article.wording, texts={**article.wording.texts, "lt": "Kitaip"})
        articles.write_article(officer, article.public_id, translated)
        assert discussed(article.statute)[0][0].standing[Stance.AGREE] == 1, "a translation changes nothing"
        articles.write_article(officer, article.public_id, wording("Otherwise"))
    assert discussed(found_version(article.public_id))[0][0].standing[Stance.AGREE] == 0


@pytest.mark.requirement("R039", "D08")
def test_adoption_closes_everything_names_the_articles_and_hashes_them(person: Person) -> None:
    officer = person(Role.OFFICER)
    version = adopted(officer, drafted(officer))
    article = articles_of(version)[0].public_id
    assert version.rule.clause(Parameter.TIES) == "Article 13"
    assert version.fingerprint == version.computed_fingerprint(canonical_articles(version))
    told = statute_export(version)
    assert isinstance(told["fingerprint_of"], list)
    assert told["fingerprint"] == version.fingerprint
    for act in (
        lambda: articles.write_article(officer, article, wording("x")),
        lambda: articles.add_article(officer, version.public_id, wording("x"), key="x"),
        lambda: talk.comment(officer, article, "Late", lang="en", once="late"),
        lambda: talk.take_stance(officer, article, Stance.AGREE),
    ):
        with pytest.raises(Refusal) as refused, unit_of_work():
            act()
        assert refused.value.code is CouncilRefusal.STATUTE_ADOPTED
    late = ArticleComment(
        article_id=articles_of(version)[0].id, text="x", lang="en", capacity="officer", actor_id="a", once="x"
    )
    with pytest.raises(sa.exc.DBAPIError), unit_of_work():
        db.session.add(late)


@pytest.mark.requirement("R039")
def test_a_version_with_its_talk_is_read_in_as_many_queries_whatever_its_size(
    person: Person, counted_queries: list[str]
) -> None:
    officer = person(Role.OFFICER)
    with unit_of_work():
        version = statutes.draft_statute(officer, build.parameters(), build.rule(), articles=[("x", wording("x"))])
    sizes = []
    for articles_more in (0, 20):
        with unit_of_work():
            for number in range(articles_more):
                added = articles.add_article(officer, version.public_id, wording("x"), key=f"k{number}")
                talk.comment(officer, added.public_id, "x", lang="en", once=f"c{number}")
        db.session.expire_all()
        found = statute_by(version.public_id)
        assert found is not None
        counted_queries.clear()
        standing, _left_out = discussed(found)
        assert [each.article.statute.number for each in standing] == [1] * (articles_more + 1)
        sizes.append(len(counted_queries))
    assert sizes[0] == sizes[1]


@pytest.mark.requirement("R040")
def test_an_amendment_goes_its_way_and_stays_as_decided(person: Person) -> None:
    officer = person(Role.OFFICER)
    step = BylawStep(event=BylawEvent.SUBMIT, by="Working group", on=dt.date(2026, 10, 1), reference="D-1")
    with unit_of_work():
        amendment = bylaw.draft_amendment(officer, "Rules of procedure", wording("Add an article"), once="b-1")
        assert bylaw.draft_amendment(officer, "x", wording("x"), once="b-1").id == amendment.id
        bylaw.write_amendment(officer, amendment.public_id, "Rules of procedure, 12", wording("Add article 12a"))
    with pytest.raises(Refusal) as refused, unit_of_work():
        bylaw.move_amendment(officer, amendment.public_id, replace(step, event=BylawEvent.ADOPT))
    assert refused.value.code is CoreRefusal.MOVE_NOT_ALLOWED
    with unit_of_work():
        for event in (BylawEvent.SUBMIT, BylawEvent.READ, BylawEvent.ADOPT):
            bylaw.move_amendment(officer, amendment.public_id, replace(step, event=event))
    with pytest.raises(Refusal) as refused, unit_of_work():
        bylaw.write_amendment(officer, amendment.public_id, "x", wording("x"))
    assert refused.value.code is StatuteRefusal.AMENDMENT_FIXED
    assert amendment.now is BylawStage.ADOPTED
    assert [fact.stage for fact in amendment.facts] == ["submitted", "read", "adopted"]
