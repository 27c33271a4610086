"""The life of a session as a table.

    outgoing:  calling --1xx--> proceeding --2xx--> established --bye--> ended
    incoming:  ringing --we accept--> answered --ACK--> established --bye--> ended

Any state can go to ended; nothing leaves it.
"""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Who sent the INVITE."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class SessionState(StrEnum):
    """The states of an INVITE session."""

    CALLING = "calling"
    """Our INVITE is out; nothing came back."""
    PROCEEDING = "proceeding"
    """Our INVITE is being worked on."""
    RINGING = "ringing"
    """Their INVITE waits for our answer."""
    ANSWERED = "answered"
    """We accepted; the ACK is not there yet."""
    ESTABLISHED = "established"
    """Both sides agree."""
    ENDED = "ended"
    """Over for the owner; what is still owed on the wire is done without telling."""


class SessionInput(StrEnum):
    """What moves a session on."""

    PROVISIONAL = "provisional"
    ACCEPTED = "accepted"
    ACKNOWLEDGED = "acknowledged"
    END = "end"


S, IN = SessionState, SessionInput

SESSION_TABLE: dict[tuple[SessionState, SessionInput], SessionState] = {
    (S.CALLING, IN.PROVISIONAL): S.PROCEEDING,
    (S.CALLING, IN.ACCEPTED): S.ESTABLISHED,
    (S.CALLING, IN.END): S.ENDED,
    (S.PROCEEDING, IN.PROVISIONAL): S.PROCEEDING,
    (S.PROCEEDING, IN.ACCEPTED): S.ESTABLISHED,
    (S.PROCEEDING, IN.END): S.ENDED,
    (S.RINGING, IN.ACCEPTED): S.ANSWERED,
    (S.RINGING, IN.END): S.ENDED,
    (S.ANSWERED, IN.ACKNOWLEDGED): S.ESTABLISHED,
    (S.ANSWERED, IN.END): S.ENDED,
    (S.ESTABLISHED, IN.END): S.ENDED,
}


def step(state: SessionState, input_: SessionInput) -> SessionState | None:
    """Return the next state, or None if ``input_`` means nothing in ``state``. Pure."""
    return SESSION_TABLE.get((state, input_))
