# SPDX-License-Identifier: EUPL-1.2
"""Reads of the forums, named by question. They return frozen pages and rows."""
