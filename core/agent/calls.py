"""The life of one call at the agent: a table of what follows what, without I/O."""

from __future__ import annotations

from enum import StrEnum


class CallStage(StrEnum):
    """How far a call is here."""

    NEW = "new"
    RINGING = "ringing"
    ANSWERING = "answering"
    """The person has answered; the window comes and takes the call."""
    DECLINED = "declined"
    REFUSED = "refused"
    """The person wants no calls now, or none of this caller."""
    OVER = "over"


class CallInput(StrEnum):
    """What happens to it."""

    TOLD = "told"
    """A push says that somebody calls."""
    UNWELCOME = "unwelcome"
    """Likewise, and the person wants no calls now."""
    BLOCKED = "blocked"
    """Likewise, and the caller is blocked."""
    TOLD_LATE = "told-late"
    """A push that has expired."""
    ANSWERS = "answers"
    DECLINES = "declines"
    OPENS = "opens"
    """The person wants to see the window, and has not decided."""
    MISSED = "missed"
    """The caller gave up."""
    ELSEWHERE = "elsewhere"
    """Another device has answered or declined."""
    TAKEN = "taken"
    """The window has the call."""
    LAPSED = "lapsed"
    """Nothing was heard of it for so long that it must be over."""


class Deed(StrEnum):
    """What is done about it, in this order."""

    SHOW = "show"
    WITHDRAW = "withdraw"
    SAY_RINGING = "say-ringing"
    SAY_DECLINED = "say-declined"
    SAY_BUSY = "say-busy"
    ANSWER_IN_WINDOW = "answer-in-window"
    OPEN_WINDOW = "open-window"
    NOTE_MISSED = "note-missed"
    """In the history; of a blocked caller it is no missed call."""
    TELL_MISSED = "tell-missed"
    """By a notification."""


Step = tuple[CallStage, tuple[Deed, ...]]
S, I, D = CallStage, CallInput, Deed  # noqa: E741  short names for the table only

_LATE = (S.OVER, (D.NOTE_MISSED, D.TELL_MISSED))
_MISSED = (S.OVER, (D.WITHDRAW, D.NOTE_MISSED, D.TELL_MISSED))
_QUIETLY_OVER = (S.OVER, (D.WITHDRAW,))

TABLE: dict[tuple[CallStage, CallInput], Step] = {
    (S.NEW, I.TOLD): (S.RINGING, (D.SHOW, D.SAY_RINGING)),
    (S.NEW, I.UNWELCOME): (S.REFUSED, (D.SAY_BUSY, D.NOTE_MISSED)),
    (S.NEW, I.BLOCKED): (S.REFUSED, (D.SAY_BUSY, D.NOTE_MISSED)),
    (S.NEW, I.TOLD_LATE): _LATE,
    (S.NEW, I.MISSED): _LATE,
    (S.NEW, I.ELSEWHERE): (S.OVER, ()),
    (S.NEW, I.TAKEN): (S.OVER, ()),
    (S.RINGING, I.ANSWERS): (S.ANSWERING, (D.WITHDRAW, D.ANSWER_IN_WINDOW)),
    (S.RINGING, I.DECLINES): (S.DECLINED, (D.WITHDRAW, D.SAY_DECLINED)),
    (S.RINGING, I.OPENS): (S.RINGING, (D.OPEN_WINDOW,)),
    (S.RINGING, I.MISSED): _MISSED,
    (S.RINGING, I.LAPSED): _MISSED,
    (S.RINGING, I.ELSEWHERE): _QUIETLY_OVER,
    (S.RINGING, I.TAKEN): _QUIETLY_OVER,
    (S.ANSWERING, I.MISSED): _LATE,
    (S.ANSWERING, I.ELSEWHERE): (S.OVER, ()),
    (S.ANSWERING, I.TAKEN): (S.OVER, ()),
}
"""Whatever is not here changes nothing: a push that comes again, a click that comes too late."""


def step(stage: CallStage, event: CallInput) -> Step:
    """Return where a call is after ``event``, and what is to be done."""
    return TABLE.get((stage, event), (stage, ()))
