# SPDX-License-Identifier: EUPL-1.2
"""Credentials: the secret an elector signs with, and the published list that says which signatures count.

Nothing here knows who holds a credential except the registrar's own papers, which never reach the server
(protocol, section 5).
"""
