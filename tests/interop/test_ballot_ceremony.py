# SPDX-License-Identifier: EUPL-1.2
"""One threshold group made by the reference tool and by us together: either can be the server or any member."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from council.ballots import codec
from council.ballots.groups import group_named
from council.ballots.trustees import ceremony, messages, sealing, signing, threshold

GROUP = group_named("BELENIOS-2048")
Tool = Callable[..., str]


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    def run(step: int, *options: str, given: str = "") -> str:
        command = ["belenios-tool", "setup", "generate-trustee-key-threshold", "--group", GROUP.name]
        files = ["--certs", "certs.jsons", "--threshold", "2"] if step > 1 else []
        answer = subprocess.run(
            [*command, "--step", str(step), *files, *options],
            input=given, cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    return run


def write_lines(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(codec.dump(row) + "\n" for row in rows), "utf-8")


def test_two_of_us_and_one_of_the_tool_share_a_key(tool: Tool, tmp_path: Path) -> None:
    tool(1)
    (key,) = tmp_path.glob("*.key")
    (theirs,) = tmp_path.glob("*.cert")
    ours = [sealing.member_keys(GROUP, sealing.new_seed()) for _ in range(2)]
    certificates = [threshold.parse_certificate(GROUP, json.loads(theirs.read_text("utf-8")), "cert")]
    certificates += [
        ceremony.certificate(GROUP, member, threshold.Context(GROUP.name, 3, 2, index))
        for index, member in enumerate(ours, start=2)
    ]
    write_lines(tmp_path / "certs.jsons", [signing.to_json(one.signed) for one in certificates])
    tool(2)
    first = messages.parse_polynomial(GROUP, json.loads(tool(3, "--key", key.name)), "polynomial", size=3)
    polynomials = [first, *(ceremony.polynomial(GROUP, member, certificates, 2) for member in ours)]
    write_lines(tmp_path / "polynomials.jsons", [messages.polynomial_json(one) for one in polynomials])
    tool(4, "--polynomials", "polynomials.jsons")
    deliveries = [codec.dump(messages.delivery_json(one)) for one in ceremony.deliver(polynomials)]
    assert {path.read_text("utf-8").strip() for path in tmp_path.glob("*.vinput")} == set(deliveries)
    answer = tool(5, "--key", key.name, given=deliveries[0] + "\n")
    accepted = [messages.parse_acceptance(GROUP, json.loads(answer), "voutput")]
    accepted += [
        ceremony.accept(GROUP, member, certificates, 2, delivery)
        for member, delivery in zip(ours, ceremony.deliver(polynomials)[1:], strict=True)
    ]
    answers = "".join(codec.dump(messages.acceptance_json(GROUP, one)) + "\n" for one in accepted)
    made = json.loads(tool(6, "--polynomials", "polynomials.jsons", given=answers))
    by_tool = threshold.parse(GROUP, made, "threshold")
    threshold.check(GROUP, by_tool, "threshold")
    by_us = ceremony.assemble(GROUP, certificates, 2, polynomials, [one.public_key for one in accepted])
    assert by_us.key(GROUP) == by_tool.key(GROUP)
    assert by_us.coefficients == by_tool.coefficients
    # The tool's member confirmed no list, so the field is left out; our own two still sign their keys.
    assert by_us.signatures is None
    assert [one.signature is not None for one in by_us.verification_keys] == [False, True, True]
    sealed = json.loads(answer)["private_key"]
    seed = key.read_text("utf-8").strip()
    secret = ceremony.decryption_key(GROUP, sealing.member_keys(GROUP, seed), sealed)
    assert GROUP.power_secret(GROUP.g, secret) == by_us.verification_keys[0].public
