"""Asking a STUN server at which address a socket of ours is seen (RFC 8489), with aioice's messages.

The questions go out by the very socket whose address is wanted: behind NAT every socket has its own.
"""

from __future__ import annotations

import asyncio
import ipaddress
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # half of ICE with it: not before somebody asks
    from aioice.stun import Message

DEFAULT_PORT = 3478
TIMEOUT = 1.5
"""Seconds for an answer; the question is sent at 0, 0.5 and 1.5 of them (RFC 8489 6.2.1)."""
MOST_ASKED = 64
"""Questions of one socket that wait for an answer."""
_HIGHEST_FIRST_BYTE = 3
_LARGEST_ANSWER = 1500


class StunError(Exception):
    """Nothing was learnt; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where a server saw a packet come from: a numeric address and a port."""

    host: str
    port: int


def is_stun(data: bytes) -> bool:
    """Whether a datagram may be one of STUN (RFC 7983): neither SIP nor media begins like that."""
    return bool(data) and data[0] <= _HIGHEST_FIRST_BYTE


class StunQuestions:
    """Those of one socket. ``send`` sends by it; what comes there is shown to ``take``. Running loop only."""

    def __init__(self, send: Callable[[bytes, tuple[str, int]], None]) -> None:
        self._send = send
        self._open: dict[bytes, tuple[str, Any]] = {}

    async def ask(self, server: tuple[str, int]) -> Mapped:
        """Return where ``server`` (numeric) sees the socket. Raises ``StunError``."""
        from aioice import stun

        if len(self._open) >= MOST_ASKED:
            raise StunError("too many questions wait for an answer.")
        request = stun.Message(message_method=stun.Method.BINDING, message_class=stun.Class.REQUEST)
        transaction = stun.Transaction(request, server, self, retransmissions=2)
        self._open[request.transaction_id] = (server[0], transaction)
        try:
            async with asyncio.timeout(TIMEOUT):
                response, _ = await transaction.run()
        except (TimeoutError, stun.TransactionTimeout):
            raise StunError("it does not answer.") from None
        except stun.TransactionFailed as error:
            code, reason = error.response.attributes.get("ERROR-CODE", (0, ""))
            raise StunError(f"it refuses to answer ({code} {_printable(reason)}).") from None
        except OSError as error:
            raise StunError(f"it cannot be reached: {error.strerror or error}.") from error
        finally:
            del self._open[request.transaction_id]
        return _mapped(response)

    def take(self, data: bytes, source: Any) -> bool:
        """Take a datagram; return whether it answers a question of ours. Never raises."""
        if not self._open or not is_stun(data) or len(data) > _LARGEST_ANSWER:
            return False
        asked = self._open.get(data[8:20])
        if asked is None or asked[0] != str(source[0]).partition("%")[0]:
            return False
        from aioice import stun

        try:
            message = stun.parse_message(data)
        except (ValueError, LookupError, struct.error):
            return False
        answers = (stun.Class.RESPONSE, stun.Class.ERROR)
        if message.message_method != stun.Method.BINDING or message.message_class not in answers:
            return False
        asked[1].response_received(message, source)
        return True

    def send_stun(self, message: Message, addr: tuple[str, int]) -> None:
        """Send a question, again if need be (for aioice's transaction)."""
        self._send(bytes(message), addr)


def _mapped(response: Message) -> Mapped:
    found = response.attributes.get("XOR-MAPPED-ADDRESS") or response.attributes.get("MAPPED-ADDRESS")
    if found is None:
        raise StunError("it answers without an address.")
    host, port = found
    address = ipaddress.ip_address(host)
    if address.is_unspecified or address.is_multicast or not port:
        raise StunError("it answers with an address of nobody.")
    return Mapped(str(address), port)


def _printable(text: object) -> str:
    return "".join(c for c in str(text) if c.isprintable())[:80]
