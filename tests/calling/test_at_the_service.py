"""Hold, transfer, keys and presence by real SIP through the real service, in memory."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from core.calling import Call, CallEndCause, CallState, Feature, TransferRequest, TransferState
from tests.calling.fakes import Heard
from tests.calling.stage import Stage, on_stage


def test_hold_and_resume(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        await stage.talk()
        stage.out.hold()
        await stage.hears_alice.hears("held")
        await stage.hears_bob.hears("remote held")
        assert stage.out.isOnHold and stage.incoming.isHeldByRemote
        stage.incoming.hold()
        await stage.hears_bob.hears("held")
        stage.out.resume()
        await stage.hears_alice.hears("resumed")
        assert stage.incoming.isOnHold and not stage.incoming.isHeldByRemote
        stage.out.hangup()
        await stage.over()

    on_stage(seed, tmp_path, play)


def test_both_hold_in_the_same_instant(seed: int, tmp_path: Path) -> None:
    """Both re-INVITEs get 491 and are repeated (RFC 3261 14.1): both calls end up held by both."""

    async def play(stage: Stage) -> None:
        await stage.talk()
        await asyncio.sleep(1)
        stage.out.hold()
        stage.incoming.hold()
        await stage.hears_alice.hears("held")
        await stage.hears_bob.hears("held")
        assert stage.bureau.seen("SIP/2.0 491")
        for call in (stage.out, stage.incoming):
            assert call.isOnHold and call.isHeldByRemote and call.state is CallState.ESTABLISHED
        stage.incoming.resume()
        stage.out.resume()
        await stage.hears_alice.hears("resumed")
        await stage.hears_bob.hears("resumed")
        await asyncio.sleep(10)
        for call in (stage.out, stage.incoming):
            assert not call.isOnHold and not call.isHeldByRemote
        stage.out.hangup()
        await stage.over()

    on_stage(seed, tmp_path, play)


def test_blind_transfer(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        [(_, hears_carol)] = stage.extra
        await stage.talk()
        stage.out.transfer("carol")
        await hears_carol.hears("incoming")
        await hears_carol.calls[0].answer()
        await stage.over()
        states = [progress.state for progress in stage.hears_alice.progress]
        assert states == [TransferState.TRYING, TransferState.RINGING, TransferState.SUCCEEDED]
        [new] = stage.bob.callClient.calls
        assert new.remoteUserId == "carol" and new.callId == hears_carol.calls[0].callId
        assert "alice" in hears_carol.calls[0].referredBy
        assert stage.incoming.details.replacedBy == new.callId
        new.hangup()
        await hears_carol.hears("ended")

    on_stage(seed, tmp_path, play, "carol")


@pytest.mark.parametrize("way", ["the referrer leaves", "both leave"])
def test_who_leaves_in_mid_transfer_keeps_nobody_waiting(seed: int, tmp_path: Path, way: str) -> None:
    """The one who was sent on tells the end of that call, and neither end keeps the old one for long."""

    async def play(stage: Stage) -> None:
        [(_, hears_carol)] = stage.extra
        await stage.talk()
        stage.out.transfer("carol")
        await hears_carol.hears("incoming")
        stage.out.hangup()
        if way == "both leave":
            stage.incoming.hangup()
        await stage.over()
        hears_carol.calls[0].hangup()
        await hears_carol.hears("ended")
        await asyncio.sleep(40)
        last = [
            seen.data
            for seen in stage.bureau.seen("NOTIFY", "bob", is_sent=True)
            if b"\r\nEvent: refer" in seen.data
        ]
        assert b"SIP/2.0 603" in last[-1] and b"terminated" in last[-1]
        for user in ("alice", "bob"):
            assert stage.bureau.driver(user)._agent.sessions == ()

    on_stage(seed, tmp_path, play, "carol")


@pytest.mark.parametrize(("target", "words"), [("nobody", "Nobody"), ("bob", "")])
def test_a_transfer_to_nobody(seed: int, tmp_path: Path, target: str, words: str) -> None:
    async def play(stage: Stage) -> None:
        await stage.talk()
        stage.out.transfer(target)
        await stage.hears_alice.hears("transfer failed")
        assert words in stage.hears_alice.progress[-1].message
        await asyncio.sleep(5)
        assert stage.out.state is stage.incoming.state is CallState.ESTABLISHED
        stage.out.hangup()
        await stage.over()

    on_stage(seed, tmp_path, play)


def consultation(stage: Stage) -> tuple[Heard, Heard]:
    [(_, hears_carol)] = stage.extra
    return Heard(), hears_carol


async def second_call(stage: Stage, heard: Heard, hears_carol: Heard) -> Call:
    heard.patience = 300
    stage.out.hold()
    await stage.hears_alice.hears("held")
    call = await stage.alice.callClient.callUser("carol")
    call.addListener(heard)
    await hears_carol.hears("incoming")
    await hears_carol.calls[0].answer()
    await heard.hears("established")
    await hears_carol.hears("established")
    return call


class Obedient:
    """Goes where it is sent, and notes what those are called who are there."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def onTransferRequested(self, call: Call, request: TransferRequest) -> None:
        self.names.append(request.target_name)
        request.accept()


def test_attended_transfer(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        heard, hears_carol = consultation(stage)
        stage.extra[0][0].displayName = "Carol Jones"
        await stage.talk()
        second = await second_call(stage, heard, hears_carol)
        names: list[str] = []
        stage.incoming.addListener(Obedient(names))
        stage.out.transferTo(second)
        await stage.hears_alice.hears("transfer succeeded")
        await heard.hears("ended")
        await hears_carol.hears("ended")
        await stage.over()
        (carol, _) = stage.extra[0]
        [at_bob], [at_carol] = stage.bob.callClient.calls, carol.callClient.calls
        assert at_bob.callId == at_carol.callId
        assert (at_bob.remoteUserId, at_carol.remoteUserId) == ("carol", "bob")
        assert hears_carol.names.count("incoming") == 1, "the call that took over did not ring"
        assert hears_carol.of("replaced", "ended") == ["replaced", "ended"]
        assert hears_carol.calls[0].details.replacedBy == at_carol.callId
        assert hears_carol.calls[0].details.endCause is CallEndCause.HUNG_UP
        assert stage.alice.callClient.calls == () and names == ["Carol Jones"]
        at_bob.hangup()
        await hears_carol.hears("ended", 2)

    on_stage(seed, tmp_path, play, "carol")


def test_a_second_call_is_busy(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        [(carol, hears_carol)] = stage.extra
        await stage.talk()
        call = await carol.callClient.callUser("bob")
        call.addListener(hears_carol)
        await stage.hears_bob.hears("incoming", 2)
        stage.hears_bob.calls[-1].reject(busy=True)
        await hears_carol.hears("ended")
        assert call.details.endCause is CallEndCause.DENIED and call.details.wasBusy
        assert stage.bureau.seen("SIP/2.0 486", "bob", is_sent=True)
        assert stage.incoming.state is CallState.ESTABLISHED
        stage.out.hangup()
        await stage.over()

    on_stage(seed, tmp_path, play, "carol")


def test_keys_by_info(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        await stage.talk()
        assert stage.out.dtmfWay == "info"
        stage.out.sendDtmf("4,#")
        await stage.hears_bob.hears("got #")
        assert stage.hears_bob.of("got 4", "got #") == ["got 4", "got #"]
        stage.out.hangup()
        await stage.over()

    on_stage(seed, tmp_path, play)


def test_a_lost_connection_while_on_hold(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        await stage.talk()
        stage.out.hold()
        await stage.hears_alice.hears("held")
        # The ACK of it is lost with the connection: nobody may wait for it afterwards.
        await stage.bureau.shut()
        await stage.hears_alice.hears("reconnecting")
        assert stage.out.canHold.reason
        await stage.bureau.open()
        await stage.hears_alice.hears("online", 2)
        await stage.hears_bob.hears("online", 2)
        stage.out.resume()
        await stage.hears_alice.hears("resumed")
        await stage.hears_bob.hears("remote back from hold")
        stage.out.hangup()
        await stage.over()
        assert stage.incoming.details.endCause is CallEndCause.HUNG_UP

    on_stage(seed, tmp_path, play)


def test_a_device_that_comes_online_rings_too(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        await stage.ring()
        _, laptop = await stage.bureau.started("bob")
        await laptop.hears("incoming")
        await laptop.calls[0].answer()
        await stage.hears_bob.hears("ended")
        assert stage.incoming.details.endCause is CallEndCause.OTHER_DEVICE_ANSWERED
        stage.out.hangup()
        await laptop.hears("ended")

    on_stage(seed, tmp_path, play)


def test_presence(seed: int, tmp_path: Path) -> None:
    async def play(stage: Stage) -> None:
        stage.alice.watchPresence(["bob", "nobody"])
        await stage.hears_alice.hears("bob is online")
        stage.bob.setPresence("do-not-disturb")
        await stage.hears_alice.hears("bob is do-not-disturb")
        stage.bob.setPresence("online")
        await stage.hears_alice.hears("bob is online", 2)
        [(_, _carol)] = stage.extra
        await stage.talk()
        await stage.hears_alice.hears("bob is in-call")
        stage.out.hangup()
        await stage.over()
        await stage.hears_alice.hears("bob is online", 3)
        await stage.bob.terminateGracefully()
        await stage.hears_alice.hears("bob is offline")
        assert Feature.PRESENCE in stage.alice.features

    on_stage(seed, tmp_path, play, "carol")
