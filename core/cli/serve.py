"""``main.py serve``: run the call service until told to stop."""

from __future__ import annotations

import argparse

from core.cli.places import profile_dir, service_data_dir
from core.service.process.command import ServeArguments, run_serve


def run(arguments: argparse.Namespace) -> int:
    """Run the service; returns the exit code."""
    return run_serve(
        ServeArguments(
            data=arguments.data or service_data_dir(profile_dir(arguments.profile)),
            listen=arguments.listen or "",
            app_key=arguments.app_key or "",
            app_secret=arguments.app_secret or "",
            embedded=arguments.embedded,
            lan=arguments.lan,
        )
    )
