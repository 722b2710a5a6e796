# SPDX-License-Identifier: EUPL-1.2
"""Manipulations of the file and of the order of events."""

from __future__ import annotations

from council.ballots.archive.events import hash_of
from council.ballots.archive.tar import frame
from tests.tamper.case import Case, count_again, kind, rankings
from tests.tamper.model import BALLOT, END, END_SHUFFLES, RESULT, SETUP, SHARE, SHUFFLE, TALLY, Link, Model


@kind("a ballot is changed and its record keeps the old name")
def changed_without_a_new_name(case: Case, model: Model) -> bytes:
    old = model.one(BALLOT).bodies[0]
    return model.write().replace(old, old.replace(b'"election_uuid":"8', b'"election_uuid":"9'))


@kind("two blocks of zeros at the end, as tar programs write them")
def zeros_at_the_end(case: Case, model: Model) -> None:
    model.tail = bytes(1024)


@kind("text hidden in the zeros behind a record")
def text_in_the_padding(case: Case, model: Model) -> bytes:
    return model.write()[:-8] + b"hidden!!"


@kind("another time in one record's frame")
def another_time(case: Case, model: Model) -> bytes:
    body = model.one(RESULT).bodies[0]
    good = model.write()
    at = good.rindex(body) - 512
    name = good[at : at + 100].rstrip(b"\0").decode()
    size = 512 + -(-len(body) // 512) * 512
    return good[:at] + frame(name, body, timestamp=model.timestamp + 1) + good[at + size :]


@kind("a record that no event names, before the result")
def record_that_nothing_names(case: Case, model: Model) -> None:
    model.one(RESULT).bodies.insert(0, b'{"note":"hello"}')


@kind("a record that no event names, at the end")
def record_after_the_end(case: Case, model: Model) -> None:
    body = b'{"note":"hello"}'
    model.tail = frame(f"{hash_of(body)}.data.json", body, timestamp=model.timestamp)


@kind("an end of voting in the middle: the ballots before it vanish, and the rest is counted")
def ballots_hidden_by_a_second_end(case: Case, model: Model) -> None:
    model.insert(3, Link(END, []))
    count_again(case.made, model, model.all(BALLOT)[2:])


@kind("an end of voting in the middle, and all ballots are counted")
def second_end_of_voting(case: Case, model: Model) -> None:
    model.insert(3, Link(END, []))


@kind("the end of voting is left out")
def no_end_of_voting(case: Case, model: Model) -> None:
    model.remove(model.one(END))


@kind("a ballot after the end of voting")
def ballot_after_the_end(case: Case, model: Model) -> None:
    late = model.one(BALLOT, 2)
    model.remove(late)
    model.insert(model.index(model.one(END)) + 1, late)


@kind("a ballot after the tally")
def ballot_after_the_tally(case: Case, model: Model) -> None:
    late = model.one(BALLOT, 2)
    model.remove(late)
    model.insert(model.index(model.one(TALLY)) + 1, late)


@kind("the encrypted tally is left out")
def no_tally(case: Case, model: Model) -> None:
    model.remove(model.one(TALLY))


@kind("two encrypted tallies")
def two_tallies(case: Case, model: Model) -> None:
    model.insert(model.index(model.one(TALLY)) + 1, Link(TALLY, list(model.one(TALLY).bodies)))


@kind("a partial decryption while the vote is open: an interim count")
def decryption_before_the_end(case: Case, model: Model) -> None:
    early = model.one(SHARE)
    model.remove(early)
    model.insert(3, early)


@kind("the result before the last trustee")
def result_before_the_last_trustee(case: Case, model: Model) -> None:
    told = model.one(RESULT)
    model.remove(told)
    model.insert(model.index(model.all(SHARE)[-1]), told)


@kind("two results")
def two_results(case: Case, model: Model) -> None:
    model.links.append(Link(RESULT, list(model.one(RESULT).bodies)))


@kind("a ballot after the result")
def ballot_after_the_result(case: Case, model: Model) -> None:
    late = model.one(BALLOT, 2)
    model.remove(late)
    model.links.append(late)


@kind("two setups")
def two_setups(case: Case, model: Model) -> None:
    model.insert(1, Link(SETUP, list(model.one(SETUP).bodies)))


@kind("an event of a kind that does not exist")
def unknown_event(case: Case, model: Model) -> None:
    model.insert(2, Link("Pause", []))


@kind("a height is left out")
def height_left_out(case: Case, model: Model) -> None:
    for number, link in enumerate(model.links[3:], start=4):
        link.height = number


@kind("an event hangs on another than the one before it")
def wrong_parent(case: Case, model: Model) -> None:
    model.one(END).parent = "0" * 64


@kind("an event names a record that is not there")
def payload_that_is_not_there(case: Case, model: Model) -> None:
    model.one(BALLOT, 1).payload = "0" * 64


@kind("a ballot's event names an earlier ballot")
def payload_of_another_event(case: Case, model: Model) -> None:
    model.one(BALLOT, 1).payload = hash_of(model.one(BALLOT, 0).bodies[0])


@kind("the end of voting has a payload")
def end_with_a_payload(case: Case, model: Model) -> None:
    model.one(END).payload = "0" * 64


@kind("an event with an additional key")
def event_with_another_key(case: Case, model: Model) -> None:
    model.one(END).rewrite = lambda body: body.replace(b'"type"', b'"note":"","type"')


@kind("an event with a blank in it")
def event_with_a_blank(case: Case, model: Model) -> None:
    model.one(END).rewrite = lambda body: body.replace(b",", b", ", 1)


@kind("the end of the shuffles is left out", rankings)
def no_end_of_shuffles(case: Case, model: Model) -> None:
    model.remove(model.one(END_SHUFFLES))


@kind("no shuffle at all: rankings could be traced to their electors", rankings)
def no_shuffle(case: Case, model: Model) -> None:
    for link in (*model.all(SHUFFLE), *model.all(END_SHUFFLES)):
        model.remove(link)


@kind("an end of shuffles where nothing is shuffled")
def end_of_shuffles_without_any(case: Case, model: Model) -> None:
    model.insert(model.index(model.one(TALLY)) + 1, Link(END_SHUFFLES, []))
