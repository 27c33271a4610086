"""Our SIP user agent through a Kamailio that knows nothing of us: digest, WebSocket, record-routing."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

import pytest

from core.sip.agent.events import (
    AckReceived,
    AgentEvent,
    CredentialsRequired,
    EndedHow,
    FlowLost,
    InfoReceived,
    InviteAccepted,
    InviteProgress,
    InviteReceived,
    InviteRejected,
    MessageReceived,
    Registered,
    RegistrationFailed,
    ReinviteAnswered,
    ReinviteReceived,
    RequestAnswered,
    SessionEnded,
    Unregistered,
)
from core.sip.agent.user_agent import UserAgent
from core.sip.auth import DigestCredentials
from core.sip.ids import RandomIds
from core.sip.messages import NameAddr, Uri
from core.sip.transports.websocket import AgentDriver
from tests.peers.kamailio import REALM, Kamailio

pytestmark = [pytest.mark.timeout(60), pytest.mark.usefixtures("no_task_left")]

E = TypeVar("E")
OFFER, ANSWER = b"v=0\r\ns=offer\r\n", b"v=0\r\ns=answer\r\n"


class Phone:
    """One of our user agents, connected; its events are waited for in the order they come."""

    def __init__(self, server: Kamailio, user: str, password: str | None = None) -> None:
        self.user = user
        self.credentials = DigestCredentials(user, password or f"pw-{user}")
        self.agent = UserAgent(
            address_of_record=NameAddr.parse(f'"{user.title()}" <sip:{user}@{REALM}>'),
            instance_id=uuid.uuid4().urn,
            ids=RandomIds(),
            via_transport="WS",
        )
        self.driver = AgentDriver(self.agent, server.url, on_event=self._take)
        self.uri = Uri.parse(f"sip:{user}@{REALM}")
        self._events: asyncio.Queue[AgentEvent] = asyncio.Queue()

    def _take(self, event: AgentEvent) -> None:
        self._events.put_nowait(event)

    async def next(self, kind: type[E]) -> E:
        """Wait for the next event of this kind; others before it are passed over."""
        async with asyncio.timeout(15):
            while not isinstance(event := await self._events.get(), kind):
                pass
            return event

    def do(self, act: Callable[..., object], *arguments: object, **options: object) -> object:
        """Call a method of the agent or a session, whose last positional argument is the time."""
        result = act(*arguments, self.driver.now(), **options)
        self.driver.pump()
        return result

    async def register(self, expires: int = 60) -> Registered:
        self.do(self.agent.register, credentials=self.credentials, expires=expires)
        return await self.next(Registered)

    def invite(self, target: Phone) -> object:
        return self.do(self.agent.invite, target.uri, OFFER)


@contextlib.asynccontextmanager
async def phones(server: Kamailio, *users: str) -> AsyncIterator[list[Phone]]:
    made = [Phone(server, user) for user in users]
    try:
        for phone in made:
            await phone.driver.connect()
            await phone.register()
        yield made
    finally:
        for phone in made:
            await phone.driver.close()


async def establish(alice: Phone, bob: Phone) -> tuple[object, object]:
    """Call, ring, answer; return both sessions."""
    outgoing = alice.invite(bob)
    incoming = (await bob.next(InviteReceived)).session
    assert incoming.request.body == OFFER
    bob.do(incoming.ring)
    assert (await alice.next(InviteProgress)).status == 180
    bob.do(incoming.accept, ANSWER)
    assert (await alice.next(InviteAccepted)).body == ANSWER
    await bob.next(AckReceived)
    return outgoing, incoming


async def test_registers_with_digest_and_refreshes_by_itself(kamailio: Kamailio) -> None:
    phone = Phone(kamailio, "alice")
    await phone.driver.connect()
    assert (await phone.register(expires=10)).expires_in == 10
    assert (await phone.next(Registered)).expires_in == 10  # the refresh
    phone.do(phone.agent.unregister)
    await phone.next(Unregistered)
    await phone.driver.close()


async def test_a_wrong_password_is_told(kamailio: Kamailio) -> None:
    phone = Phone(kamailio, "alice", password="wrong")
    await phone.driver.connect()
    phone.do(phone.agent.register, credentials=phone.credentials)
    refused = await phone.next((CredentialsRequired, RegistrationFailed))  # type: ignore[arg-type]
    assert isinstance(refused, CredentialsRequired)
    assert (refused.scheme.lower(), refused.realm) == ("digest", REALM)
    await phone.driver.close()


async def test_a_call_from_ringing_to_bye(kamailio: Kamailio) -> None:
    async with phones(kamailio, "alice", "bob") as (alice, bob):
        outgoing, incoming = await establish(alice, bob)
        assert incoming.remote.uri.user == "alice"
        alice.do(outgoing.bye)
        assert (await bob.next(SessionEnded)).how is EndedHow.REMOTE_BYE
        assert (await alice.next(SessionEnded)).how is EndedHow.LOCAL_BYE


async def test_the_called_side_hangs_up(kamailio: Kamailio) -> None:
    async with phones(kamailio, "alice", "bob") as (alice, bob):
        _, incoming = await establish(alice, bob)
        bob.do(incoming.bye)
        assert (await alice.next(SessionEnded)).how is EndedHow.REMOTE_BYE


async def test_cancel_while_ringing(kamailio: Kamailio) -> None:
    async with phones(kamailio, "alice", "bob") as (alice, bob):
        outgoing = alice.invite(bob)
        incoming = (await bob.next(InviteReceived)).session
        bob.do(incoming.ring)
        await alice.next(InviteProgress)
        alice.do(outgoing.cancel)
        assert (await bob.next(SessionEnded)).how is EndedHow.REMOTE_CANCEL
        assert (await alice.next(SessionEnded)).how is EndedHow.LOCAL_CANCEL


async def test_a_declined_call(kamailio: Kamailio) -> None:
    async with phones(kamailio, "alice", "bob") as (alice, bob):
        alice.invite(bob)
        incoming = (await bob.next(InviteReceived)).session
        bob.do(incoming.reject, 603)
        assert (await alice.next(InviteRejected)).status == 603
        assert (await alice.next(SessionEnded)).how is EndedHow.REMOTE_REJECT


async def test_nobody_there(kamailio: Kamailio) -> None:
    async with phones(kamailio, "alice") as (alice,):
        alice.invite(Phone(kamailio, "nobody"))
        assert (await alice.next(InviteRejected)).status == 480


async def test_a_change_of_the_session_both_ways(kamailio: Kamailio) -> None:
    async with phones(kamailio, "alice", "bob") as (alice, bob):
        outgoing, incoming = await establish(alice, bob)
        for asks, session, answers in ((alice, outgoing, bob), (bob, incoming, alice)):
            assert asks.do(session.reinvite, b"v=0\r\ns=again\r\n")
            asked = await answers.next(ReinviteReceived)
            assert asked.body == b"v=0\r\ns=again\r\n"
            answers.do(asked.session.answer_reinvite, ANSWER)
            assert (await asks.next(ReinviteAnswered)).body == ANSWER
            await answers.next(AckReceived)
        alice.do(outgoing.bye)
        await bob.next(SessionEnded)


async def test_info_and_messages(kamailio: Kamailio) -> None:
    async with phones(kamailio, "alice", "bob") as (alice, bob):
        outgoing, _ = await establish(alice, bob)
        alice.do(outgoing.info, "application/dtmf-relay", b"Signal=5\r\n")
        assert (await bob.next(InfoReceived)).body == b"Signal=5\r\n"
        alice.do(alice.agent.message, bob.uri, "text/plain", "Grüße".encode())
        assert (await bob.next(MessageReceived)).body.decode() == "Grüße"
        assert (await alice.next(RequestAnswered)).status == 200
        alice.do(outgoing.bye)
        await bob.next(SessionEnded)


async def test_an_offer_of_sixty_kilobytes_arrives_whole(kamailio: Kamailio) -> None:
    async with phones(kamailio, "alice", "bob") as (alice, bob):
        body = OFFER + b"a=candidate:x\r\n" * 2000
        session = alice.do(alice.agent.invite, bob.uri, body)
        incoming = (await bob.next(InviteReceived)).session
        assert incoming.request.body == body
        alice.do(session.cancel)
        await bob.next(SessionEnded)


async def test_ten_calls_at_once(kamailio: Kamailio) -> None:
    async with phones(kamailio, "alice", "bob") as (alice, bob):
        sessions = [alice.invite(bob) for _ in range(10)]
        incoming = [(await bob.next(InviteReceived)).session for _ in sessions]
        assert len({session.call_id for session in incoming}) == 10
        for session in incoming:
            bob.do(session.accept, ANSWER)
        for _ in sessions:
            await alice.next(InviteAccepted)
        for session in sessions:
            alice.do(session.bye)
        for _ in sessions:
            assert (await bob.next(SessionEnded)).how is EndedHow.REMOTE_BYE


async def test_the_server_goes_away(tmp_path_factory: pytest.TempPathFactory, kamailio: Kamailio) -> None:
    server = Kamailio(kamailio.program, tmp_path_factory.mktemp("second"))
    server.start()
    try:
        phone = Phone(server, "alice")
        await phone.driver.connect()
        await phone.register()
        server.stop()
        await phone.next(FlowLost)
        await phone.driver.close()
    finally:
        server.stop()


async def test_a_registrar_that_wants_longer_registrations(
    tmp_path_factory: pytest.TempPathFactory, kamailio: Kamailio
) -> None:
    """423 Interval Too Brief: the agent takes the registrar's word for it (RFC 3261 10.2.8)."""
    server = Kamailio(kamailio.program, tmp_path_factory.mktemp("patient"), min_expires=40)
    server.start()
    try:
        phone = Phone(server, "alice")
        await phone.driver.connect()
        assert (await phone.register(expires=20)).expires_in == 40
        await phone.driver.close()
    finally:
        server.stop()
