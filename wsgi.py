# SPDX-License-Identifier: EUPL-1.2
"""The WSGI entry point: creates the application and nothing else."""

from core.app import create_app

app = create_app()
