"""A user agent on a WebSocket: the client's flow and what drives the agent over it (RFC 7118)."""

from __future__ import annotations

import asyncio
import logging
import ssl as tls
from collections import deque
from collections.abc import Callable, Mapping

import aiohttp

from core.sip.agent.events import AgentEvent, FlowLost
from core.sip.agent.user_agent import UserAgent
from core.sip.messages.limits import MAX_MESSAGE_BYTES

logger = logging.getLogger(__name__)

SUBPROTOCOL = "sip"
CONNECT_TIMEOUT = 10.0
"""Seconds for TCP, TLS and the handshake together."""

PING_INTERVAL = 25.0
"""Seconds between pings; a flow whose pong is missing for half as long is lost (RFC 5626 3.5.1)."""

CLOSE_TIMEOUT = 2.0
MAX_QUEUED_BYTES = 1_048_576
"""Bytes that wait to be sent; beyond, the flow does not work and is closed."""


class FlowError(ConnectionError):
    """The other end is there but does not want this WebSocket; ``status`` is its HTTP answer, or 0."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class _Redirected(Exception):
    """The server points elsewhere; no ``OSError``, which aiohttp would take for one of its own."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def _refuse_redirects(
    request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Go nowhere else: tokens travel here, and a network that wants a log-in redirects everybody."""
    response = await send(request)
    if 300 <= response.status < 400:
        response.close()
        raise _Redirected(response.status)
    return response


class WebSocketClientFlow:
    """One WebSocket to a SIP server. All methods and callbacks belong to the running loop.

    ``on_data`` gets every message; ``on_closed`` is called once, with the reason in words, unless ``close``
    was called first.
    """

    def __init__(self, on_data: Callable[[bytes], None], on_closed: Callable[[str], None]) -> None:
        self._on_data = on_data
        self._on_closed = on_closed
        self._session: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._queue: deque[bytes] = deque()
        self._queued = 0
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._is_closing = False

    async def connect(
        self, url: str, *, ssl: tls.SSLContext | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        """Open the WebSocket. Raises OSError (FlowError, TimeoutError, aiohttp's own) or ValueError."""
        self._session = aiohttp.ClientSession(middlewares=(_refuse_redirects,))
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                self._socket = await self._session.ws_connect(
                    url,
                    protocols=(SUBPROTOCOL,),
                    ssl=True if ssl is None else ssl,
                    headers=headers,
                    heartbeat=PING_INTERVAL,
                    max_msg_size=MAX_MESSAGE_BYTES,
                )
            if self._socket.protocol != SUBPROTOCOL:
                await _close(self._socket)
                raise FlowError("the server does not speak SIP on this WebSocket")
        except aiohttp.WSServerHandshakeError as error:
            await self.close()
            raise FlowError(f"the server refused the WebSocket: {error.status}", error.status) from error
        except _Redirected as error:
            await self.close()
            raise FlowError(f"the server points elsewhere: {error.status}", error.status) from error
        except BaseException:
            await self.close()
            raise
        self._task = asyncio.create_task(self._run(self._socket), name="sip websocket")

    def send(self, data: bytes) -> None:
        """Queue one message. Beyond ``MAX_QUEUED_BYTES`` all that waits is dropped and the flow is closed."""
        if self._is_closing:
            return
        self._queued += len(data)
        if self._queued > MAX_QUEUED_BYTES:
            self._queue.clear()
            self._is_closing = True
        else:
            self._queue.append(data)
        self._wake.set()

    async def close(self) -> None:
        """Send what is queued, for a moment at most, and close. Idempotent; ``on_closed`` is not called."""
        self._on_closed = _ignore
        self._is_closing = True
        self._wake.set()
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task():
            _, pending = await asyncio.wait((task,), timeout=CLOSE_TIMEOUT)
            for late in pending:
                late.cancel()
                await asyncio.wait((late,))
        await self._close_session()

    async def _run(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        reader = asyncio.create_task(self._read(socket))
        writer = asyncio.create_task(self._write(socket))
        tasks = (reader, writer)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            reason = _reason_of(reader if reader.done() else writer)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        self._is_closing = True
        await _close(socket)
        await self._close_session()
        logger.info("flow closed: %s", reason)
        on_closed, self._on_closed = self._on_closed, _ignore
        on_closed(reason)

    @property
    def local_address(self) -> str:
        """This machine's address on the connection; empty without one."""
        return self._end("sockname")

    @property
    def remote_address(self) -> str:
        """The other end's address on the connection; empty without one."""
        return self._end("peername")

    def _end(self, which: str) -> str:
        name = self._socket.get_extra_info(which) if self._socket is not None else None
        return str(name[0]) if name else ""

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> str:
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                self._on_data(message.data.encode("utf-8", "surrogateescape"))
            elif message.type is aiohttp.WSMsgType.BINARY:
                self._on_data(message.data)
            else:
                return f"WebSocket error: {message.data}"
        return f"closed by the server ({socket.close_code})"

    async def _write(self, socket: aiohttp.ClientWebSocketResponse) -> str:
        while True:
            while self._queue:
                data = self._queue.popleft()
                self._queued -= len(data)
                await _send(socket, data)
            if self._is_closing:
                return "closed here" if self._queued <= MAX_QUEUED_BYTES else "the server does not read"
            self._wake.clear()
            await self._wake.wait()

    async def _close_session(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()


async def _send(socket: aiohttp.ClientWebSocketResponse, data: bytes) -> None:
    """As text where it is UTF-8 (RFC 7118 4.2: either kind must be taken)."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        await socket.send_bytes(data)
        return
    await socket.send_str(text)


async def _close(socket: aiohttp.ClientWebSocketResponse) -> None:
    try:
        async with asyncio.timeout(CLOSE_TIMEOUT):
            await socket.close()
    except (TimeoutError, OSError, aiohttp.ClientError):
        logger.debug("the WebSocket did not close in order")


def _reason_of(task: asyncio.Task[str]) -> str:
    error = task.exception()
    if error is None:
        return task.result()
    return f"{type(error).__name__}: {error}"


def _ignore(reason: str) -> None:
    """What a flow calls that has nobody to tell any more."""


class AgentDriver:
    """Runs a user agent over one WebSocket on the running loop.

    Call ``pump`` after every call into the agent or its sessions: it sends, sets the timer and tells the
    events. The driver is for one connection; make another to connect the same agent again.
    """

    def __init__(
        self,
        agent: UserAgent,
        url: str,
        *,
        on_event: Callable[[AgentEvent], None],
        ssl: tls.SSLContext | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._agent = agent
        self._url = url
        self._on_event = on_event
        self._ssl = ssl
        self._clock = clock
        self._flow: WebSocketClientFlow | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_pumping = False

    @property
    def is_open(self) -> bool:
        """Whether the flow is there."""
        return self._flow is not None

    @property
    def local_address(self) -> str:
        """This machine's address on the flow; empty without one."""
        return self._flow.local_address if self._flow is not None else ""

    @property
    def remote_address(self) -> str:
        """The other end's address on the flow; empty without one."""
        return self._flow.remote_address if self._flow is not None else ""

    def now(self) -> float:
        """Return the time the agent lives by, in monotonic seconds."""
        return self._clock() if self._clock is not None else asyncio.get_running_loop().time()

    async def connect(self) -> None:
        """Open the flow. Raises OSError or ValueError; see ``WebSocketClientFlow.connect``."""
        flow = WebSocketClientFlow(self._receive, self._closed)
        await flow.connect(self._url, ssl=self._ssl)
        self._flow = flow
        self._agent.flow_opened(self.now())
        self.pump()

    async def close(self) -> None:
        """Send what is owed and close. Idempotent. The owner knows: ``FlowLost`` is not told."""
        flow = self._flow
        if flow is None:
            self._stop_timer()
            return
        self.pump()
        self._flow = None
        self._agent.flow_lost(self.now())
        self._tell([event for event in self._agent.events() if not isinstance(event, FlowLost)])
        self._stop_timer()
        await flow.close()

    def pump(self) -> None:
        """Send and tell what the agent has; safe to call from within ``on_event``."""
        if self._is_pumping:
            return
        self._is_pumping = True
        try:
            self._pump()
        finally:
            self._is_pumping = False

    def _pump(self) -> None:
        while True:
            data, events = self._agent.data_to_send(), self._agent.events()
            if not data and not events:
                break
            for message in data:
                if self._flow is not None:
                    self._flow.send(message)
            self._tell(events)
        self._set_timer()

    def _tell(self, events: list[AgentEvent]) -> None:
        for event in events:
            try:
                self._on_event(event)
            except Exception:
                # An owner's mistake must not stop the signalling of every call.
                logger.exception("%s was not taken", type(event).__name__)

    def _receive(self, data: bytes) -> None:
        self._agent.receive(data, self.now())
        self.pump()

    def _closed(self, reason: str) -> None:
        self._flow = None
        self._agent.flow_lost(self.now())
        self.pump()

    def _set_timer(self) -> None:
        self._stop_timer()
        due = self._agent.next_timer()
        if due is not None:
            delay = max(due - self.now(), 0.0)
            self._timer = asyncio.get_running_loop().call_later(delay, self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        self._agent.handle_timer(self.now())
        self.pump()

    def _stop_timer(self) -> None:
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
