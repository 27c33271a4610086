"""A member of a room with everything but devices: a connection to the service, a call, and packets."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable
from typing import Any

from aiortc.rtcdtlstransport import RTCCertificate

from core.sip.agent.events import (
    AgentEvent,
    CredentialsRequired,
    InfoReceived,
    InviteAccepted,
    InviteRejected,
    MessageReceived,
    Registered,
    RegistrationFailed,
    ReinviteReceived,
    SessionEnded,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.user_agent import UserAgent
from core.sip.auth import BearerToken
from core.sip.bodies.room_events import CONTENT_TYPE, RosterEvent, RosterKind
from core.sip.bodies.room_requests import (
    INFO_PACKAGE,
    RoomRequest,
    Send,
    parse_room_request,
    room_request_body,
)
from core.sip.ids import RandomIds
from core.sip.messages import NameAddr, Uri
from core.sip.transports.websocket import AgentDriver
from tests.bench.network.line.relay_process import RelayProcess
from tests.bench.rooms.served import RoomService
from tests.service.conference.media.headless import Headless

DOMAIN = "ahoy.invalid"
PACKAGES = ("ahoy-media", INFO_PACKAGE, "trickle-ice")
ANSWER_SECONDS = 20.0


class NotLetIn(Exception):
    """The room has refused; the status says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status


class Guest:
    """One member. Offers of the room are answered at once; what it is told is noted with its time.

    ``instance``: the installation that comes back; empty for a new one. ``wishes`` are those of ``Headless``.
    """

    def __init__(
        self,
        service: RoomService,
        user: str,
        *,
        certificate: RTCCertificate | None = None,
        instance: str = "",
        **wishes: Any,
    ) -> None:
        self.user = user
        self.person = Headless(user, certificate=certificate, **wishes)
        self.instance = instance or uuid.uuid4().urn
        self.me = ""
        """The room's id of this member, once it was welcomed."""
        self.members: set[str] = set()
        """Whom the roster has, without this one."""
        self.shown: set[str] = set()
        """Whose pictures the description has."""
        self.left: dict[str, float] = {}
        """When it was told that somebody has left."""
        self.unshown: dict[str, float] = {}
        """When the description had the picture of somebody no more."""
        self.demands: list[Send] = []
        """What the room has asked for of its picture."""
        self.ended: SessionEnded | None = None
        self._service = service
        self._session: InviteSession | None = None
        self._registered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._over = asyncio.Event()
        self._changed = asyncio.Event()
        self._agent = UserAgent(
            address_of_record=NameAddr(Uri("sip", user, DOMAIN), user.title()),
            instance_id=self.instance,
            ids=RandomIds(),
            info_packages=PACKAGES,
        )
        self._driver = AgentDriver(self._agent, service.url, on_event=self._heard)

    # --- what it does ---------------------------------------------------------------------------------

    async def register(self) -> Guest:
        """Connect and register."""
        await self._driver.connect()
        self._show_token()
        await asyncio.wait_for(asyncio.shield(self._registered), ANSWER_SECONDS)
        return self

    def _show_token(self) -> None:
        token = BearerToken(self._service.token(self.user))
        self._agent.register(self._driver.now(), credentials=token)
        self._driver.pump()

    async def join(self, room: str, relay: RelayProcess | None = None) -> Guest:
        """Join, over ``relay`` if there is one, and return once packets can be sent. Raises NotLetIn."""
        offer = await self.person.prepare()
        offer = relay.offer(offer) if relay is not None else offer
        target = Uri.for_user(f"room-{room}", DOMAIN)
        self._session = self._agent.invite(target, offer.encode(), self._driver.now())
        self._driver.pump()
        answer = await asyncio.wait_for(self._answer, ANSWER_SECONDS)
        self.person.take_answer(relay.answer(answer) if relay is not None else answer)
        async with asyncio.timeout(ANSWER_SECONDS):
            await self.person.leg.connected()
        return self

    def hang_up(self) -> None:
        """Send BYE; ``close`` is owed."""
        assert self._session is not None
        self._session.bye(self._driver.now())
        self._driver.pump()

    def ask(self, request: RoomRequest) -> None:
        """Ask something of the room."""
        assert self._session is not None
        package = (("Info-Package", INFO_PACKAGE),)
        self._session.info("application/json", room_request_body(request), self._driver.now(), package)
        self._driver.pump()

    async def until(self, is_so: Callable[[], bool], seconds: float = 10.0) -> bool:
        """Wait until something that the room tells is so; return whether it came to that."""
        try:
            async with asyncio.timeout(seconds):
                while not is_so():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True

    @property
    def is_lost(self) -> bool:
        """Whether its call has ended, or its media."""
        return self.ended is not None or bool(self.person.failures)

    async def vanish(self) -> None:
        """Be gone as if the network were: no BYE, no end of media."""
        for protocol in self.person.leg._ice._current._protocols:
            protocol.transport.abort()
        self._agent.flow_lost(self._driver.now())
        assert self._driver._flow is not None
        await self._driver._flow.close()
        self._driver._stop_timer()

    async def close(self) -> None:
        """Hang up if that was not done, and disconnect."""
        if self._session is not None and self.ended is None:
            self.hang_up()
            await self.until(lambda: self.ended is not None)
        await self.person.close()
        self._agent.unregister(self._driver.now())
        await self._driver.close()

    # --- what happens ---------------------------------------------------------------------------------

    def _heard(self, event: AgentEvent) -> None:
        match event:
            case Registered() if not self._registered.done():
                self._registered.set_result(None)
            case CredentialsRequired():
                self._show_token()  # a token holds for ten minutes
            case RegistrationFailed() if not self._registered.done():
                self._registered.set_exception(RuntimeError(f"{event.status} {event.reason}"))
            case InviteAccepted(body=body) if not self._answer.done():
                self._answer.set_result(body.decode())
            case InviteRejected():
                self._refuse(event.status, event.reason)
            case ReinviteReceived(session, body):
                self._take_offer(session, body.decode())
            case MessageReceived(content_type=kind, body=body) if kind == CONTENT_TYPE:
                self._take_event(RosterEvent.parse(body))
            case InfoReceived(package=package, body=body) if package == INFO_PACKAGE:
                request = parse_room_request(body)
                if isinstance(request, Send):
                    self.demands.append(request)
            case SessionEnded():
                self.ended = event
                self._refuse(event.status, event.how)
        self._changed.set()

    def _refuse(self, status: int, reason: str) -> None:
        if not self._answer.done():
            self._answer.set_exception(NotLetIn(status, reason))

    def _take_offer(self, session: InviteSession, offer: str) -> None:
        session.answer_reinvite(self.person.take_offer(offer).encode(), self._driver.now())
        shown = {one.label for one in self.person.far.sections if one.label and one.port}
        self.unshown |= dict.fromkeys(self.shown - shown, time.monotonic())
        self.shown = shown
        self._driver.pump()

    def _take_event(self, event: RosterEvent | None) -> None:
        if event is None:
            return
        named = {channel.id for channel in event.channels}
        match event.kind:
            case RosterKind.WELCOME | RosterKind.STATE:
                self.me = event.facts.you if event.facts is not None else self.me
                self.members = named - {self.me}
            case RosterKind.JOIN:
                self.members |= named
            case RosterKind.LEAVE:
                self.members -= named
                self.left |= dict.fromkeys(named, time.monotonic())
