# SPDX-License-Identifier: EUPL-1.2
"""The command line `talka ballots`: every role of an election without a server, in the formats of belenios-tool."""
