# SPDX-License-Identifier: EUPL-1.2
"""Runs the fuzzer over the readers of ballots and archives: `python -m tests.fuzz.ballots --seconds 60`.

Needs atheris (requirements-bench.lock). New inputs that reach new code stay in a scratch folder; with --keep the
shortest of them become the recorded corpus, which the normal suite replays.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests/fuzz/corpus"
LONGEST, SECONDS_EACH, KEPT, KEPT_LENGTH = 16384, 10, 60, 600


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
        sys.stdout.write(summary(done.stderr, seconds))
        if done.returncode:
            sys.stdout.write(done.stderr[-4000:] + "\n")
            for found in Path(folder).glob("*-*"):
                shutil.copy(found, ROOT)
                sys.stdout.write(f"input kept as {found.name}\n")
        elif keep:
            record(scratch)
    return done.returncode


def summary(told: str, seconds: int) -> str:
    runs = re.findall(r"Done (\d+) runs", told)
    coverage = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", told)
    edges, features, inputs = coverage[-1] if coverage else ("0", "0", "0")
    return f"{runs[-1] if runs else 0} inputs in {seconds} s, {edges} edges, {features} features, {inputs} kept\n"


def record(scratch: Path) -> None:
    """The shortest inputs that the fuzzer found worth keeping, a few for every door."""
    found = sorted((path.read_bytes() for path in scratch.iterdir()), key=len)
    for data in [data for data in found if 1 < len(data) <= KEPT_LENGTH][:: max(1, len(found) // KEPT)][:KEPT]:
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
