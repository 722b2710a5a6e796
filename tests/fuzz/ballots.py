# SPDX-License-Identifier: EUPL-1.2
"""Runs the fuzzer over the readers of ballots and archives: `python -m tests.fuzz.ballots --seconds 60`.

Needs atheris (requirements-bench.lock). New inputs that reach new code stay in a scratch folder; with --keep the
shortest of them become the recorded corpus, which the normal suite replays.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/fuzz/corpus"
REPORT = ROOT / "docs/reports/fuzz-ballots.md"
PAGE = """# Fuzzing the readers of ballots and archives

Written by the last run of `python -m tests.fuzz.ballots` that found nothing. Python {python}, atheris {version}.

{told}
Every door through which a stranger's bytes come in is tried: whole files, chained events whose hashes are right,
ballots, trustees, credentials, tallies, shuffles, shares and results. An exception that is not a refusal, or an input
that takes longer than 20 seconds or a gigabyte of memory, is a failure. `tests/fuzz/corpus` keeps inputs that reached
new code; every run of the tests replays them.

Found so far by fuzzing, and mended: a time in the first record that does not fit into the frame of the others.
"""
LONGEST, SECONDS_EACH, KEPT, KEPT_LENGTH = 24_000, 20, 3, 1500


def fuzz(arguments: list[str]) -> None:
    """The process that fuzzes; ends by itself."""
    import atheris

    with atheris.instrument_imports(include=["council.ballots", "tests.fuzz.targets"]):
        from tests.fuzz import targets

    atheris.Setup([sys.argv[0], *arguments], targets.one_input)
    atheris.Fuzz()


def run(seconds: int, *, keep: bool) -> int:
    from tests.fuzz import targets

    CORPUS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder, "corpus")
        scratch.mkdir()
        for seed in targets.seeds():
            Path(scratch, hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
        options = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={SECONDS_EACH}",
            "-rss_limit_mb=1024",
        ]
        command = [sys.executable, "-m", "tests.fuzz.ballots", "--child", *options, f"-artifact_prefix={folder}/"]
        done = subprocess.run(
            [*command, str(scratch), str(CORPUS)], cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False
        )
        told = summary(done.stderr, seconds)
        sys.stdout.write(told)
        if done.returncode:
            sys.stdout.write(done.stderr[-4000:] + "\n")
            for found in Path(folder).glob("*-*"):
                shutil.copy(found, ROOT)
                sys.stdout.write(f"input kept as {found.name}\n")
        else:
            REPORT.write_text(
                PAGE.format(told=told, version=version("atheris"), python=platform.python_version()), "utf-8"
            )
            if keep:
                record(scratch)
    return done.returncode


def summary(told: str, seconds: int) -> str:
    runs = re.findall(r"Done (\d+) runs", told)
    coverage = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", told)
    edges, features, inputs = coverage[-1] if coverage else ("0", "0", "0")
    return (
        f"{int(runs[-1]) if runs else 0:,} inputs in {seconds} seconds reached {edges} branches of the code "
        f"and {features} distinct ways through them; {inputs} inputs were kept.\n"
    )


def record(scratch: Path) -> None:
    """For every door the shortest inputs that the fuzzer found worth keeping, and some of middling length."""
    from tests.fuzz import targets

    shutil.rmtree(CORPUS)
    CORPUS.mkdir()
    found = sorted((path.read_bytes() for path in scratch.iterdir()), key=len)
    for door in range(len(targets.TARGETS)):
        own = [data for data in found if 1 < len(data) <= KEPT_LENGTH and data[0] % len(targets.TARGETS) == door]
        for data in [*own[:KEPT], *own[KEPT :: max(1, len(own) // KEPT)]]:
            Path(CORPUS, hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def main() -> int:
    if sys.argv[1:2] == ["--child"]:
        fuzz(sys.argv[2:])
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", action="store_true", help="add the shortest new inputs to the recorded corpus")
    asked = parser.parse_args()
    return run(asked.seconds, keep=asked.keep)


if __name__ == "__main__":
    sys.exit(main())
