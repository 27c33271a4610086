"""A device as a service sees it: its subscription, the stream it reads, and what it says back."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import time
from typing import Any

import aiohttp
import http_ece

from core.push.event_stream import EventStream, StreamEvent
from core.push.keys import ReceiverKeys, new_private_key
from core.push.notification import CallNotification, read_payload
from core.push.sip_parameters import parameters_of
from core.push.subscription import PushSubscription
from core.push.texts import from_text
from core.sip.agent.events import Registered
from tests.service.phones import PATIENCE, Phone


class Device:
    """One device without a connection for calls. It reads with another implementation of RFC 8188."""

    def __init__(self, http: str, phone: Phone) -> None:
        self.http = http
        self.phone = phone
        self.keys = ReceiverKeys(new_private_key(), os.urandom(16))
        self.session = aiohttp.ClientSession()
        self.location = self.endpoint = ""
        self.events: asyncio.Queue[StreamEvent] = asyncio.Queue()
        self._reading: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Device:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop_reading()
        await self.session.close()

    @property
    def told(self) -> PushSubscription:
        return PushSubscription(self.endpoint, self.keys.p256dh, self.keys.auth_text)

    async def subscribe(self, **body: Any) -> Device:
        headers = {"Authorization": f"Bearer {self.phone.token()}"}
        url = f"{self.http}/push/subscribe"
        async with self.session.post(url, headers=headers, json=body or None) as answer:
            assert answer.status == 201, await answer.text()
            self.location = answer.headers["Location"]
            self.endpoint = answer.headers["Link"].partition(">")[0].removeprefix("<")
        return self

    async def register(self) -> Registered:
        """Register with push, and go."""
        await self.phone.driver.connect()
        self.phone.agent.registration_parameters = parameters_of(self.told)
        event = await self.phone.register()
        assert isinstance(event, Registered)
        await self.phone.driver.close()
        return event

    async def read(self) -> Device:
        """Open the stream; return once it stands."""
        self._reading = asyncio.create_task(self._read())
        assert (await self.event()).name == "hello"
        return self

    async def stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self) -> None:
        stream = EventStream()
        timeout = aiohttp.ClientTimeout(total=None)
        async with self.session.get(self.location, timeout=timeout) as answer:
            assert answer.status == 200, await answer.text()
            async for chunk in answer.content.iter_any():
                for event in stream.feed(chunk):
                    self.events.put_nowait(event)

    async def event(self) -> StreamEvent:
        async with asyncio.timeout(PATIENCE):
            return await self.events.get()

    async def message(self) -> bytes:
        """Return the next message, decrypted and acknowledged."""
        event = await self.event()
        body = from_text(json.loads(event.data)["data"])
        async with self.session.delete(f"{self.http}/push/d/{event.event_id}") as answer:
            assert answer.status == 204
        return bytes(http_ece.decrypt(body, private_key=self.keys.private, auth_secret=self.keys.auth))

    async def notification(self) -> CallNotification:
        told = read_payload(await self.message(), time.time())
        assert told is not None
        return told

    async def say(self, told: CallNotification, state: str) -> int:
        async with self.session.post(f"{self.http}{told.reply}", json={"state": state}) as answer:
            return answer.status

    async def come(self) -> Phone:
        """Connect and register: the call that waits arrives."""
        with contextlib.suppress(ConnectionError):
            await self.phone.driver.close()
        return await self.phone.reconnect(self.http.replace("http://", "ws://") + "/sip")
