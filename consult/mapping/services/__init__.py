# SPDX-License-Identifier: EUPL-1.2
"""What changes the community map."""
