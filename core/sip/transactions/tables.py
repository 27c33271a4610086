"""The four transaction machines as tables (RFC 3261 17, RFC 6026), for a reliable transport.

Inputs by origin: from the wire (REQUEST again, ACK, PROVISIONAL, SUCCESS, FAILURE), from the owner
(SEND_PROVISIONAL, SEND_SUCCESS, SEND_FAILURE), from the clock (TIMER), from the transport (FLOW_LOST).
A pair that is not in a table is legal nonsense (a late or doubled message): counted, logged, not acted on.
Timers D, I, J and K are zero on a reliable transport: those states are passed through.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

T1 = 0.5
"""Round trip estimate in seconds (RFC 3261 17.1.1.1)."""

T2 = 4.0
"""Largest interval between retransmissions, in seconds."""

SIXTY_FOUR_T1 = 64 * T1
"""Timers B, F, H, L and M: 32 seconds."""

TRYING_AFTER = 0.2
"""Seconds after which a server answers 100 by itself (RFC 3261 17.2.1)."""

TIMER_C = 200.0
"""Seconds a client INVITE may stay in Proceeding without a new provisional (RFC 3261 16.6 item 11)."""


class State(StrEnum):
    """The states of all four machines."""

    CALLING = "calling"
    """An INVITE is sent and nothing came back."""
    TRYING = "trying"
    """A request other than INVITE is sent, or one was received and not answered."""
    PROCEEDING = "proceeding"
    """A provisional response was received or sent."""
    ACCEPTED = "accepted"
    """A 2xx to an INVITE went by; more of them may (RFC 6026)."""
    COMPLETED = "completed"
    """A server sent a failure to an INVITE and waits for the ACK."""
    TERMINATED = "terminated"
    """Nothing more happens."""


class Input(StrEnum):
    """What drives the machines."""

    REQUEST = "request"
    ACK = "ack"
    PROVISIONAL = "provisional"
    SUCCESS = "success"
    FAILURE = "failure"
    SEND_PROVISIONAL = "send_provisional"
    SEND_SUCCESS = "send_success"
    SEND_FAILURE = "send_failure"
    TIMER = "timer"
    FLOW_LOST = "flow_lost"


class Action(StrEnum):
    """What a step asks the layer to do."""

    PASS_UP = "pass_up"
    SEND = "send"
    RESEND = "resend"
    SEND_ACK = "send_ack"
    SEND_TRYING = "send_trying"
    REPORT_TIMEOUT = "report_timeout"
    REPORT_LOST = "report_lost"
    GIVE_UP_RINGING = "give_up_ringing"


Table = dict[tuple[State, Input], tuple[State, tuple[Action, ...]]]
S, IN, A = State, Input, Action

CLIENT_INVITE: Table = {
    (S.CALLING, IN.PROVISIONAL): (S.PROCEEDING, (A.PASS_UP,)),
    (S.CALLING, IN.SUCCESS): (S.ACCEPTED, (A.PASS_UP,)),
    (S.CALLING, IN.FAILURE): (S.TERMINATED, (A.SEND_ACK, A.PASS_UP)),
    (S.CALLING, IN.TIMER): (S.TERMINATED, (A.REPORT_TIMEOUT,)),
    (S.CALLING, IN.FLOW_LOST): (S.TERMINATED, (A.REPORT_LOST,)),
    (S.PROCEEDING, IN.PROVISIONAL): (S.PROCEEDING, (A.PASS_UP,)),
    (S.PROCEEDING, IN.SUCCESS): (S.ACCEPTED, (A.PASS_UP,)),
    (S.PROCEEDING, IN.FAILURE): (S.TERMINATED, (A.SEND_ACK, A.PASS_UP)),
    (S.PROCEEDING, IN.TIMER): (S.TERMINATED, (A.GIVE_UP_RINGING, A.REPORT_TIMEOUT)),
    (S.PROCEEDING, IN.FLOW_LOST): (S.TERMINATED, (A.REPORT_LOST,)),
    (S.ACCEPTED, IN.SUCCESS): (S.ACCEPTED, (A.PASS_UP,)),
    (S.ACCEPTED, IN.TIMER): (S.TERMINATED, ()),
    (S.ACCEPTED, IN.FLOW_LOST): (S.TERMINATED, ()),
}

CLIENT_OTHER: Table = {
    (S.TRYING, IN.PROVISIONAL): (S.PROCEEDING, (A.PASS_UP,)),
    (S.TRYING, IN.SUCCESS): (S.TERMINATED, (A.PASS_UP,)),
    (S.TRYING, IN.FAILURE): (S.TERMINATED, (A.PASS_UP,)),
    (S.TRYING, IN.TIMER): (S.TERMINATED, (A.REPORT_TIMEOUT,)),
    (S.TRYING, IN.FLOW_LOST): (S.TERMINATED, (A.REPORT_LOST,)),
    (S.PROCEEDING, IN.PROVISIONAL): (S.PROCEEDING, (A.PASS_UP,)),
    (S.PROCEEDING, IN.SUCCESS): (S.TERMINATED, (A.PASS_UP,)),
    (S.PROCEEDING, IN.FAILURE): (S.TERMINATED, (A.PASS_UP,)),
    (S.PROCEEDING, IN.TIMER): (S.TERMINATED, (A.REPORT_TIMEOUT,)),
    (S.PROCEEDING, IN.FLOW_LOST): (S.TERMINATED, (A.REPORT_LOST,)),
}

SERVER_INVITE: Table = {
    (S.TRYING, IN.REQUEST): (S.TRYING, ()),
    (S.TRYING, IN.TIMER): (S.PROCEEDING, (A.SEND_TRYING,)),
    (S.TRYING, IN.SEND_PROVISIONAL): (S.PROCEEDING, (A.SEND,)),
    (S.TRYING, IN.SEND_SUCCESS): (S.ACCEPTED, (A.SEND,)),
    (S.TRYING, IN.SEND_FAILURE): (S.COMPLETED, (A.SEND,)),
    (S.TRYING, IN.FLOW_LOST): (S.TERMINATED, ()),
    (S.PROCEEDING, IN.REQUEST): (S.PROCEEDING, (A.RESEND,)),
    (S.PROCEEDING, IN.SEND_PROVISIONAL): (S.PROCEEDING, (A.SEND,)),
    (S.PROCEEDING, IN.SEND_SUCCESS): (S.ACCEPTED, (A.SEND,)),
    (S.PROCEEDING, IN.SEND_FAILURE): (S.COMPLETED, (A.SEND,)),
    (S.PROCEEDING, IN.FLOW_LOST): (S.TERMINATED, ()),
    (S.ACCEPTED, IN.REQUEST): (S.ACCEPTED, ()),
    (S.ACCEPTED, IN.ACK): (S.ACCEPTED, (A.PASS_UP,)),
    (S.ACCEPTED, IN.SEND_SUCCESS): (S.ACCEPTED, (A.SEND,)),
    (S.ACCEPTED, IN.TIMER): (S.TERMINATED, ()),
    (S.ACCEPTED, IN.FLOW_LOST): (S.TERMINATED, ()),
    (S.COMPLETED, IN.REQUEST): (S.COMPLETED, (A.RESEND,)),
    (S.COMPLETED, IN.ACK): (S.TERMINATED, ()),
    (S.COMPLETED, IN.TIMER): (S.TERMINATED, ()),
    (S.COMPLETED, IN.FLOW_LOST): (S.TERMINATED, ()),
}

SERVER_OTHER: Table = {
    (S.TRYING, IN.REQUEST): (S.TRYING, ()),
    (S.TRYING, IN.SEND_PROVISIONAL): (S.PROCEEDING, (A.SEND,)),
    (S.TRYING, IN.SEND_SUCCESS): (S.TERMINATED, (A.SEND,)),
    (S.TRYING, IN.SEND_FAILURE): (S.TERMINATED, (A.SEND,)),
    (S.TRYING, IN.TIMER): (S.TERMINATED, ()),
    (S.TRYING, IN.FLOW_LOST): (S.TERMINATED, ()),
    (S.PROCEEDING, IN.REQUEST): (S.PROCEEDING, (A.RESEND,)),
    (S.PROCEEDING, IN.SEND_PROVISIONAL): (S.PROCEEDING, (A.SEND,)),
    (S.PROCEEDING, IN.SEND_SUCCESS): (S.TERMINATED, (A.SEND,)),
    (S.PROCEEDING, IN.SEND_FAILURE): (S.TERMINATED, (A.SEND,)),
    (S.PROCEEDING, IN.TIMER): (S.TERMINATED, ()),
    (S.PROCEEDING, IN.FLOW_LOST): (S.TERMINATED, ()),
}

KEEP = -1.0
"""In a machine's timers: the timer that runs already goes on running."""


@dataclass(frozen=True, slots=True)
class Machine:
    """One of the four machines: its table, how long it may stay in each state, and where it starts."""

    name: str
    table: Table
    start: State
    timers: dict[State, float]
    restarts: frozenset[State] = frozenset()
    """States whose timer starts anew when they are entered from themselves."""


CLIENT_INVITE_MACHINE = Machine(
    "client INVITE",
    CLIENT_INVITE,
    S.CALLING,
    {S.CALLING: SIXTY_FOUR_T1, S.PROCEEDING: TIMER_C, S.ACCEPTED: SIXTY_FOUR_T1},  # B, C, M
    frozenset({S.PROCEEDING}),
)
CLIENT_OTHER_MACHINE = Machine(
    "client",
    CLIENT_OTHER,
    S.TRYING,
    {S.TRYING: SIXTY_FOUR_T1, S.PROCEEDING: KEEP},  # F
)
SERVER_INVITE_MACHINE = Machine(
    "server INVITE",
    SERVER_INVITE,
    S.TRYING,
    {S.TRYING: TRYING_AFTER, S.ACCEPTED: SIXTY_FOUR_T1, S.COMPLETED: SIXTY_FOUR_T1},  # 100, L, H
)
SERVER_OTHER_MACHINE = Machine(
    "server",
    SERVER_OTHER,
    S.TRYING,
    {S.TRYING: 2 * SIXTY_FOUR_T1, S.PROCEEDING: KEEP},  # ours: an owner that never answers holds nothing
)


def step(table: Table, state: State, input_: Input) -> tuple[State, tuple[Action, ...]] | None:
    """Return the next state and what to do, or None if ``input_`` means nothing in ``state``. Pure."""
    return table.get((state, input_))
