"""Exit codes of ``main.py``: a script can tell what went wrong without reading the sentence."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command ended with; 0 only for a call that was established and ended normally."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    SERVICE_UNREACHABLE = 3
    REGISTRATION_REFUSED = 4
    NOT_ANSWERED = 5
    DENIED = 6
    CALL_FAILED = 7
    MEDIA_FAILED = 8
    DEVICE = 9
    CANCELED = 10
    ANSWERED_ELSEWHERE = 11
    NOTHING_CAME = 12
    NOT_RUNNING = 13
    """A command to the running app, and there is none."""
    NOTHING_TO_DO = 14
    """A command to the running app that fits nothing there: no call, nothing that rings."""
    INTERRUPTED = 130
