# SPDX-License-Identifier: EUPL-1.2
"""Trustees: the people whose keys together open the tally, and nothing else (protocol, section 6).

A mandatory trustee has a key alone; a threshold group shares one so that any t of n can open.
"""
