"""``main.py serve``: run the call service, or look after one."""

from __future__ import annotations

import argparse

from core.cli.places import profile_dir, service_data_dir
from core.service.process.command import ServeArguments, run_serve


def run(arguments: argparse.Namespace) -> int:
    """Run the service, or the operator's command; returns the exit code."""
    data = arguments.data or service_data_dir(profile_dir(arguments.profile))
    if arguments.serve_command is not None:
        from core.cli.service.admin import run_admin

        return run_admin(arguments, data)
    return run_serve(
        ServeArguments(
            data=data,
            listen=arguments.listen or "",
            app_key=arguments.app_key or "",
            app_secret=arguments.app_secret or "",
            embedded=arguments.embedded,
            lan=arguments.lan,
            certificate=arguments.cert,
            key=arguments.key,
            config=arguments.config,
            limits=tuple(arguments.limit),
            drain_seconds=arguments.drain_seconds,
            log_format=arguments.log_format,
        )
    )
