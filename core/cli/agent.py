"""``agent``: rings for calls while the window is closed."""

from __future__ import annotations

import argparse
import sys

from core.cli.exit_codes import ExitCode
from core.cli.places import profile_dir

RUNNING = "The agent of this profile runs already."


def run(arguments: argparse.Namespace) -> int:
    """Run the agent, end a running one, or say whether there is one; return the exit code."""
    from core.agent import launch

    profile = profile_dir(arguments.profile)
    if arguments.stop:
        launch.stop(profile)
        return ExitCode.OK
    if arguments.status:
        is_running = launch.is_running(profile)
        print("The agent runs." if is_running else "The agent does not run.")  # noqa: T201
        return ExitCode.OK if is_running else ExitCode.NOT_RUNNING
    from core.agent.process import AgentError, run_agent
    from core.storage.vault import SystemVault

    try:
        was_first = run_agent(profile, SystemVault())
    except AgentError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return ExitCode.USAGE
    if not was_first:
        print(RUNNING, file=sys.stderr)  # noqa: T201
    return ExitCode.OK
