# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a version show: each article beside the parameters it states, and two versions side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from core.access import current_actor
from core.i18n import current_language
from council.deadline_words import DeadlineWords, deadline_words
from council.domain.articles import Capacity, Stance, Wording
from council.domain.bylaw import BylawStage
from council.domain.word_changes import Change, Piece, word_changes
from council.models.articles import StatuteArticle
from council.models.statute import StatuteVersion
from council.queries import articles as queries
from council.queries.articles import Discussed
from council.services.article_talk import capacity_of
from council.statute_lines import Line, deadline_lines, lines_of
from council.views.blueprint import blueprint, label, tone

DEADLINES = "timetable"


@dataclass(frozen=True, slots=True)
class Read:
    """An article as this reader reads it: in the own language when it is written in it, else in the original."""

    number: int
    heading: str
    text: str
    lang: str
    wording: Wording
    lines: tuple[Line, ...]
    talk: Discussed | None = None
    article: StatuteArticle | None = None

    @property
    def translated(self) -> bool:
        return self.lang != self.wording.original

    @property
    def original(self) -> tuple[str, str, str]:
        """Heading, text and language of the original."""
        return self.wording.read(self.wording.original)

    @property
    def deadlines(self) -> bool:
        """True when it states the deadlines, which have a table of their own."""
        return DEADLINES in self.wording.states


@dataclass(frozen=True, slots=True)
class StatutePage:
    """A version with its articles; ``capacity`` is as what this reader may speak about them."""

    statute: StatuteVersion
    lines: tuple[Line, ...]
    articles: tuple[Read, ...]
    left_out: tuple[Read, ...]
    deadlines: tuple[DeadlineWords, ...]
    capacity: Capacity | None

    @property
    def talking(self) -> bool:
        """True while this reader may say something."""
        return self.capacity is not None and not self.statute.adopted

    @property
    def talked(self) -> bool:
        """True when something was said that everybody may read: the talk about a draft is the working group's."""
        return self.statute.adopted or self.capacity is not None

    @property
    def unstated(self) -> tuple[Line, ...]:
        """Parameters that no article states, once there are articles: each should have one."""
        stated = {name for read in self.articles for name in read.wording.states}
        return tuple(line for line in self.lines if line.name not in stated) if self.articles else ()


def read_wording(number: int, wording: Wording, lines: Iterable[Line], lang: str | None = None) -> Read:
    """The article for a reader of a language."""
    heading, text, found = wording.read(lang or current_language())
    stated = tuple(line for line in lines if line.name in wording.states)
    return Read(number, heading, text, found, wording, stated)


def statute_page(version: StatuteVersion) -> StatutePage:
    lines = lines_of(version)
    standing, left_out = queries.discussed(version)
    return StatutePage(
        statute=version,
        lines=lines,
        articles=tuple(_discussed(each, lines) for each in standing),
        deadlines=deadline_words(version.parameters.timetable),
        left_out=tuple(_discussed(each, ()) for each in left_out),
        capacity=capacity_of(current_actor()),
    )


def _discussed(one: Discussed, lines: Iterable[Line]) -> Read:
    plain = read_wording(one.article.position, one.article.wording, lines)
    return Read(plain.number, plain.heading, plain.text, plain.lang, plain.wording, plain.lines, one, one.article)


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """One article in two versions; one side is missing when it came or went."""

    old: Read | None
    new: Read | None
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.change is not Change.SAME for piece in self.pieces) or not (self.old and self.new)

    @property
    def shown(self) -> Read:
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class LinePair:
    """One parameter in two versions."""

    label: str
    old: str
    new: str
    lang: str

    @property
    def changed(self) -> bool:
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side, in the language both are read in."""

    old: StatuteVersion
    new: StatuteVersion
    articles: tuple[ArticlePair, ...]
    lines: tuple[LinePair, ...]

    @property
    def changes(self) -> int:
        return sum(pair.changed for pair in self.articles) + sum(pair.changed for pair in self.lines)


def comparison(old: StatuteVersion, new: StatuteVersion) -> Comparison:
    return Comparison(
        old, new, _article_pairs(queries.articles_of(old), queries.articles_of(new)), _line_pairs(old, new)
    )


def _article_pairs(old: list[StatuteArticle], new: list[StatuteArticle]) -> tuple[ArticlePair, ...]:
    """In the order of the newer version; what went comes after it."""
    before = {each.key: each for each in old}
    gone = [each for each in old if each.key not in {other.key for other in new}]
    pairs = [_pair(before.get(each.key), each) for each in new]
    return (*pairs, *(_pair(each, None) for each in gone))


def _pair(old: StatuteArticle | None, new: StatuteArticle | None) -> ArticlePair:
    lang = _common_language(old, new)
    sides = [read_wording(each.position, each.wording, (), lang) if each else None for each in (old, new)]
    first, second = sides
    if first is None or second is None or first.heading == second.heading:
        before, after = (side.text if side else "" for side in sides)
    else:
        before, after = (f"{side.heading}\n{side.text}" for side in (first, second))
    return ArticlePair(first, second, word_changes(before, after))


def _common_language(old: StatuteArticle | None, new: StatuteArticle | None) -> str:
    """The reader's language where both versions have it, else the newer one's original."""
    written = [set(each.wording.langs) for each in (old, new) if each]
    both = set.intersection(*written)
    newest = new or old
    assert newest is not None
    return current_language() if current_language() in both else newest.original


def _line_pairs(old: StatuteVersion, new: StatuteVersion) -> tuple[LinePair, ...]:
    """Every parameter of either version, in the order of the newer one."""
    before, after = (_grouped((*lines_of(each), *deadline_lines(each))) for each in (old, new))
    names = [*after, *(name for name in before if name not in after)]
    return tuple(
        LinePair(
            label=(second or first).label,
            old=first.value if first else "",
            new=second.value if second else "",
            lang=(second or first).lang,
        )
        for name in names
        for first, second in zip_longest(before.get(name, ()), after.get(name, ()))
    )


def _grouped(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.name, []).append(line)
    return found


@blueprint.app_template_filter("stance")
def stance(value: str) -> str:
    return label(Stance(value))


@blueprint.app_template_filter("stance_tone")
def stance_tone(value: str) -> str:
    return tone(Stance(value))


@blueprint.app_template_filter("capacity")
def capacity(value: str) -> str:
    """As what somebody spoke."""
    return label(Capacity(value))


@blueprint.app_template_filter("bylaw_stage")
def bylaw_stage(value: str) -> str:
    return label(BylawStage(value))
