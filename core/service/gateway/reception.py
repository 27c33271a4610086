"""What comes by classic SIP, before any call sees it: bounded, read, and given to whom it belongs.

Strangers cost one look: what belongs to no call is answered without keeping anything, so many times a minute
for each source, and then no more. A source that misbehaves is named in the log once a minute.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable

from core.service.admission.complaints import Complaints
from core.service.admission.rates import RateLimit
from core.service.config import Limits
from core.service.gateway.networks import Networks
from core.service.gateway.sides.outside import OutsideLeg, own_vias, source_hop
from core.sip.ids import Ids
from core.sip.messages import (
    IllegalValue,
    ParseError,
    Request,
    Response,
    check_request,
    check_response,
    parse_message,
    response_to,
    response_to_error,
)
from core.sip.routing import via_with_received
from core.sip.transports.hops import Hop, Transport

log = logging.getLogger(__name__)

ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK"
_SOURCES = 10_000
_LONGEST_PAUSE = 2.0


class Reception:
    """Times are monotonic seconds, passed in. ``on_invite`` begins a call, or says why not by a status.

    Requests that are expected, since they are for a contact that we registered somewhere, come from anywhere;
    what is told with them goes to ``on_notify``.
    ``is_partner``: who is always welcome, whatever networks are.
    """

    def __init__(
        self,
        limits: Limits,
        allowed: Networks,
        ids: Ids,
        *,
        takes_calls: bool,
        is_partner: Callable[[Hop], bool] = lambda hop: False,
        send: Callable[[Hop, bytes], None],
        find: Callable[[str], OutsideLeg | None],
        is_own: Callable[[Hop], bool],
        on_invite: Callable[[Request, Hop], int],
        expects: Callable[[Request], bool] = lambda request: False,
        on_notify: Callable[[Request], int] = lambda request: 489,
    ) -> None:
        self._allowed = allowed
        self._takes_calls = takes_calls
        self._is_partner = is_partner
        self._ids = ids
        self._send = send
        self._find = find
        self._is_own = is_own
        self._on_invite = on_invite
        self._expects = expects
        self._on_notify = on_notify
        per_address = limits.packets_per_second_per_address
        self._packets = RateLimit(per_address * 60, keys=_SOURCES, burst=per_address * 4)
        self._strangers = RateLimit(limits.guest_requests_per_minute, keys=_SOURCES)
        self._invites = RateLimit(limits.invites_per_minute_per_address, keys=_SOURCES)
        self._complaints = Complaints(log)
        self.counters: Counter[str] = Counter()

    def received(self, data: bytes, hop: Hop, now: float) -> float:
        """Take one message; return for how many seconds nothing is read from its stream."""
        pause = self._packets.spend(hop.host, 1 + len(data) / 4096, now)
        if pause:
            self._complain("flood", hop, now)
            if hop.transport is Transport.UDP:
                return 0.0
        try:
            message = parse_message(data, is_stream=hop.transport.is_reliable)
            error = check_request(message) if isinstance(message, Request) else check_response(message)
            if error is not None:
                raise error
            self._take(message, hop, now)
        except ParseError as error:
            self._garbage(error, hop, now)
        except IllegalValue:
            self._complain("garbage", hop, now)
        return min(pause, _LONGEST_PAUSE)

    def unreadable(self, head: bytes, hop: Hop, now: float) -> None:
        """Take what a stream ended with: it is answered if it can be."""
        try:
            parse_message(head, is_stream=True)
        except ParseError as error:
            self._garbage(error, hop, now)
        else:
            self._complain("garbage", hop, now)

    def _take(self, message: Request | Response, hop: Hop, now: float) -> None:
        leg = self._find(message.call_id)
        if isinstance(message, Response):
            if leg is None:
                self._complain("response to nothing", hop, now)
            else:
                leg.receive(message, hop)
            return
        request = via_with_received(message, hop.host, hop.port)
        if leg is not None:
            leg.receive(request, source_hop(message, hop))
        elif request.method != "ACK":
            self._stranger(request, hop, source_hop(message, hop), now)

    def _stranger(self, request: Request, hop: Hop, back: Hop, now: float) -> None:
        """Answer what belongs to no call, or begin one."""
        is_expected = request.to.tag is None and self._expects(request)
        is_welcome = not self._allowed or self._allowed.contains(hop.host) or self._is_partner(hop)
        if not is_welcome and not is_expected:
            self._complain("address not allowed", hop, now)
            return
        may_call = is_expected or (request.to.tag is None and self._takes_calls)
        is_call = request.method == "INVITE" and may_call
        rate = self._invites if is_call else self._strangers
        if not rate.allow(hop.host, now):
            self._complain("too many requests", hop, now)
            return
        if is_call:
            status = self._begin(request, back)
        elif is_expected and request.method == "NOTIFY":
            status = self._on_notify(request)
        else:
            status = _status_for(request)
        if status:
            self._answer(request, back, status)

    def _begin(self, request: Request, back: Hop) -> int:
        if request.max_forwards == 0:
            return 483
        if own_vias(request, self._is_own):
            return 482
        return self._on_invite(request, back)

    def _answer(self, request: Request, back: Hop, status: int) -> None:
        self.counters[f"answered {status}"] += 1
        headers = [("Allow", ALLOW)] if status in (200, 405) else []
        if status == 503:
            headers.append(("Retry-After", "10"))
        answer = response_to(request, status, to_tag=self._ids.tag(), headers=headers)
        self._send(back, bytes(answer))

    def _garbage(self, error: ParseError, hop: Hop, now: float) -> None:
        self._complain("garbage", hop, now)
        is_welcome = not self._allowed or self._allowed.contains(hop.host)
        if not is_welcome or not self._strangers.allow(hop.host, now):
            return
        try:
            answer = response_to_error(error, to_tag=self._ids.tag())
            if answer is not None:
                self._send(hop, bytes(answer))
        except (IllegalValue, ParseError):
            self.counters["garbage not answerable"] += 1

    def _complain(self, what: str, hop: Hop, now: float) -> None:
        self.counters[what] += 1
        self._complaints.say("sip.refused", (what, hop.host), now, what=what, address=hop.host)


def _status_for(request: Request) -> int:
    if request.to.tag is not None or request.method == "CANCEL":
        return 481
    if request.method == "OPTIONS":
        return 200
    return 403 if request.method in ("INVITE", "REGISTER", "SUBSCRIBE", "MESSAGE") else 405
