# SPDX-License-Identifier: EUPL-1.2
"""Tables of the forums, one module per noun. They decide nothing."""
