"""A device that joins rooms and keeps what it is told, with words for descriptions (see ``fake_media``)."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Iterable

from core.service.data.application_keys import ApplicationKey
from core.service.service import ServiceEndpoint
from core.sip.agent.events import (
    AgentEvent,
    InfoReceived,
    InviteAccepted,
    InviteReceived,
    InviteRejected,
    MessageReceived,
    ReinviteReceived,
    RequestAnswered,
    SessionEnded,
)
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.user_agent import UserAgent
from core.sip.bodies.room_events import CONTENT_TYPE, Channel, RoomFacts, RosterEvent, RosterKind
from core.sip.bodies.room_requests import (
    INFO_PACKAGE,
    RoomRequest,
    parse_room_request,
    room_request_body,
)
from core.sip.ids import RandomIds
from core.sip.messages import NameAddr, Uri
from core.sip.transports.websocket import AgentDriver
from tests.service.phones import PATIENCE, Phone

PACKAGES = ("ahoy-media", INFO_PACKAGE, "trickle-ice")


class RoomPhone(Phone):
    """Answers offers of its room at once; ``descriptions`` are what it was offered and answered."""

    def __init__(
        self,
        user: str,
        url: str,
        application: ApplicationKey,
        *,
        packages: Iterable[str] = PACKAGES,
        name: str = "",
    ) -> None:
        super().__init__(user, url, application)
        self.agent = UserAgent(
            address_of_record=NameAddr(Uri("sip", user, "ahoy.invalid"), name or user.title()),
            instance_id=f"urn:uuid:{uuid.uuid4()}",
            ids=RandomIds(),
            info_packages=packages,
        )
        self.driver = AgentDriver(self.agent, url, on_event=self._heard)
        self.session: InviteSession | None = None
        self.told: list[RosterEvent] = []
        self.requests: list[RoomRequest] = []
        self.offers: list[str] = []
        self.answers: list[str] = []
        self.statuses: list[int] = []
        self.ended: SessionEnded | None = None
        self.rejected: InviteRejected | None = None
        self.rings: InviteSession | None = None
        self._changed = asyncio.Event()

    @classmethod
    async def at(cls, user: str, endpoint: ServiceEndpoint, **settings: object) -> RoomPhone:
        """Return one that is registered."""
        made = cls(user, endpoint.url, endpoint.application, **settings)  # type: ignore[arg-type]
        await made.online()
        return made

    async def reconnect(self, url: str) -> RoomPhone:
        """Come back by another connection, to another service perhaps."""
        await self.driver.close()
        self.driver = AgentDriver(self.agent, url, on_event=self._heard)
        await self.online()
        return self

    # --- what happens ---------------------------------------------------------------------------------

    def _heard(self, event: AgentEvent) -> None:
        self.events.put_nowait(event)
        match event:
            case InviteAccepted(body=body):
                self.answers.append(body.decode())
            case InviteRejected():
                self.rejected = event
            case InviteReceived(session):
                self.rings = session
            case ReinviteReceived(session, body):
                self.offers.append(body.decode())
                self.do(session.answer_reinvite, f"answer to {body.decode()}".encode())
            case MessageReceived(content_type=kind, body=body) if kind == CONTENT_TYPE:
                told = RosterEvent.parse(body)
                assert told is not None
                self.told.append(told)
            case InfoReceived(package=package, body=body) if package == INFO_PACKAGE:
                self.requests.append(parse_room_request(body))
            case RequestAnswered(method="INFO", status=status):
                self.statuses.append(status)
            case SessionEnded():
                self.ended = event
        self._changed.set()

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(PATIENCE):
            while not is_so():
                self._changed.clear()
                await self._changed.wait()

    # --- what it does ---------------------------------------------------------------------------------

    def dial(self, room: str, offer: str = "offer", headers: Iterable[tuple[str, str]] = ()) -> InviteSession:
        """Ring at the door."""
        self.ended = self.rejected = None
        target = Uri.for_user(f"room-{room}", "ahoy.invalid")
        self.session = self.agent.invite(target, offer.encode(), self.now, headers=headers)
        self.driver.pump()
        return self.session

    async def join(
        self, room: str, offer: str = "offer", headers: Iterable[tuple[str, str]] = ()
    ) -> RoomPhone:
        """Join a room, and wait for its welcome."""
        before = len(self.told)
        self.dial(room, offer, headers)
        await self.until(lambda: self.rejected or self.welcomes(before))
        assert self.rejected is None, self.rejected
        return self

    def welcomes(self, since: int = 0) -> list[RosterEvent]:
        """Return the welcomes so far."""
        return [one for one in self.told[since:] if one.kind is RosterKind.WELCOME]

    def ask(self, request: RoomRequest) -> None:
        """Ask something of the room."""
        assert self.session is not None
        package = (("Info-Package", INFO_PACKAGE),)
        self.session.info("application/json", room_request_body(request), self.now, package)
        self.driver.pump()

    def inform(self, kind: str, body: bytes, package: str) -> None:
        """Send any INFO."""
        assert self.session is not None
        self.session.info(kind, body, self.now, (("Info-Package", package),))
        self.driver.pump()

    def offer(self, offer: str) -> None:
        """Ask to change what was agreed upon."""
        assert self.session is not None
        self.session.reinvite(offer.encode(), self.now)
        self.driver.pump()

    def leave(self) -> None:
        """Hang up."""
        assert self.session is not None
        self.do(self.session.bye)

    # --- what it knows --------------------------------------------------------------------------------

    @property
    def whole(self) -> RosterEvent:
        """The last event with everything."""
        kinds = (RosterKind.WELCOME, RosterKind.STATE)
        return next(one for one in reversed(self.told) if one.kind in kinds)

    @property
    def room(self) -> RoomFacts:
        """What the room last said of itself."""
        assert self.whole.facts is not None
        return self.whole.facts

    @property
    def me(self) -> str:
        """Its own id."""
        return self.room.you

    def names(self) -> list[str]:
        """Return who is there."""
        return [one.name for one in self.whole.channels]

    def of(self, name: str) -> Channel:
        """Return how somebody stands."""
        return next(one for one in self.whole.channels if one.name == name)

    def heard_of(self, kind: RosterKind) -> list[str]:
        """Return whom events of a kind were about."""
        return [one.channels[0].name for one in self.told if one.kind is kind]

    def notices(self) -> list[str]:
        """Return the sentences so far."""
        return [one.facts.text for one in self.told if one.kind is RosterKind.NOTICE and one.facts]
