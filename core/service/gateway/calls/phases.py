"""The life of a call through the gateway as a table: two sides, one of which called.

    setting up --callee accepts--> connected --somebody hangs up--> ended
    setting up --service answers--> attended --callee accepts--> connected

Nothing leaves ``ended``. What a side is told that has gone itself is nothing.
"""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """How far a call is."""

    SETTING_UP = "setting up"
    ATTENDED = "attended"
    """The service itself has answered the caller; there is no callee yet."""
    CONNECTED = "connected"
    ENDED = "ended"


class Happened(StrEnum):
    """What drives a call on."""

    CALLEE_PROGRESSES = "callee progresses"
    CALLEE_ACCEPTS = "callee accepts"
    CALLEE_REFUSES = "callee refuses"
    CALLEE_GONE = "callee gone"
    CALLER_GONE = "caller gone"
    MEDIA_LOST = "media lost"
    SERVICE_ANSWERS = "service answers"
    CUT_OFF = "cut off"
    """Nothing is left to pay the call with."""


class Duty(StrEnum):
    """What the call does about it, in this order."""

    PASS_PROGRESS = "pass progress"
    ANSWER_CALLER = "answer caller"
    ANSWER_ALONE = "answer alone"
    RING_CALLER = "ring caller"
    JOIN_CALLEE = "join callee"
    REFUSE_CALLER = "refuse caller"
    HANG_UP_CALLER = "hang up caller"
    HANG_UP_CALLEE = "hang up callee"
    CLOSE_MEDIA = "close media"


P, H, D = Phase, Happened, Duty

PHASES: dict[tuple[Phase, Happened], tuple[Phase, tuple[Duty, ...]]] = {
    (P.SETTING_UP, H.CALLEE_PROGRESSES): (P.SETTING_UP, (D.PASS_PROGRESS,)),
    (P.SETTING_UP, H.CALLEE_ACCEPTS): (P.CONNECTED, (D.ANSWER_CALLER,)),
    (P.SETTING_UP, H.CALLEE_REFUSES): (P.ENDED, (D.REFUSE_CALLER, D.CLOSE_MEDIA)),
    (P.SETTING_UP, H.CALLEE_GONE): (P.ENDED, (D.REFUSE_CALLER, D.CLOSE_MEDIA)),
    (P.SETTING_UP, H.CALLER_GONE): (P.ENDED, (D.HANG_UP_CALLEE, D.CLOSE_MEDIA)),
    (P.SETTING_UP, H.MEDIA_LOST): (P.ENDED, (D.REFUSE_CALLER, D.HANG_UP_CALLEE, D.CLOSE_MEDIA)),
    (P.SETTING_UP, H.SERVICE_ANSWERS): (P.ATTENDED, (D.ANSWER_ALONE,)),
    (P.ATTENDED, H.CALLEE_PROGRESSES): (P.ATTENDED, (D.RING_CALLER,)),
    (P.ATTENDED, H.CALLEE_ACCEPTS): (P.CONNECTED, (D.JOIN_CALLEE,)),
    (P.ATTENDED, H.CALLEE_REFUSES): (P.ENDED, (D.HANG_UP_CALLER, D.CLOSE_MEDIA)),
    (P.ATTENDED, H.CALLEE_GONE): (P.ENDED, (D.HANG_UP_CALLER, D.CLOSE_MEDIA)),
    (P.ATTENDED, H.CALLER_GONE): (P.ENDED, (D.HANG_UP_CALLEE, D.CLOSE_MEDIA)),
    (P.ATTENDED, H.MEDIA_LOST): (P.ENDED, (D.HANG_UP_CALLER, D.HANG_UP_CALLEE, D.CLOSE_MEDIA)),
    (P.CONNECTED, H.CALLEE_GONE): (P.ENDED, (D.HANG_UP_CALLER, D.CLOSE_MEDIA)),
    (P.CONNECTED, H.CALLER_GONE): (P.ENDED, (D.HANG_UP_CALLEE, D.CLOSE_MEDIA)),
    (P.CONNECTED, H.MEDIA_LOST): (P.ENDED, (D.HANG_UP_CALLER, D.HANG_UP_CALLEE, D.CLOSE_MEDIA)),
    (P.CONNECTED, H.CUT_OFF): (P.ENDED, (D.HANG_UP_CALLER, D.HANG_UP_CALLEE, D.CLOSE_MEDIA)),
}


def step(phase: Phase, happened: Happened) -> tuple[Phase, tuple[Duty, ...]] | None:
    """Return the next phase and what to do, or None if that means nothing now. Pure."""
    return PHASES.get((phase, happened))
