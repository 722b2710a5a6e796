# SPDX-License-Identifier: EUPL-1.2
"""The desk of those who run a forum: suggest a topic, mandate it, prepare questions, put words into languages."""

from __future__ import annotations

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access import access, current_actor
from core.i18n import current_language
from core.pages import page_number
from core.requirements import serves
from forums import permissions
from forums.domain.words import About
from forums.forms.topics import MandateForm, QuestionForm, TopicForm, words_form
from forums.queries import loading
from forums.screens import desk as screens
from forums.services import topics, words
from forums.views.blueprint import blueprint, topic_held, topic_of


@blueprint.get("/desk")
@access(permissions.DESK)
@serves("R061", "R067")
def manage_topics() -> str:
    page = screens.desk_list(current_actor(), page_number(), current_language())
    return render_template("forums/desk_list.html", page=page)


@blueprint.get("/<topic_id>/desk")
@access(permissions.DESK)
@serves("R061", "R067", "R068")
def manage_topic(topic_id: str) -> str:
    page = screens.desk(current_actor(), topic_of(topic_id), current_language())
    return render_template("forums/desk.html", page=page)


@blueprint.route("/new", methods=["GET", "POST"])
@access(permissions.SUGGEST)
@serves("R065", "R066", "R067")
def new_topic() -> Response:
    form, made = TopicForm(), list[str]()
    if form.accepts(lambda: made.append(topics.suggest(current_actor(), form.command()))):
        flash(_("The topic is written down. It opens once it has a mandate and a question."), "success")
        return redirect(url_for("forums.manage_topic", topic_id=made[0]))
    return make_response(render_template("forums/new_topic.html", form=form), form.status)


@blueprint.route("/<topic_id>/mandate", methods=["GET", "POST"])
@access(permissions.MANDATE)
@serves("R068")
def give_mandate(topic_id: str) -> Response:
    topic, form = topic_held(topic_id), MandateForm()
    page = screens.desk(current_actor(), topic, current_language())
    if form.accepts(lambda: topics.give_mandate(current_actor(), topic, form.command())):
        flash(_("The mandate is recorded. Everybody will see who promised what, and by when."), "success")
        return redirect(url_for("forums.manage_topic", topic_id=topic_id))
    return make_response(render_template("forums/mandate.html", page=page, form=form), form.status)


@blueprint.route("/<topic_id>/questions/new", methods=["GET", "POST"])
@access(permissions.STEER)
@serves("R062")
def prepare_question(topic_id: str) -> Response:
    topic, form = topic_held(topic_id), QuestionForm()
    page = screens.desk(current_actor(), topic, current_language())
    if form.accepts(lambda: topics.prepare_question(current_actor(), topic, form.command())):
        flash(_("The question is prepared."), "success")
        return redirect(url_for("forums.manage_topic", topic_id=topic_id))
    return make_response(render_template("forums/new_question.html", page=page, form=form), form.status)


@blueprint.route("/<topic_id>/words/<about>/<thing_id>", methods=["GET", "POST"])
@access(permissions.TRANSLATE)
@serves("R062")
def put_into_words(topic_id: str, about: str, thing_id: str) -> Response:
    """The words of one thing of a topic in one more language."""
    topic = topic_held(topic_id)
    if about not in {a.value for a in About} or not loading.thing(topic, About(about), thing_id):
        abort(404)
    thing = (About(about), thing_id)
    form = words_form(thing[0])()
    if form.accepts(lambda: words.put_into_words(current_actor(), topic, thing, form.lang.data, form.words())):
        flash(_("The text is saved in this language."), "success")
        return redirect(url_for("forums.manage_topic", topic_id=topic_id))
    page = screens.wording(topic, thing, current_language())
    return make_response(render_template("forums/words.html", page=page, form=form), form.status)
