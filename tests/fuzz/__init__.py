# SPDX-License-Identifier: EUPL-1.2
"""Coverage-guided fuzzing: `python -m tests.fuzz.ballots --seconds 60`."""
