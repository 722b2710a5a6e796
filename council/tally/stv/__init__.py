# SPDX-License-Identifier: EUPL-1.2
"""The single transferable vote: ranked papers, the rules that transfer them, and a record of every stage.

Callers import the module they need: this package imports nothing, so that a rule sheet may hold an `StvRule`.
"""
