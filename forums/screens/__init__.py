# SPDX-License-Identifier: EUPL-1.2
"""What each page of the forums shows, decided before a template sees it."""
