# SPDX-License-Identifier: EUPL-1.2
"""Found and elect an Intercultural Council: register, nominations, count and declaration."""
