"""The four transaction machines as tables (RFC 3261 17, RFC 6026), for reliable transports and for UDP.

Inputs by origin: from the wire (REQUEST again, ACK, PROVISIONAL, SUCCESS, FAILURE), from the owner
(SEND_PROVISIONAL, SEND_SUCCESS, SEND_FAILURE), from the clock (TIMER, REPEAT), from the transport
(FLOW_LOST). A pair that is not in a table is legal nonsense (a late or doubled message): counted, logged, not
acted on. On a reliable transport nothing is repeated, and timers D, I, J and K are zero: their states are
passed through.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

T1 = 0.5
"""Round trip estimate in seconds (RFC 3261 17.1.1.1)."""

T2 = 4.0
"""Largest interval between retransmissions, in seconds."""

T4 = 5.0
"""Seconds a message stays in the network: timers I and K (RFC 3261 17.1.2.2)."""

SIXTY_FOUR_T1 = 64 * T1
"""Timers B, F, H, L and M, and over UDP D and J: 32 seconds."""

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
    """The final answer went by, and copies may come: a failure whose ACK a server waits for; over UDP all."""
    CONFIRMED = "confirmed"
    """The ACK to a failure came over UDP; copies of it may (timer I)."""
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
    REPEAT = "repeat"
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

CLIENT_INVITE_OVER_UDP: Table = CLIENT_INVITE | {
    (S.CALLING, IN.REPEAT): (S.CALLING, (A.RESEND,)),
    (S.CALLING, IN.FAILURE): (S.COMPLETED, (A.SEND_ACK, A.PASS_UP)),
    (S.PROCEEDING, IN.FAILURE): (S.COMPLETED, (A.SEND_ACK, A.PASS_UP)),
    (S.COMPLETED, IN.FAILURE): (S.COMPLETED, (A.SEND_ACK,)),
    (S.COMPLETED, IN.TIMER): (S.TERMINATED, ()),
    (S.COMPLETED, IN.FLOW_LOST): (S.TERMINATED, ()),
}

CLIENT_OTHER_OVER_UDP: Table = CLIENT_OTHER | {
    (S.TRYING, IN.REPEAT): (S.TRYING, (A.RESEND,)),
    (S.TRYING, IN.SUCCESS): (S.COMPLETED, (A.PASS_UP,)),
    (S.TRYING, IN.FAILURE): (S.COMPLETED, (A.PASS_UP,)),
    (S.PROCEEDING, IN.REPEAT): (S.PROCEEDING, (A.RESEND,)),
    (S.PROCEEDING, IN.SUCCESS): (S.COMPLETED, (A.PASS_UP,)),
    (S.PROCEEDING, IN.FAILURE): (S.COMPLETED, (A.PASS_UP,)),
    (S.COMPLETED, IN.TIMER): (S.TERMINATED, ()),
    (S.COMPLETED, IN.FLOW_LOST): (S.TERMINATED, ()),
}

SERVER_INVITE_OVER_UDP: Table = SERVER_INVITE | {
    (S.COMPLETED, IN.REPEAT): (S.COMPLETED, (A.RESEND,)),
    (S.COMPLETED, IN.ACK): (S.CONFIRMED, ()),
    (S.CONFIRMED, IN.REQUEST): (S.CONFIRMED, ()),
    (S.CONFIRMED, IN.ACK): (S.CONFIRMED, ()),
    (S.CONFIRMED, IN.TIMER): (S.TERMINATED, ()),
    (S.CONFIRMED, IN.FLOW_LOST): (S.TERMINATED, ()),
}
"""A 2xx is repeated by the user agent, not here (RFC 3261 13.3.1.4)."""

SERVER_OTHER_OVER_UDP: Table = SERVER_OTHER | {
    (S.TRYING, IN.SEND_SUCCESS): (S.COMPLETED, (A.SEND,)),
    (S.TRYING, IN.SEND_FAILURE): (S.COMPLETED, (A.SEND,)),
    (S.PROCEEDING, IN.SEND_SUCCESS): (S.COMPLETED, (A.SEND,)),
    (S.PROCEEDING, IN.SEND_FAILURE): (S.COMPLETED, (A.SEND,)),
    (S.COMPLETED, IN.REQUEST): (S.COMPLETED, (A.RESEND,)),
    (S.COMPLETED, IN.TIMER): (S.TERMINATED, ()),
    (S.COMPLETED, IN.FLOW_LOST): (S.TERMINATED, ()),
}

KEEP = -1.0
"""In a machine's timers: the timer that runs already goes on running."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """How often something goes out again: after ``first`` seconds, then twice as long each time.

    ``largest``: never longer than so many seconds, None for no bound.
    """

    first: float
    largest: float | None = T2


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine: its table, how long it may stay in each state, and where it starts."""

    name: str
    table: Table
    start: State
    timers: dict[State, float]
    restarts: frozenset[State] = frozenset()
    """States whose timer starts anew when they are entered from themselves."""
    repeats: dict[State, Repetition] = field(default_factory=dict)
    """What goes out again and again in a state, over UDP: timers A, E and G."""


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

CLIENT_INVITE_OVER_UDP_MACHINE = Machine(
    "client INVITE over UDP",
    CLIENT_INVITE_OVER_UDP,
    S.CALLING,
    CLIENT_INVITE_MACHINE.timers | {S.COMPLETED: SIXTY_FOUR_T1},  # D
    CLIENT_INVITE_MACHINE.restarts,
    {S.CALLING: Repetition(T1, None)},  # A
)
CLIENT_OTHER_OVER_UDP_MACHINE = Machine(
    "client over UDP",
    CLIENT_OTHER_OVER_UDP,
    S.TRYING,
    CLIENT_OTHER_MACHINE.timers | {S.COMPLETED: T4},  # K
    repeats={S.TRYING: Repetition(T1), S.PROCEEDING: Repetition(T2)},  # E
)
SERVER_INVITE_OVER_UDP_MACHINE = Machine(
    "server INVITE over UDP",
    SERVER_INVITE_OVER_UDP,
    S.TRYING,
    SERVER_INVITE_MACHINE.timers | {S.CONFIRMED: T4},  # I
    repeats={S.COMPLETED: Repetition(T1)},  # G
)
SERVER_OTHER_OVER_UDP_MACHINE = Machine(
    "server over UDP",
    SERVER_OTHER_OVER_UDP,
    S.TRYING,
    SERVER_OTHER_MACHINE.timers | {S.COMPLETED: SIXTY_FOUR_T1},  # J
)


def client_machine(method: str, *, is_reliable: bool) -> Machine:
    """Return the machine of a request that we send."""
    if method == "INVITE":
        return CLIENT_INVITE_MACHINE if is_reliable else CLIENT_INVITE_OVER_UDP_MACHINE
    return CLIENT_OTHER_MACHINE if is_reliable else CLIENT_OTHER_OVER_UDP_MACHINE


def server_machine(method: str, *, is_reliable: bool) -> Machine:
    """Return the machine of a request that we received."""
    if method == "INVITE":
        return SERVER_INVITE_MACHINE if is_reliable else SERVER_INVITE_OVER_UDP_MACHINE
    return SERVER_OTHER_MACHINE if is_reliable else SERVER_OTHER_OVER_UDP_MACHINE


def step(table: Table, state: State, input_: Input) -> tuple[State, tuple[Action, ...]] | None:
    """Return the next state and what to do, or None if ``input_`` means nothing in ``state``. Pure."""
    return table.get((state, input_))
