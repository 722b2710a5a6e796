# SPDX-License-Identifier: EUPL-1.2
"""Community mapping: organisations and communities, also informal ones, found and kept up to date."""
