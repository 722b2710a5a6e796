# SPDX-License-Identifier: EUPL-1.2
"""Writing the articles of a draft, and the talk of the working group about each of them."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import STAFF, access, current_actor
from core.i18n import current_language
from core.requirements import serves
from council.first_statute import first_statute
from council.forms.articles import ArticleForm, CommentForm, LeaveOutForm, StanceForm, article_values
from council.forms.election import MoveForm
from council.models.articles import StatuteArticle
from council.permissions import FOUND_COUNCIL
from council.queries import articles as queries
from council.services import article_talk as talk
from council.services import articles as services
from council.statute_lines import lines_of
from council.views.blueprint import blueprint
from council.views.statute import may_found, statute_of
from council.views.statute_page import read_wording


def article_of(public_id: str) -> StatuteArticle:
    """The article, or 404; those of a draft only for who writes or discusses it."""
    article = queries.article_by(public_id)
    if article is None:
        abort(404)
    statute_of(article.statute.public_id)
    return article


def _back(article: StatuteArticle) -> ResponseReturnValue:
    return redirect(
        url_for("council.show_statute", public_id=article.statute.public_id, _anchor=f"article-{article.public_id}")
    )


@blueprint.route("/statutes/<public_id>/articles/new", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R039")
def add_article(public_id: str) -> ResponseReturnValue:
    statute = statute_of(public_id)
    form = ArticleForm().offer(lines_of(statute))
    if form.accepts(
        lambda: services.add_article(current_actor(), public_id, form.command(), key=str(form.key.data or "")[:10])
    ):
        flash(_("The article is saved."), "success")
        return redirect(url_for("council.show_statute", public_id=public_id))
    page = render_template("council/statute/article_form.html", form=form, statute=statute, article=None)
    return make_response(page, form.status)


@blueprint.route("/articles/<public_id>/edit", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R039")
def write_article(public_id: str) -> ResponseReturnValue:
    article = article_of(public_id)
    form = ArticleForm(data=article_values(article.wording)).offer(lines_of(article.statute))
    if form.accepts(lambda: services.write_article(current_actor(), public_id, form.command())):
        flash(_("The article is saved."), "success")
        return _back(article)
    page = render_template("council/statute/article_form.html", form=form, statute=article.statute, article=article)
    return make_response(page, form.status)


@blueprint.post("/articles/<public_id>/move")
@access(FOUND_COUNCIL)
@serves("R039")
def move_article(public_id: str) -> ResponseReturnValue:
    article, form = article_of(public_id), MoveForm()
    up = request.form.get("direction") == "up"
    if not form.accepts(lambda: services.move_article(current_actor(), public_id, up=up)):
        flash(form.problems()[0][1] if form.problems() else _("Nothing was changed."), "error")
    return _back(article)


@blueprint.route("/articles/<public_id>/leave-out", methods=["GET", "POST"])
@access(FOUND_COUNCIL)
@serves("R039")
def leave_out_article(public_id: str) -> ResponseReturnValue:
    article, form = article_of(public_id), LeaveOutForm()
    if form.accepts(lambda: services.leave_out(current_actor(), public_id, str(form.reason.data))):
        flash(_("The article is left out. What was said about it stays readable."), "success")
        return redirect(url_for("council.show_statute", public_id=article.statute.public_id))
    read = read_wording(article.position, article.wording, ())
    return make_response(
        render_template("council/statute/leave_out.html", form=form, article=article, read=read), form.status
    )


@blueprint.post("/statutes/<public_id>/articles/take")
@access(FOUND_COUNCIL)
@serves("R039")
def take_first_articles(public_id: str) -> ResponseReturnValue:
    """The articles of the recommended statute for a draft that has none."""
    form = MoveForm()
    if form.accepts(lambda: services.take_articles(current_actor(), public_id, first_statute().wordings)):
        flash(_("The articles are taken over. Change them as you need."), "success")
    else:
        flash(form.problems()[0][1], "error")
    return redirect(url_for("council.show_statute", public_id=public_id))


@blueprint.get("/articles/<public_id>")
@access(STAFF)
@serves("R039")
def discuss_article(public_id: str) -> ResponseReturnValue:
    """The talk about one article, with the forms to take part in it."""
    article_of(public_id)
    return _talk_page(public_id, CommentForm(), StanceForm(data=_own_stance(public_id)))


@blueprint.post("/articles/<public_id>/comments")
@access(STAFF)
@serves("R039")
def comment_article(public_id: str) -> ResponseReturnValue:
    article, form = article_of(public_id), CommentForm()
    text, once = str(form.text.data or ""), str(form.once.data or "")[:40]
    if form.accepts(lambda: talk.comment(current_actor(), public_id, text, lang=current_language(), once=once)):
        flash(_("Your comment is saved."), "success")
        return redirect(url_for("council.discuss_article", public_id=article.public_id))
    return _talk_page(public_id, form, StanceForm(formdata=None, data=_own_stance(public_id)))


@blueprint.post("/articles/<public_id>/stance")
@access(STAFF)
@serves("R039")
def take_stance(public_id: str) -> ResponseReturnValue:
    article, form = article_of(public_id), StanceForm()
    if form.accepts(lambda: talk.take_stance(current_actor(), public_id, *form.command())):
        flash(_("Where you stand is saved. You can change it until the statute is adopted."), "success")
        return redirect(url_for("council.discuss_article", public_id=article.public_id))
    return _talk_page(public_id, CommentForm(formdata=None), form)


def _own_stance(public_id: str) -> dict[str, str]:
    found = queries.discussed_article(public_id)
    mine = found.stance_of(current_actor().id) if found else None
    return {"stance": mine.stance, "remark": mine.remark} if mine else {}


def _talk_page(public_id: str, comment: CommentForm, stance: StanceForm) -> ResponseReturnValue:
    found = queries.discussed_article(public_id) or abort(404)
    article = found.article
    capacity = talk.capacity_of(current_actor())
    page = render_template(
        "council/statute/article.html",
        article=article,
        statute=article.statute,
        read=read_wording(article.position, article.wording, lines_of(article.statute)),
        talk=found,
        comment=comment,
        stance=stance,
        form=comment if comment.problems() else stance,
        talking=capacity is not None and not article.statute.adopted,
        may_found=may_found(),
    )
    return make_response(page, max(comment.status, stance.status))
