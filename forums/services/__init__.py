# SPDX-License-Identifier: EUPL-1.2
"""Use cases of the forums, one function each. No request, no wording, no commit."""
