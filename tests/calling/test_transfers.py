"""Blind and attended transfer, seen by all three: who sends, who is sent, who is called."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from core.calling import (
    ArgumentError,
    Call,
    CallEndCause,
    CallState,
    InvalidOperation,
    TransferRequest,
    TransferState,
)
from core.calling.machine import events
from tests.calling.fakes import Heard, World
from tests.calling.pair import Pair


class Trio(Pair):
    """Alice talks to Bob; there is Carol, too."""

    async def start(self) -> Trio:
        await super().start()
        self.carol, self.hears_carol = await self.world.started("carol")
        return self

    async def consult(self) -> Trio:
        """Alice holds Bob and talks to Carol."""
        await self.talk()
        self.out.hold()
        await self.hears_alice.hears("held")
        self.hears_second = Heard()
        self.second = await self.alice.callClient.callUser("carol")
        self.second.addListener(self.hears_second)
        await self.hears_carol.hears("incoming")
        await self.hears_carol.calls[0].answer()
        await self.hears_second.hears("established")
        await self.hears_carol.hears("established")
        return self


@pytest.fixture
async def trio(world: World) -> Trio:
    return await Trio(world).start()


def asks(call: Call, decide: Callable[[TransferRequest], Any]) -> list[TransferRequest]:
    """Have ``decide`` answer the requests that come in ``call``."""
    requests: list[TransferRequest] = []

    class Asked:
        def onTransferRequested(self, call: Call, request: TransferRequest) -> None:
            requests.append(request)
            decide(request)

    call.addListener(Asked())
    return requests


async def test_blind(trio: Trio) -> None:
    await trio.talk()
    trio.out.transfer("carol")
    await trio.hears_carol.hears("incoming")
    await trio.hears_alice.hears("transfer ringing")
    assert trio.out.state is CallState.ESTABLISHED, "the old call goes on while it rings"
    await trio.hears_carol.calls[0].answer()
    await trio.hears_carol.hears("established")
    await trio.hears_alice.hears("ended")
    await trio.hears_bob.hears("ended")
    states = [progress.state for progress in trio.hears_alice.progress]
    assert states == [TransferState.TRYING, TransferState.RINGING, TransferState.SUCCEEDED]
    assert trio.hears_bob.of("replaced", "ended") == ["replaced", "ended"]
    [between] = trio.bob.callClient.calls
    assert between.remoteUserId == "carol" and between.state is CallState.ESTABLISHED
    assert trio.incoming.details.replacedBy == between.callId
    assert trio.out.details.endCause is trio.incoming.details.endCause is CallEndCause.HUNG_UP
    assert trio.hears_carol.calls[0].remoteUserId == "bob"
    assert "somebody" in trio.hears_carol.calls[0].referredBy
    assert trio.alice.callClient.calls == ()


async def test_by_the_one_who_was_called(trio: Trio) -> None:
    await trio.talk()
    trio.incoming.transfer("carol")
    await trio.hears_carol.hears("incoming")
    await trio.hears_carol.calls[0].answer()
    await trio.hears_bob.hears("transfer succeeded")
    assert trio.alice.callClient.calls[0].remoteUserId == "carol"


@pytest.mark.parametrize(
    ("target", "words"), [("nobody", "Nobody with this address"), ("bob", ""), ("+14155550100", "")]
)
async def test_a_failure_leaves_the_call_as_it_was(trio: Trio, target: str, words: str) -> None:
    await trio.talk()
    trio.out.transfer(target)
    await trio.hears_alice.hears("transfer failed")
    assert words in trio.hears_alice.progress[-1].message and trio.hears_alice.progress[-1].message
    assert trio.out.state is trio.incoming.state is CallState.ESTABLISHED
    assert trio.out.canTransfer


async def test_declined_there(trio: Trio) -> None:
    await trio.talk()
    trio.out.transfer("carol")
    await trio.hears_carol.hears("incoming")
    trio.hears_carol.calls[0].hangup()
    await trio.hears_alice.hears("transfer failed")
    assert "declined" in trio.hears_alice.progress[-1].message
    assert trio.incoming.state is CallState.ESTABLISHED


async def test_the_one_who_is_sent_does_not_want_to(trio: Trio) -> None:
    await trio.talk()
    seen = asks(trio.incoming, lambda request: request.reject())
    trio.out.transfer("carol")
    await trio.hears_alice.hears("transfer failed")
    assert seen[0].target == "carol" and not seen[0].replaces_call
    assert trio.hears_carol.calls == []
    with pytest.raises(InvalidOperation, match="no longer open"):
        seen[0].accept()


async def test_the_one_who_is_sent_thinks_first(trio: Trio) -> None:
    await trio.talk()
    seen = asks(trio.incoming, lambda request: None)
    trio.out.transfer("carol")
    await trio.hears_alice.hears("transfer trying")
    assert "already" in trio.out.canTransfer.reason
    with pytest.raises(InvalidOperation, match="already"):
        trio.out.transfer("carol")
    assert trio.hears_carol.calls == []
    new = seen[0].accept()
    assert new in trio.bob.callClient.calls and new.remoteUserId == "carol"
    await trio.hears_carol.hears("incoming")
    seen[0].reject()
    with pytest.raises(InvalidOperation):
        seen[0].accept()


async def test_attended(trio: Trio) -> None:
    await trio.consult()
    trio.out.transferTo(trio.second)
    await trio.hears_alice.hears("transfer succeeded")
    await trio.hears_second.hears("ended")
    await trio.hears_carol.hears("ended")
    await trio.hears_bob.hears("ended")
    [at_bob], [at_carol] = trio.bob.callClient.calls, trio.carol.callClient.calls
    assert at_bob.callId == at_carol.callId and at_bob.remoteUserId == "carol"
    assert at_bob.state is at_carol.state is CallState.ESTABLISHED
    assert trio.alice.callClient.calls == ()
    assert trio.hears_carol.names.count("incoming") == 1, "the new call did not ring"
    assert trio.hears_carol.of("replaced", "ended") == ["replaced", "ended"]
    assert trio.hears_carol.calls[0].details.replacedBy == at_carol.callId


async def test_the_replaced_call_goes_on_when_the_new_one_fails(trio: Trio) -> None:
    await trio.consult()
    trio.world.negotiation_error = ValueError("no codec in common")
    trio.out.transferTo(trio.second)
    await trio.hears_alice.hears("transfer failed")
    assert trio.second.state is trio.hears_carol.calls[0].state is CallState.ESTABLISHED
    assert trio.out.state is CallState.ESTABLISHED


async def test_a_held_call_that_is_replaced_stays_on_hold(trio: Trio) -> None:
    await trio.consult()
    trio.hears_carol.calls[0].hold()
    await trio.hears_carol.hears("held")
    trio.out.transferTo(trio.second)
    await trio.hears_carol.hears("replaced")
    [taken_over] = [call for call in trio.carol.callClient.calls if call.remoteUserId == "bob"]
    assert taken_over.isOnHold and trio.world.media[-1].held
    await trio.hears_carol.hears("ended")
    taken_over.resume()
    await trio.hears_carol.hears("resumed")


async def test_the_caller_leaves_before_it_is_answered(trio: Trio) -> None:
    await trio.talk()
    trio.out.transfer("carol")
    await trio.hears_carol.hears("incoming")
    trio.out.hangup()
    await trio.hears_bob.hears("ended")
    assert trio.hears_alice.progress[-1].state is TransferState.FAILED
    [new], hears_new = trio.bob.callClient.calls, Heard()
    new.addListener(hears_new)
    await trio.hears_carol.calls[0].answer()
    await trio.hears_carol.hears("established")
    await hears_new.hears("established")


async def test_two_requests_at_once(trio: Trio) -> None:
    await trio.talk()
    asks(trio.incoming, lambda request: None)
    life = trio.incoming.life
    for target in ("carol", "dave"):
        life.handle(events.ReferReceived(at=life.now(), target=target))
    assert trio.legs[1].log[-1] == "491 REFER"


@pytest.mark.parametrize("target", ["http://x", "sip:", "sip:x", "mailto:a@b", "sip:" + "x" * 80 + "@y", ""])
async def test_nonsense_as_a_target_of_the_other_side(trio: Trio, target: str) -> None:
    await trio.talk()
    life = trio.incoming.life
    life.handle(events.ReferReceived(at=life.now(), target=target))
    assert trio.legs[1].log[-2:] == ["202", "NOTIFY 603"]
    assert len(trio.bob.callClient.calls) == 1


@pytest.mark.parametrize("target", ["", "a b", "sip:", "@x", "x@", None, 5, "tel:+1", "ä"])
async def test_nonsense_as_a_target_of_ours(trio: Trio, target: Any) -> None:
    await trio.talk()
    with pytest.raises(ArgumentError) as caught:
        trio.out.transfer(target)
    assert caught.value.argument == "target"


async def test_misuse(trio: Trio) -> None:
    await trio.ring()
    with pytest.raises(InvalidOperation, match="not established"):
        trio.out.transfer("carol")
    await trio.incoming.answer()
    await trio.hears_alice.hears("established")
    for other in (trio.out, trio.incoming, None):
        with pytest.raises(ArgumentError) as caught:
            trio.out.transferTo(other)  # type: ignore[arg-type]
        assert caught.value.argument == "other"
    ringing = await trio.alice.callClient.callUser("carol")
    with pytest.raises(InvalidOperation, match="not established"):
        trio.out.transferTo(ringing)
    trio.legs[0].refuses.add("REFER")
    trio.out.life.leg.refuses.add("REFER")  # type: ignore[union-attr]
    assert "cannot be sent" in trio.out.canTransfer.reason


async def test_progress_that_means_nothing(trio: Trio) -> None:
    await trio.talk()
    life = trio.out.life
    for event in (
        events.ReferProgressed(at=1, status=200, is_final=True),
        events.ReferAnswered(at=1, status=202),
        events.SuccessorProgressed(at=1, status=200),
    ):
        life.handle(event)
    await asyncio.sleep(0)
    assert trio.out.state is CallState.ESTABLISHED and trio.hears_alice.progress == []
