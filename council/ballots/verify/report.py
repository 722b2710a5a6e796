# SPDX-License-Identifier: EUPL-1.2
"""A report as text for people and as JSON for programs."""

import json

from council.ballots import codec
from council.ballots.archive.events import EventType
from council.ballots.questions import ChoiceQuestion, Question
from council.ballots.verify import words
from council.ballots.verify.fault import Fault
from council.ballots.verify.run import Report

STATES: dict[EventType, str] = {
    EventType.SETUP: "open for votes, no ballot yet",
    EventType.BALLOT: "open for votes",
    EventType.END_BALLOTS: "closed, not yet counted",
    EventType.ENCRYPTED_TALLY: "closed, waiting for the trustees",
    EventType.SHUFFLE: "closed, being shuffled",
    EventType.END_SHUFFLES: "closed and shuffled, waiting for the trustees",
    EventType.PARTIAL_DECRYPTION: "closed, trustees are opening the tally",
    EventType.RESULT: "complete, with a result",
}


def as_text(report: Report) -> str:
    """What a citizen reads."""
    if report.fault is not None:
        lines = [f"FAULT. {words.place(report.fault)}: {words.sentence(report.fault)}"]
        lines += [f"  {line}" for line in words.details(report.fault)]
        if report.last is not None:
            lines.append("Everything before this place is right.")
        return "\n".join(lines) + "\n"
    assert report.setup is not None
    assert report.last is not None
    election, credentials = report.setup.election, report.setup.credentials
    lines = [
        f"All checks passed: {election.name}",
        f"  state: {STATES[report.last]}",
        f"  identifier: {election.uuid}",
        f"  fingerprint of the election: {election.fingerprint}",
        f"  fingerprint of the credentials: {credentials.fingerprint}",
        f"  credentials: {len(credentials.entries)}",
        f"  ballots: {report.ballots}, of which {report.counted} count",
    ]
    if credentials.weighted:
        lines.append(f"  weight of what counts: {report.weight}")
    lines += [f"  newest event: {report.height}, {report.head}", *_result_lines(report)]
    return "\n".join(lines) + "\n"


def _result_lines(report: Report) -> list[str]:
    if report.setup is None or report.result is None:
        return []
    lines: list[str] = []
    for question, found in zip(report.setup.election.questions, report.result.questions, strict=True):
        lines.append(f"  {question.question}")
        lines += [f"    {label}: {value}" for label, value in zip(_labels(question, len(found)), found, strict=True)]
    return lines


def _labels(question: Question, length: int) -> list[str]:
    if isinstance(question, ChoiceQuestion):
        return [*(["(blank)"] if question.blank else []), *question.answers]
    return [f"ranking {number}" for number in range(1, length + 1)]


def as_json(report: Report) -> str:
    """The same for a program; keys are kept from release to release."""
    setup = report.setup
    told: dict[str, object] = {
        "passed": report.passed,
        "complete": report.passed and report.complete,
        "last_event": report.last.value if report.last else None,
        "height": report.height,
        "head": report.head,
        "uuid": setup.election.uuid if setup else None,
        "group": setup.election.group.name if setup else None,
        "election_fingerprint": setup.election.fingerprint if setup else None,
        "credentials_fingerprint": setup.credentials.fingerprint if setup else None,
        "credentials": len(setup.credentials.entries) if setup else None,
        "ballots": report.ballots,
        "counted": report.counted,
        "weight": codec.counted(report.weight),
        "result": json.loads(report.result.text())["result"] if report.result else None,
        "fault": _fault(report.fault) if report.fault else None,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _fault(fault: Fault) -> dict[str, object]:
    return {
        "code": fault.code,
        "record": fault.record,
        "part": fault.part.value,
        "name": fault.name,
        "facts": dict(fault.facts),
        "sentence": words.sentence(fault),
    }
