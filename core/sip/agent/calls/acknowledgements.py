"""The ACKs to 2xx of a call: sent, repeated, or held back until there is an answer to put into them.

An INVITE without an offer is answered by a 2xx with one; its ACK carries the answer (RFC 3261 13.2.2.4).
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.sip.dialogs.dialog import Dialog
from core.sip.messages import Request, Response

if TYPE_CHECKING:
    from core.sip.agent.core import AgentCore

ACKS_REMEMBERED = 32
"""ACKs kept to answer a repeated 2xx; the oldest go first."""

LATE_ANSWER_LIMIT = 20.0
"""Seconds the owner has for the answer to an offer in a 2xx; its sender gives up after 32."""

PROOFS = ("Authorization", "Proxy-Authorization")


@dataclass(frozen=True, slots=True)
class HeldAck:
    """An ACK that waits for its body."""

    dialog: Dialog
    invite: Request
    deadline: float


class Acknowledgements:
    """What was acknowledged, by the other side's tag and the number of the INVITE."""

    def __init__(self, agent: AgentCore) -> None:
        self._agent = agent
        self._sent: OrderedDict[tuple[str, int], Request] = OrderedDict()
        self._held: HeldAck | None = None

    @property
    def is_held(self) -> bool:
        """Whether an ACK waits for the owner's answer."""
        return self._held is not None

    @property
    def is_full(self) -> bool:
        """Whether more places accepted one INVITE than an honest one is forked to."""
        return len(self._sent) >= ACKS_REMEMBERED

    @property
    def due(self) -> float | None:
        """When the owner must have answered."""
        return None if self._held is None else self._held.deadline

    def repeat(self, dialog_tag: str, number: int) -> bool:
        """Send the ACK of a 2xx that came before once more; False if it is a new one."""
        held = self._held
        if held is not None and (held.dialog.remote_tag, held.invite.cseq.number) == (dialog_tag, number):
            return True
        ack = self._sent.get((dialog_tag, number))
        if ack is not None:
            self._agent.send_ack(ack)
        return ack is not None

    def acknowledge(self, dialog: Dialog, invite: Request, response: Response, now: float) -> None:
        """Send the ACK to a new 2xx, or wait for the owner's answer when the offer is in it."""
        if response.body and not invite.body:
            self._held = HeldAck(dialog, invite, now + LATE_ANSWER_LIMIT)
        else:
            self.send(dialog, invite)

    def release(self, body: bytes = b"", content_type: str = "") -> bool:
        """Send the ACK that waits; False if none does."""
        held, self._held = self._held, None
        if held is not None:
            self.send(held.dialog, held.invite, body, content_type)
        return held is not None

    def send(self, dialog: Dialog, invite: Request, body: bytes = b"", content_type: str = "") -> None:
        """Acknowledge the 2xx to ``invite``, with the credentials it had (RFC 3261 22.1)."""
        headers = [(name, value) for name in PROOFS for value in invite.headers.getall(name)]
        if body:
            headers.append(("Content-Type", content_type))
        number = invite.cseq.number
        ack = dialog.ack(number, headers, body)
        self._sent[dialog.remote_tag, number] = ack
        while len(self._sent) > ACKS_REMEMBERED:
            self._sent.popitem(last=False)
        self._agent.send_ack(ack)
