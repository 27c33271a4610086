"""The echo test: a user of the service that answers and sends back what it hears and sees.

A real call: the agent is a ``UserAgent`` on a flow in memory, the media a ``MediaSession`` whose microphone
hears its own speaker and whose camera sees the incoming picture; everything is decoded and encoded anew.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from core.service.agents.internal_flow import InternalFlow
from core.service.agents.line import Line
from core.service.config import EchoConfig
from core.service.routing.endpoints import ECHO
from core.service.routing.exchange import Exchange
from core.sip.agent.events import AgentEvent, InviteReceived, ReinviteReceived, SessionEnded
from core.sip.agent.invite_session import InviteSession
from core.sip.agent.user_agent import UserAgent
from core.sip.ids import Ids
from core.sip.messages import NameAddr, Uri

if TYPE_CHECKING:
    from core.service.agents.echo_media import EchoMedia

log = logging.getLogger(__name__)

USER = ECHO.user
DISPLAY_NAME = "Echo test"
ENDPOINT = ECHO
_LOOK_SECONDS = 2.0


class EchoService:
    """Answers calls to ``echo``, a bounded number at once (486 beyond)."""

    def __init__(self, exchange: Exchange, config: EchoConfig, domain: str, ids: Ids) -> None:
        self._config = config
        self._loop = asyncio.get_running_loop()
        self._agent = UserAgent(
            address_of_record=NameAddr(Uri("sip", USER, domain), DISPLAY_NAME),
            instance_id=ENDPOINT.instance,
            ids=ids,
            product="Ahoy echo",
            takes_referrals=False,
        )
        self._calls: dict[InviteSession, EchoCall] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._line = Line(self._agent, self._send, self._handle)
        self._flow = InternalFlow(exchange, ENDPOINT, self._take, self.pump)

    @property
    def calls(self) -> int:
        """How many calls are being echoed."""
        return len(self._calls)

    async def stop(self) -> None:
        """Hang up and end. Idempotent."""
        for session in list(self._calls):
            session.bye(self._loop.time())
        self.pump()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._line.stop()
        self._flow.close()

    def pump(self) -> None:
        """Send what the agent has to send, act on its events and set its clock."""
        self._line.pump()

    def _send(self) -> bool:
        messages = self._agent.data_to_send()
        for message in messages:
            self._flow.send(message)
        return bool(messages)

    def _take(self, data: bytes) -> None:
        self._agent.receive(data, self._loop.time())

    def _handle(self, event: AgentEvent) -> None:
        match event:
            case InviteReceived(session):
                self._invited(session)
            case ReinviteReceived(session, body) if session in self._calls:
                self._run(self._calls[session].renegotiate(body))
            case SessionEnded(session) if session in self._calls:
                self._calls.pop(session).ended.set()

    def _invited(self, session: InviteSession) -> None:
        now = self._loop.time()
        if len(self._calls) >= self._config.simultaneous:
            session.reject(486, now)
            return
        if not session.request.body:
            session.reject(488, now)
            return
        session.ring(now)
        call = self._calls[session] = EchoCall(self, session, self._config)
        self._run(call.run())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class EchoCall:
    """One call: rings, answers, echoes, ends when the other end hangs up or falls silent."""

    def __init__(self, service: EchoService, session: InviteSession, config: EchoConfig) -> None:
        self.ended = asyncio.Event()
        self._service = service
        self._session = session
        self._config = config
        self._loop = asyncio.get_running_loop()
        self._media: EchoMedia | None = None

    async def run(self) -> None:
        """Take the call to its end."""
        answer_at = self._loop.time() + self._config.answer_after
        try:
            await self._open_media()
            answer = await self._answer(self._session.request.body)
            if answer is None:
                self._session.reject(488, self._loop.time())
                return
            await self._until_ended(answer_at - self._loop.time())
            if not self.ended.is_set() and self._session.accept(answer, self._loop.time()):
                self._service.pump()
                await self._echo()
        except Exception:
            log.exception("an echo call failed")
            self._hang_up(500)
        finally:
            self._service.pump()
            if self._media is not None:
                await self._media.close()

    async def renegotiate(self, body: bytes) -> None:
        """Answer a re-INVITE."""
        answer = await self._answer(body) if body else None
        now = self._loop.time()
        if answer is None:
            self._session.reject_reinvite(488, now)
        else:
            self._session.answer_reinvite(answer, now)
        self._service.pump()

    async def _open_media(self) -> None:
        # The media libraries take half a second to load and many services never echo.
        make = await asyncio.to_thread(_load_media)
        has_video = b"\nm=video " in self._session.request.body
        self._media = make(has_video=has_video, delay=self._config.audio_delay)

    async def _answer(self, offer: bytes) -> bytes | None:
        if self._media is None:
            return None
        try:
            return (await self._media.accept_offer(offer.decode())).encode()
        except (ValueError, RuntimeError) as error:  # SdpError and UnicodeDecodeError; closed or not our turn
            log.info("an offer to the echo test cannot be answered: %s", error)
            return None

    async def _echo(self) -> None:
        received, heard_at = 0, self._loop.time()
        while self._media is not None and not self.ended.is_set():
            await self._until_ended(_LOOK_SECONDS)
            now_received = await self._media.packets_received()
            if now_received != received:
                received, heard_at = now_received, self._loop.time()
            if self._media.has_failed or self._loop.time() - heard_at > self._config.silence_limit:
                self._hang_up(480)

    async def _until_ended(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(seconds, 0)):
                await self.ended.wait()
        except TimeoutError:
            return

    def _hang_up(self, status: int) -> None:
        now = self._loop.time()
        if not self._session.bye(now):
            self._session.reject(status, now)
        self._service.pump()


def _load_media() -> type[EchoMedia]:
    from core.service.agents.echo_media import EchoMedia

    return EchoMedia
