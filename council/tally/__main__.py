# SPDX-License-Identifier: EUPL-1.2
"""`python -m council.tally`."""

import sys

from council.tally.cli import main

sys.exit(main())
