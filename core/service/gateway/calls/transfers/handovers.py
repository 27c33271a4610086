"""Begins handovers: knows whose calls are whose, calls new clients, finds the calls that others take over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from core.identity.names import is_user_id
from core.service.gateway.call_headers import is_too_long
from core.service.gateway.calls.call import GatewayCall
from core.service.gateway.calls.phases import Phase
from core.service.gateway.calls.reoffers import End, Side
from core.service.gateway.calls.transfers.handover import Handover
from core.service.gateway.calls.transfers.referrals import BUSY, FORBIDDEN, TransferRefused
from core.service.gateway.media.bridge import MediaBridge, MediaBridges
from core.service.gateway.sides.clients import ClientFlow, ClientLeg
from core.service.media.refusal import MediaRefused
from core.service.routing.decisions import APPLICATION_HEADER, CALLER_HEADER
from core.service.routing.endpoints import GATEWAY, ROOMS, Account, Instance
from core.service.routing.exchange import Exchange
from core.sip.agent.calls.session_states import Direction
from core.sip.agent.events import AgentEvent, ReferReceived
from core.sip.agent.invite_session import InviteSession
from core.sip.callers import PREFERRED_HEADER, number_text
from core.sip.dialogs.replaces import Replaces
from core.sip.messages import NameAddr, SipError, Uri


class Handovers:
    """On the service's loop only. ``is_ours`` knows the addresses of this service.

    ``country`` (ISO 3166) is the one whose emergency numbers are known beside those that hold everywhere.
    """

    def __init__(
        self,
        exchange: Exchange,
        clients: Callable[[], ClientFlow | None],
        bridges: Callable[[], Awaitable[MediaBridges]],
        calls: Callable[[], Iterable[GatewayCall]],
        is_ours: Callable[[Uri], bool],
        domain: str,
        *,
        country: str = "",
    ) -> None:
        self._exchange = exchange
        self._clients = clients
        self._bridges = bridges
        self._calls = calls
        self._is_ours = is_ours
        self._domain = domain
        self._country = country

    def taken(self, replaces: Replaces) -> GatewayCall | None:
        """Return the call with somebody outside whose end on the clients' side is this dialog."""
        for call in self._calls():
            end = call.end(Side.CLIENT)
            if end is None or not end.session.is_established or call.phase is not Phase.CONNECTED:
                continue
            session = end.session
            named = (session.call_id, session.local_tag, session.remote_tag)
            if named == (replaces.call_id, replaces.to_tag, replaces.from_tag):
                return call
        return None

    async def send(self, call: GatewayCall, asked: ReferReceived) -> Handover:
        """Call whom the client in ``call`` wants in its place, at its cost. Raises TransferRefused."""
        old, outside = call.end(Side.CLIENT), call.end(Side.OUTSIDE)
        clients = self._clients()
        account = self._holder(old.session) if old is not None else None
        if old is None or outside is None or clients is None or account is None:
            raise TransferRefused(FORBIDDEN, "only a user of this service sends a trunk elsewhere")
        target, headers = self._target(asked, call, account)
        media = await self._media(call)
        made = Handover(call, outside, media, old)
        try:
            offer = await media.offer_to_client(None)

            def heard(event: AgentEvent) -> None:
                call.tell(Side.CLIENT, event)

            leg = ClientLeg(clients, _other_party(old.session), heard)
            session = leg.agent.invite(
                target,
                offer.encode(),
                leg.line.now(),
                headers=headers,
                replaces=asked.replaces,
                referred_by=NameAddr(Uri.for_user(account.user, self._domain)),
            )
        except (MediaRefused, SipError) as error:
            await media.close()
            raise TransferRefused(488, str(error)) from error
        leg.begin(session)
        made.calls(End(session, leg.line))
        leg.line.pump()
        return made

    async def come(self, call: GatewayCall) -> Handover:
        """Return how a client that names ``call`` takes the place of its own. Raises TransferRefused."""
        outside = call.end(Side.OUTSIDE)
        if outside is None:
            raise TransferRefused(BUSY, "there is nobody outside")
        return Handover(call, outside, await self._media(call))

    async def _media(self, call: GatewayCall) -> MediaBridge:
        """Return new media with whoever is outside, protected as it is now."""
        before = call.media
        if before is None:
            raise TransferRefused(BUSY, "there is no media")
        return (await self._bridges()).bridge(replace(before.peer, encryption=before.encryption))

    def _holder(self, session: InviteSession) -> Account | None:
        """Return the user who has the clients' end of a call."""
        if session.direction is Direction.OUTGOING:
            found = self._exchange.callee_of(session.request)
        else:
            found = self._exchange.endpoint_of(session.request)
        is_user = isinstance(found, Instance) and found not in (GATEWAY, ROOMS) and bool(found.application)
        return found.account if is_user and isinstance(found, Instance) else None

    def _target(
        self, asked: ReferReceived, call: GatewayCall, account: Account
    ) -> tuple[NameAddr, list[tuple[str, str]]]:
        """Return whom to call, and on whose behalf. Raises TransferRefused."""
        uri, name = asked.refer_to.uri.having(headers=()), asked.refer_to.display_name
        headers = [
            (CALLER_HEADER, f"{account.application} {account.user}"),
            (APPLICATION_HEADER, account.application),
        ]
        if asked.replaces is not None:
            return NameAddr(uri, name), headers
        if uri.scheme == "tel" or uri.params.get("user") == "phone" or (uri.user or "").startswith("+"):
            self._check_number(uri)
            number = Uri.for_user(number_text(uri), self._domain).having_param("user", "phone")
            if call.own_number:
                shown = Uri.for_user(call.own_number, self._domain).having_param("user", "phone")
                headers.append((PREFERRED_HEADER, str(NameAddr(shown))))
            return NameAddr(number, name), headers
        if uri.scheme not in ("sip", "sips") or is_too_long(uri):
            raise TransferRefused(FORBIDDEN, "nobody is called at such an address")
        if not self._is_ours(uri) or uri.port is not None:  # with a port it is another program here
            return NameAddr(uri, name), headers
        user = uri.unescaped_user or ""
        if not is_user_id(user):
            raise TransferRefused(FORBIDDEN, "this is no user")
        return NameAddr(Uri.for_user(user, self._domain), name), headers

    def _check_number(self, uri: Uri) -> None:
        """Refuse to send anybody to an emergency number: who needs help calls it. Raises TransferRefused."""
        from core.phone_numbers.reading import emergency_digits

        if emergency_digits(number_text(uri), self._country):
            raise TransferRefused(FORBIDDEN, "nobody is sent to an emergency number")


def _other_party(session: InviteSession) -> NameAddr:
    """Return who is outside, as the client was told or has called them."""
    said = session.request.from_ if session.direction is Direction.OUTGOING else session.request.to
    uri = said.uri
    return NameAddr(Uri("sip", uri.user, uri.host), said.display_name)
