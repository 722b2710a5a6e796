# SPDX-License-Identifier: EUPL-1.2
"""`python -m council.ballots`."""

import sys

from council.ballots.cli.main import main

sys.exit(main())
