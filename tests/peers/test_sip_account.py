"""The calling API with an account at a Kamailio that knows nothing of us: digest, calls, endings, lacks."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import pytest

from core.calling import CallEndCause, CallingRuntime, Feature, Sinch, SinchClient, SipAccount
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from tests.calling.fakes import Heard
from tests.peers.kamailio import REALM, Kamailio

pytestmark = [pytest.mark.timeout(90), pytest.mark.usefixtures("no_task_left")]


@contextlib.asynccontextmanager
async def client(server: Kamailio, user: str, password: str = "") -> AsyncIterator[tuple[SinchClient, Heard]]:
    media = LocalMedia(FakeDevices())
    account = SipAccount(server.url, user, password or f"pw-{user}", REALM)
    runtime = CallingRuntime(local_media=media)
    made = Sinch.getSinchClientBuilder().sipAccount(account).runtime(runtime).build()
    heard = Heard()
    heard.patience = 15
    made.addListener(heard)
    made.callClient.addListener(heard)
    await made.start()
    try:
        yield made, heard
    finally:
        await made.terminateGracefully()
        media.close()


async def test_calls_and_is_called(kamailio: Kamailio) -> None:
    async with client(kamailio, "alice") as (alice, hears_alice), client(kamailio, "bob") as (bob, hears_bob):
        await hears_alice.hears("started")
        await hears_bob.hears("started")
        call = await alice.callClient.callUser("bob", {"x-topic": "tea"})
        call.addListener(hears_alice)
        await hears_bob.hears("incoming")
        incoming = hears_bob.calls[0]
        assert (incoming.remoteUserId, incoming.headers) == ("alice", {"x-topic": "tea"})
        await incoming.answer()
        await hears_alice.hears("established")
        await hears_bob.hears("established")
        call.hold()
        await hears_alice.hears("held")
        await hears_bob.hears("remote held")
        call.resume()
        await hears_alice.hears("resumed")
        incoming.hangup()
        await hears_alice.hears("ended")
        assert call.details.endCause is incoming.details.endCause is CallEndCause.HUNG_UP
        declined = await bob.callClient.callUser("alice")
        declined.addListener(hears_bob)
        await hears_alice.hears("incoming")
        hears_alice.calls[0].hangup()
        await hears_bob.hears("ended", 2)
        assert declined.details.endCause is CallEndCause.DENIED


async def test_a_wrong_password_is_said(kamailio: Kamailio) -> None:
    async with client(kamailio, "alice", "wrong") as (_, heard):
        await heard.hears("failed")
        assert heard.errors[0].isFatal and "password is wrong" in heard.errors[0].message


async def test_what_it_lacks_gets_a_reason(kamailio: Kamailio) -> None:
    async with client(kamailio, "alice") as (alice, heard):
        await heard.hears("started")
        assert Feature.CONFERENCE not in alice.features
        alice.setPresence("online")
        alice.watchPresence(["bob"])
        await heard.hears("features")
        assert alice.features.reason(Feature.PRESENCE)
        assert alice.isStarted()
