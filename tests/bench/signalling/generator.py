"""The load, as a process of its own: ``python -m tests.bench.signalling.generator``.

Reads one JSON object with the server's address and application, then one command per line on stdin, and
answers each with a line of JSON: how long it took and how much CPU this process spent on it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from core.identity import sign_token
from tests.bench.signalling.flow import Flow, header, headers

CRLF = "\r\n"
PATIENCE = 30.0
ADDRESSES_PER_HOST = 10
"""Instances that share one source address, so that limits per address do not speak here."""
SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n" + (
    "a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host\r\n" * 20
)
"""About as long as the offer of an audio call."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where the load goes."""

    host: str
    port: int
    domain: str
    key: str
    secret: str = field(repr=False)


class Instance:
    """One registered device: it answers every call at once, and hangs up the calls it made."""

    def __init__(self, number: int, server: Server) -> None:
        self.user = f"load{number}"
        self._server = server
        self._number = number
        self._host = f"i{number}.invalid"
        self._instance = uuid.uuid4().urn
        self._cseq = 0
        self._waiting: dict[str, Callable[[str], None]] = {}
        self._flow: Flow | None = None
        self._token = ""

    def prepare(self) -> None:
        """Sign the token, outside of what is measured."""
        server, nonce = self._server, uuid.uuid4().hex
        self._token = sign_token(server.key, server.secret, self.user, now=time.time(), nonce=nonce)

    async def open(self) -> None:
        """Connect."""
        server = self._server
        group = self._number // ADDRESSES_PER_HOST
        source = (f"127.1.{group // 250}.{group % 250 + 1}", 0)
        _, flow = await asyncio.get_running_loop().create_connection(
            lambda: Flow(f"{server.host}:{server.port}"), server.host, server.port, local_addr=source
        )
        await flow.opened
        flow.on_message = self._take
        self._flow = flow

    async def register(self) -> None:
        """Register, or refresh."""
        self._cseq += 1
        domain, user = self._server.domain, self.user
        contact = f'<sip:{user}@{self._host};transport=ws>;reg-id=1;+sip.instance="<{self._instance}>"'
        answer = await self._ask(
            f"r{user}",
            f"REGISTER sip:{domain} SIP/2.0{CRLF}{self._via()}"
            f"From: <sip:{user}@{domain}>;tag=r{CRLF}To: <sip:{user}@{domain}>{CRLF}"
            f"Call-ID: r{user}{CRLF}CSeq: {self._cseq} REGISTER{CRLF}Max-Forwards: 70{CRLF}"
            f"Contact: {contact}{CRLF}Expires: 600{CRLF}Authorization: Bearer {self._token}{CRLF}"
            f"Supported: outbound, path{CRLF}Content-Length: 0{CRLF}{CRLF}",
        )
        assert answer.startswith("SIP/2.0 200"), answer

    async def call(self, callee: Instance) -> float:
        """Call, be answered, acknowledge, hang up; return the seconds from INVITE to 180."""
        call_id = uuid.uuid4().hex
        started = time.perf_counter()
        ringing = 0.0
        answered: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def take(message: str) -> None:
            nonlocal ringing
            status = int(message[8:11])
            if status == 180:
                ringing = time.perf_counter() - started
            elif status >= 200 and not answered.done():
                answered.set_result(message)

        self._waiting[call_id] = take
        target = f"sip:{callee.user}@{self._server.domain}"
        self._send(self._request("INVITE", target, call_id, 1, to=f"<{target}>", body=SDP))
        answer = await asyncio.wait_for(answered, PATIENCE)
        assert answer.startswith("SIP/2.0 200"), answer
        contact, to = header(answer, "Contact").split(">")[0].strip("<"), header(answer, "To")
        routes = "".join(f"Route: {one}{CRLF}" for one in reversed(headers(answer, "Record-Route")))
        self._send(self._request("ACK", contact, call_id, 1, to=to, more=routes))
        done = await self._ask(call_id, self._request("BYE", contact, call_id, 2, to=to, more=routes))
        assert done.startswith("SIP/2.0 200"), done
        return ringing

    def close(self) -> None:
        """Disconnect."""
        if self._flow is not None:
            self._flow.close()

    def _request(
        self, method: str, target: str, call_id: str, cseq: int, *, to: str, more: str = "", body: str = ""
    ) -> str:
        user, domain = self.user, self._server.domain
        kind = f"Content-Type: application/sdp{CRLF}" if body else ""
        return (
            f"{method} {target} SIP/2.0{CRLF}{self._via()}{more}"
            f"From: <sip:{user}@{domain}>;tag=c{CRLF}To: {to}{CRLF}Call-ID: {call_id}{CRLF}"
            f"CSeq: {cseq} {method}{CRLF}Max-Forwards: 70{CRLF}Supported: outbound{CRLF}"
            f"Contact: <sip:{user}@{self._host};transport=ws>{CRLF}{kind}"
            f"Content-Length: {len(body)}{CRLF}{CRLF}{body}"
        )

    def _via(self) -> str:
        return f"Via: SIP/2.0/WS {self._host};branch=z9hG4bK{uuid.uuid4().hex};rport{CRLF}"

    async def _ask(self, call_id: str, message: str) -> str:
        answered: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        def take(answer: str) -> None:
            if not answer.startswith("SIP/2.0 1") and not answered.done():
                answered.set_result(answer)

        self._waiting[call_id] = take
        self._send(message)
        try:
            return await asyncio.wait_for(answered, PATIENCE)
        finally:
            del self._waiting[call_id]

    def _send(self, message: str) -> None:
        assert self._flow is not None
        self._flow.send(message)

    def _take(self, flow: Flow, message: str) -> None:
        if message.startswith("SIP/2.0"):
            take = self._waiting.get(header(message, "Call-ID"))
            if take is not None:
                take(message)
        elif message.startswith("INVITE"):
            self._answer(message, "180 Ringing", "")
            self._answer(message, "200 OK", SDP)
        elif message.startswith("BYE"):
            self._answer(message, "200 OK", "")

    def _answer(self, request: str, status: str, body: str) -> None:
        copied = "".join(
            f"{name}: {value}{CRLF}"
            for name in ("Via", "Record-Route", "From", "Call-ID", "CSeq")
            for value in headers(request, name)
        )
        to = header(request, "To")
        tag = "" if ";tag=" in to else ";tag=a"
        kind = f"Content-Type: application/sdp{CRLF}" if body else ""
        self._send(
            f"SIP/2.0 {status}{CRLF}{copied}To: {to}{tag}{CRLF}"
            f"Contact: <sip:{self.user}@{self._host};transport=ws>{CRLF}{kind}"
            f"Content-Length: {len(body)}{CRLF}{CRLF}{body}"
        )


class Load:
    """All instances, and what can be done with them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._instances: list[Instance] = []

    async def register(self, count: int, at_once: int) -> list[float]:
        """Connect and register ``count`` new instances."""
        first = len(self._instances)
        made = [Instance(number, self._server) for number in range(first, first + count)]
        for one in made:
            one.prepare()
        self._instances += made
        return await self._measured((_join(one) for one in made), at_once)

    async def refresh(self, count: int, at_once: int) -> list[float]:
        """Refresh registrations, ``count`` in all."""
        chosen = [self._instances[number % len(self._instances)] for number in range(count)]
        return await self._measured((one.register() for one in chosen), at_once)

    async def call(self, count: int, at_once: int) -> list[float]:
        """Make ``count`` calls, every one between another two."""
        half = len(self._instances) // 2
        pairs = [
            (self._instances[number % half], self._instances[half + number % half]) for number in range(count)
        ]
        return await self._measured((caller.call(callee) for caller, callee in pairs), at_once)

    async def idle(self, count: int, at_once: int) -> list[float]:
        """Do nothing for ``count`` milliseconds but answer pings."""
        await asyncio.sleep(count / 1000)
        return []

    async def close(self) -> None:
        """Disconnect everything."""
        for one in self._instances:
            one.close()

    async def _measured(self, work: Iterable[Awaitable[Any]], at_once: int) -> list[float]:
        self.started, self.cpu_before = time.perf_counter(), time.process_time()
        pending = iter(work)
        results: list[float] = []

        async def worker() -> None:
            for one in pending:
                results.append(await one or 0.0)

        await asyncio.gather(*(worker() for _ in range(at_once)))
        return results


async def _join(instance: Instance) -> None:
    await instance.open()
    await instance.register()


async def main() -> None:
    """Serve commands until stdin ends."""
    read = asyncio.get_running_loop().run_in_executor
    load = Load(Server(**json.loads(await read(None, sys.stdin.readline))))
    while line := await read(None, sys.stdin.readline):
        command = json.loads(line)
        load.started, load.cpu_before = time.perf_counter(), time.process_time()
        times = await getattr(load, command["do"])(command["count"], command["at_once"])
        seconds = time.perf_counter() - load.started
        cpu = time.process_time() - load.cpu_before
        print(json.dumps({"seconds": seconds, "cpu": cpu, "times": times}), flush=True)
    await load.close()


if __name__ == "__main__":
    asyncio.run(main())
