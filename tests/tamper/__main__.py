# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.tamper` writes docs/ballots/tamper.md; needs belenios-tool."""

from tests.tamper.table import PAGE, page

PAGE.parent.mkdir(exist_ok=True)
PAGE.write_text(page(), "utf-8")
