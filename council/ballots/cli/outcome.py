# SPDX-License-Identifier: EUPL-1.2
"""How a command ends, and what commands are added to."""

import argparse
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    # The class is generic for type checkers only.
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object

# Done; the archive or the object is faulty; the command could not work at all.
DONE, FAULTY, REFUSED = 0, 1, 2
