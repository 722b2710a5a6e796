# SPDX-License-Identifier: EUPL-1.2
"""Files of ranked papers that other programs read and write. A malformed file is refused with line and reason."""
