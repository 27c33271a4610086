"""Whole calls between full clients in memory."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from core.calling import (
    ArgumentError,
    CallDirection,
    CallEndCause,
    CallState,
    CallTimeouts,
    ErrorCode,
    ErrorType,
    InvalidOperation,
)
from core.calling.machine import events
from core.calling.ports import Invitation, LinkInvited
from core.media import media_events
from core.media.devices.constraints import picture_limits
from core.sip.bodies.media_state import CONTENT_TYPE
from tests.calling.fakes import FakeLeg, Heard, World
from tests.calling.pair import Pair


class TestGood:
    async def test_audio_call_and_hangup_by_caller(self, pair: Pair) -> None:
        await pair.talk(headers={"a": "1", "ü": "é"})
        assert pair.out.state is pair.incoming.state is CallState.ESTABLISHED
        assert pair.out.direction is CallDirection.OUTBOUND
        assert pair.incoming.direction is CallDirection.INBOUND
        assert (pair.out.remoteUserId, pair.incoming.remoteUserId) == ("bob", "alice")
        assert pair.incoming.headers == {"a": "1", "ü": "é"}
        assert pair.out.callId == pair.incoming.callId
        pair.out.hangup()
        await pair.hears_bob.hears("ended")
        assert pair.hears_alice.call_story == ["progressing", "ringing", "answered", "established", "ended"]
        assert pair.hears_bob.call_story == ["incoming", "answered", "established", "ended"]
        for call in (pair.out, pair.incoming):
            assert call.details.endCause is CallEndCause.HUNG_UP
            assert call.details.error is None
        await pair.world.media_closed()
        assert pair.alice.callClient.calls == () and pair.alice.callClient.getCall(pair.out.callId) is None

    async def test_video_call_and_hangup_by_callee(self, pair: Pair) -> None:
        await pair.talk(video=True)
        assert pair.out.details.requestedVideo and pair.incoming.details.requestedVideo
        assert [media.video for media in pair.world.media] == [True, True]
        pair.incoming.hangup()
        await pair.hears_alice.hears("ended")
        assert pair.out.details.endCause is pair.incoming.details.endCause is CallEndCause.HUNG_UP

    async def test_details(self, pair: Pair) -> None:
        await pair.talk()
        assert pair.out.details.duration == 0
        pair.out.hangup()
        details = pair.out.details
        times = [
            details.startedTime,
            details.progressedTime,
            details.rungTime,
            details.answeredTime,
            details.establishedTime,
            details.endedTime,
        ]
        reached = [time for time in times if time is not None]
        assert len(reached) == 6 and reached == sorted(reached)
        assert list(pair.out.stateTimes) == list(CallState)
        inbound = pair.incoming.details
        assert inbound.progressedTime is None and inbound.setupDuration == inbound.notifyingDuration == 0

    async def test_display_name(self, pair: Pair) -> None:
        pair.alice.displayName = " Alice\r\nBcc: <x> 🎉 " + "y" * 200
        await pair.ring()
        assert pair.incoming.remoteUserDisplayName.startswith("AliceBcc: <x> 🎉")
        assert len(pair.incoming.remoteUserDisplayName) <= 100

    @pytest.mark.parametrize("another_seed", range(8))
    async def test_any_schedule(self, world: World, another_seed: int) -> None:
        world.service.post._chance.seed(another_seed)
        world._chance.seed(another_seed)
        pair = await Pair(world).start()
        await pair.talk()
        pair.out.hangup()
        pair.incoming.hangup()
        await pair.hears_bob.hears("ended")
        assert pair.hears_alice.names.count("ended") == pair.hears_bob.names.count("ended") == 1


class TestPromise:
    async def test_nothing_leaves_before_the_answer(self, pair: Pair) -> None:
        await pair.ring(video=True)
        assert pair.incoming.media is None
        assert len(pair.world.media) == 1 and pair.world.media[0].is_offerer
        assert pair.world.service.legs[1].log == ["180"]
        await pair.incoming.answer()
        assert [media.is_offerer for media in pair.world.media] == [True, False]

    async def test_streams_are_there_from_the_start(self, pair: Pair) -> None:
        await pair.ring()
        stream, picture = pair.incoming.incomingStream, pair.incoming.incomingPicture
        assert stream.getTracks() == [] and picture.take() is None
        await pair.incoming.answer()
        assert pair.incoming.incomingStream is stream
        assert pair.incoming.media is not None
        assert pair.incoming.incomingPicture is pair.incoming.media.incoming_picture

    async def test_answer_without_video(self, pair: Pair) -> None:
        await pair.ring(video=True)
        pair.incoming.pauseVideo()
        pair.incoming.mute()
        await pair.incoming.answer()
        await pair.hears_alice.hears("remote paused")
        media = pair.world.media[1]
        assert media.paused and media.muted
        assert pair.out.isRemoteMuted and pair.out.isRemoteVideoPaused


class TestEndings:
    async def test_decline(self, pair: Pair) -> None:
        await pair.ring()
        pair.incoming.hangup()
        await pair.hears_alice.hears("ended")
        assert pair.out.details.endCause is pair.incoming.details.endCause is CallEndCause.DENIED
        assert pair.out.details.ringingDuration >= 0

    async def test_cancel(self, pair: Pair) -> None:
        await pair.ring()
        pair.out.hangup()
        await pair.hears_bob.hears("ended")
        assert pair.out.details.endCause is pair.incoming.details.endCause is CallEndCause.CANCELED

    async def test_hangup_at_once(self, pair: Pair) -> None:
        call = await pair.alice.callClient.callUser("bob")
        call.addListener(pair.hears_alice)
        call.hangup()
        assert call.state is CallState.ENDED
        assert pair.hears_alice.call_story == ["ended"]
        assert call.details.endCause is CallEndCause.CANCELED

    async def test_unknown_user(self, pair: Pair) -> None:
        call = await pair.alice.callClient.callUser("nobody")
        call.addListener(pair.hears_alice)
        await pair.hears_alice.hears("ended")
        assert call.details.endCause is CallEndCause.FAILURE
        assert call.details.error is not None
        assert (call.details.error.domain, call.details.error.code) == (ErrorType.SIP, 404)
        assert "known" in call.details.error.message

    async def test_no_answer(self, world: World) -> None:
        world.timeouts = CallTimeouts(ring=0.05)
        pair = await (await Pair(world).start()).ring()
        await pair.hears_bob.hears("ended")
        assert pair.out.details.endCause is pair.incoming.details.endCause is CallEndCause.NO_ANSWER

    async def test_vanished_caller(self, world: World) -> None:
        world.timeouts = CallTimeouts(incoming_ring=0.05)
        pair = await (await Pair(world).start()).ring()
        pair.world.service.legs[0].observer = None
        await pair.hears_bob.hears("ended")
        assert pair.incoming.details.endCause is CallEndCause.NO_ANSWER

    async def test_media_never_flows(self, world: World) -> None:
        world.timeouts, world.media_flows = CallTimeouts(establish=0.05), False
        pair = await (await Pair(world).start()).ring()
        await pair.incoming.answer()
        await pair.hears_alice.hears("ended")
        ends = {pair.out.details.endCause, pair.incoming.details.endCause}
        assert CallEndCause.FAILURE in ends
        [error] = [c.details.error for c in (pair.out, pair.incoming) if c.details.error][:1]
        assert error.code == ErrorCode.ICE_FAILED

    async def test_media_lost_in_the_call(self, pair: Pair) -> None:
        await pair.talk()
        lost = media_events.MediaFailed(media_events.MediaFailure.LOST, "consent expired")
        pair.world.media[0].on_event(lost)
        await pair.hears_bob.hears("ended")
        assert pair.out.details.endCause is pair.incoming.details.endCause is CallEndCause.INACTIVE

    async def test_offer_that_does_not_fit(self, pair: Pair) -> None:
        await pair.ring()
        pair.world.negotiation_error = ValueError("no audio format in common")
        with pytest.raises(InvalidOperation, match="no audio format in common"):
            await pair.incoming.answer()
        await pair.hears_alice.hears("ended")
        assert pair.incoming.details.endCause is CallEndCause.FAILURE
        assert pair.out.details.error is not None and pair.out.details.error.code == 488

    async def test_answered_elsewhere(self, pair: Pair) -> None:
        await pair.ring()
        pair.world.service.legs[0].cancel(200)
        await pair.hears_bob.hears("ended")
        assert pair.incoming.details.endCause is CallEndCause.OTHER_DEVICE_ANSWERED

    async def test_cancelled_while_answering(self, pair: Pair) -> None:
        await pair.ring()
        answering = asyncio.ensure_future(pair.incoming.answer())
        pair.out.hangup()
        with pytest.raises(InvalidOperation):
            await asyncio.gather(answering, pair.incoming.answer())
        await asyncio.gather(answering, return_exceptions=True)
        await pair.hears_bob.hears("ended")
        assert pair.incoming.state is CallState.ENDED

    async def test_media_that_cannot_be_made(self, world: World, expected_log: Any) -> None:
        def broken(**terms: Any) -> Any:
            raise OSError("no sound system")

        client, heard = await world.started("carol", media_factory=broken)
        with expected_log("core.calling", "media could not be made"):
            call = await client.callClient.callUser("bob")
            call.addListener(heard)
            await heard.hears("ended")
        assert call.details.error is not None and "no sound system" in call.details.error.message
        assert call.details.error.domain is ErrorType.SESSION


class TestInCall:
    async def test_mute_and_pause_reach_the_other_side(self, pair: Pair) -> None:
        await pair.talk(video=True)
        pair.out.mute()
        pair.out.mute()
        pair.out.pauseVideo()
        await pair.hears_bob.hears("remote paused")
        assert pair.incoming.isRemoteMuted and pair.world.media[0].muted and pair.world.media[0].paused
        pair.out.resumeVideo()
        pair.out.unmute()
        await pair.hears_bob.hears("remote unmuted")
        assert pair.hears_bob.of("remote muted", "remote unmuted", "remote paused", "remote resumed") == [
            "remote muted",
            "remote paused",
            "remote resumed",
            "remote unmuted",
        ]
        assert not pair.world.media[0].muted

    async def test_stalled_pictures_count_as_paused(self, pair: Pair) -> None:
        await pair.talk(video=True)
        pair.world.media[1].on_event(media_events.RemoteVideoPaused())
        assert pair.incoming.isRemoteVideoPaused
        pair.world.media[1].on_event(media_events.RemoteVideoResumed())
        assert pair.hears_bob.of("remote paused", "remote resumed") == ["remote paused", "remote resumed"]

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b'{"muted": 1}',
            b'{"video": "maybe"}',
            b'{"video": null}',
            b"\xff\xfe",
            b"[" * 1000,
            b'{"muted": true, "pad": "' + b"x" * 2000 + b'"}',
        ],
    )
    async def test_nonsense_about_media_changes_nothing(self, pair: Pair, body: bytes) -> None:
        await pair.talk()
        pair.incoming.life.informed(CONTENT_TYPE, body)
        pair.incoming.life.informed("text/plain", b'{"muted": true}')
        assert not pair.incoming.isRemoteMuted
        assert pair.incoming.state is CallState.ESTABLISHED

    async def test_reoffer(self, pair: Pair) -> None:
        await pair.talk()
        pair.incoming.life.handle(events.ReofferReceived(at=pair.incoming.life.now(), offer="m=audio 9 X"))
        await pair.world.service.legs[1].says("200 re-INVITE")
        pair.world.negotiation_error = ValueError("no")
        pair.incoming.life.handle(events.ReofferReceived(at=pair.incoming.life.now(), offer="m=audio 9 X"))
        await pair.world.service.legs[1].says("488 re-INVITE")
        assert pair.incoming.state is CallState.ESTABLISHED


class TestListeners:
    async def test_a_listener_that_raises_harms_nobody(self, pair: Pair, expected_log: Any) -> None:
        class Broken:
            def onCallEstablished(self, call: object) -> None:
                raise RuntimeError("listener bug")

        await pair.ring()
        pair.out.addListener(Broken())
        another = Heard()
        pair.out.addListener(another)
        with expected_log("core.calling.listeners", "onCallEstablished"):
            await pair.incoming.answer()
            await another.hears("established")
        assert pair.out.state is CallState.ESTABLISHED

    async def test_hangup_from_inside_a_callback(self, pair: Pair) -> None:
        class Impatient:
            def onCallRinging(self, call: Any) -> None:
                call.hangup()
                assert call.state is CallState.RINGING

        call = await pair.alice.callClient.callUser("bob")
        call.addListener(Impatient())
        call.addListener(pair.hears_alice)
        await pair.hears_alice.hears("ended")
        assert pair.hears_alice.call_story == ["progressing", "ringing", "ended"]

    async def test_removed_listener_hears_nothing(self, pair: Pair) -> None:
        await pair.ring()
        silent = Heard()
        pair.out.addListener(silent)
        pair.out.addListener(silent)
        pair.out.removeListener(silent)
        pair.out.hangup()
        assert silent.names == []

    async def test_media_events_from_another_thread_arrive_on_the_loop(self, pair: Pair) -> None:
        threads = []

        class Where:
            def onCallEnded(self, call: object) -> None:
                threads.append(threading.current_thread())

        await pair.talk()
        pair.out.addListener(Where())
        lost = media_events.MediaFailed(media_events.MediaFailure.LOST)
        await asyncio.to_thread(pair.world.media[0].on_event, lost)
        await pair.hears_alice.hears("ended")
        assert threads == [threading.current_thread()]

    async def test_methods_on_another_thread_are_refused(self, pair: Pair) -> None:
        await pair.ring()
        with pytest.raises(InvalidOperation, match="loop"):
            await asyncio.to_thread(pair.out.hangup)
        assert pair.out.state is CallState.RINGING


class TestCallClient:
    async def test_two_incoming_calls_at_once(self, pair: Pair) -> None:
        carol, _ = await pair.world.started("carol")
        await pair.talk()
        await carol.callClient.callUser("bob")
        await pair.hears_bob.hears("incoming", 2)
        assert len(pair.bob.callClient.calls) == 2
        assert pair.incoming.state is CallState.ESTABLISHED

    async def test_repeated_invitation_is_refused(self, pair: Pair) -> None:
        await pair.ring()
        link = pair.world.service.registered("bob")[0]
        invitation = Invitation(pair.incoming.callId, "alice", "m=audio 9 X")
        again = [FakeLeg(pair.world.service.post, "x") for _ in range(2)]
        link.on_event(LinkInvited(again[0], invitation))
        pair.incoming.hangup()
        link.on_event(LinkInvited(again[1], invitation))
        assert [leg.log for leg in again] == [["482"], ["482"]]
        assert pair.hears_bob.names.count("incoming") == 1

    async def test_a_call_that_failed_may_ring_again(self, pair: Pair) -> None:
        await pair.ring()
        call_id = pair.incoming.callId
        pair.world.service.registered("bob")[0].drop()
        await pair.hears_bob.hears("ended")
        await pair.hears_bob.hears("online", 2)
        link = pair.world.service.registered("bob")[0]
        leg = FakeLeg(pair.world.service.post, call_id)
        link.on_event(LinkInvited(leg, Invitation(call_id, "alice", "m=audio 9 X")))
        assert leg.log == ["180"] and pair.hears_bob.names.count("incoming") == 2

    async def test_nobody_listens(self, world: World) -> None:
        bob, _ = await world.started("bob")
        bob.callClient._listeners = type(bob.callClient._listeners)()
        pair = Pair(world)
        pair.alice, pair.hears_alice = await world.started("alice")
        call = await pair.alice.callClient.callUser("bob")
        call.addListener(pair.hears_alice)
        await pair.hears_alice.hears("ringing")

    @pytest.mark.parametrize("user_id", ["", "a b", "ä", "x" * 256, None, 5, "a@b"])
    async def test_bad_user_ids(self, pair: Pair, user_id: Any) -> None:
        for call in (pair.alice.callClient.callUser, pair.alice.callClient.callUserVideo):
            with pytest.raises(ArgumentError) as caught:
                await call(user_id)
            assert caught.value.argument == "userId"

    @pytest.mark.parametrize(
        "headers", [{"k": "v" * 1024}, {"k": 5}, {5: "v"}, ["k"], "kv", {"k": "\ud800"}, {"é" * 513: ""}]
    )
    async def test_bad_headers(self, pair: Pair, headers: Any) -> None:
        with pytest.raises(ArgumentError) as caught:
            await pair.alice.callClient.callUser("bob", headers)
        assert caught.value.argument == "headers"
        assert pair.alice.callClient.calls == ()

    async def test_headers_of_1024_bytes_are_fine(self, pair: Pair) -> None:
        headers = {"é": "x" * 1022}
        await pair.ring(headers=headers)
        assert pair.incoming.headers == headers

    async def test_not_started(self, world: World) -> None:
        client, _ = world.client("alice")
        with pytest.raises(InvalidOperation, match="not started"):
            await client.callClient.callUser("bob")

    async def test_kinds_that_are_not_carried_yet(self, pair: Pair) -> None:
        calls, heard = pair.alice.callClient, Heard()
        for call in (
            await calls.callSip("bob@example.org:5061;transport=tls", {"x-a": "1"}),
            await calls.callConference("room 1"),
        ):
            call.addListener(heard)
            assert call.state is CallState.INITIATING
        await heard.hears("ended", 2)
        assert call.details.endCause is CallEndCause.FAILURE
        assert call.details.error is not None and call.details.error.domain is ErrorType.API
        assert "no conference rooms" in call.details.error.message

    async def test_phone_needs_a_caller_identifier(self, pair: Pair) -> None:
        with pytest.raises(ArgumentError) as caught:
            await pair.alice.callClient.callPhoneNumber("+14155550100")
        assert caught.value.argument == "callerIdentifier"
        pair.alice.caller_identifier = "+14155550101"
        call = await pair.alice.callClient.callPhoneNumber("+14155550100")
        call.addListener(pair.hears_alice)
        await pair.hears_alice.hears("ended")
        assert call.remoteUserId == "+14155550100"
        assert call.details.endCause is CallEndCause.FAILURE

    @pytest.mark.parametrize(
        "number", ["", "14155550100", "+0123", "+1", "+1234567890123456", "+1 415", "+\u0661\u0662", None]
    )
    async def test_bad_numbers(self, pair: Pair, number: Any) -> None:
        with pytest.raises(ArgumentError) as caught:
            await pair.alice.callClient.callPhoneNumber(number)
        assert caught.value.argument == "number"

    @pytest.mark.parametrize(
        "identity", ["", "bob", "@x", "bob@", "a b@c", "<b@c>", "x" * 60 + "@y.org", None]
    )
    async def test_bad_sip_identities(self, pair: Pair, identity: Any) -> None:
        with pytest.raises(ArgumentError) as caught:
            await pair.alice.callClient.callSip(identity)
        assert caught.value.argument == "identity"

    @pytest.mark.parametrize("conference", ["", "x" * 65, "a\nb", None])
    async def test_bad_conferences(self, pair: Pair, conference: Any) -> None:
        with pytest.raises(ArgumentError) as caught:
            await pair.alice.callClient.callConference(conference)
        assert caught.value.argument == "conferenceId"

    @pytest.mark.parametrize("address", ["bob", "bob@", "@x", "a b@c", "b@c d", "b@c;x=y"])
    async def test_bad_neighbours(self, pair: Pair, address: str) -> None:
        with pytest.raises(ArgumentError):
            await pair.alice.callClient.callNearby(address)

    async def test_track_constraints(self, world: World) -> None:
        chosen: list[tuple[str, str]] = []
        limits: list[int] = []

        class Devices:
            def select(self, kind: Any, device_id: str) -> None:
                chosen.append((kind.value, device_id))

            def constrain(self, kind: Any, constraints: Any) -> None:
                if kind.value == "camera":
                    limits.append(picture_limits(constraints).width)

        client, _ = world.client("alice", local_media=Devices())
        client.callClient.setAudioTrackConstraints({"deviceId": {"exact": "mic-1"}})
        client.callClient.setVideoTrackConstraints({"deviceId": "cam-1", "width": 640})
        client.callClient.setVideoTrackConstraints({})
        assert chosen == [("microphone", "mic-1"), ("camera", "cam-1"), ("camera", "")]
        assert limits[0] == 640 < limits[1]
        with pytest.raises(ArgumentError, match="width"):
            client.callClient.setVideoTrackConstraints({"deviceId": "cam-2", "width": "wide"})
        assert chosen[-1] == ("camera", ""), "nothing is changed by half"
        for nonsense in (None, 5, {"deviceId": 5}, {"deviceId": {"exact": None}}):
            with pytest.raises(ArgumentError):
                client.callClient.setAudioTrackConstraints(nonsense)  # type: ignore[arg-type]
