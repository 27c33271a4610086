"""Two sessions over real sockets: what is said at one end is heard and seen at the other."""

from __future__ import annotations

import asyncio
import time

import av
import numpy as np
import pytest

from core.media import media_watch
from core.media.devices.capture import LocalMedia
from core.media.media_events import (
    MediaConnected,
    MediaFailed,
    MediaFailure,
    MediaFlowing,
    PathRestored,
    PathSilent,
    RemotePictureStarted,
    RemoteVideoPaused,
    RemoteVideoResumed,
)
from core.media.sdp import NothingAcceptable, SdpError
from core.media.session import MediaSession, MediaSessionClosed
from core.media.transport.dtls import HardenedDtlsTransport
from core.media.video.test_picture import read_frame_number
from core.ports import DeviceKind
from tests.media.call_pair import (
    End,
    ToneDevices,
    call_pair,
    close_end,
    connect,
    eventually,
    make_end,
    strongest_frequency,
)

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


def read_numbers(end: End) -> list[int]:
    """Collect the frame numbers that arrive at ``end`` from now on."""
    numbers: list[int] = []

    def take() -> None:
        frame = end.session.incoming_picture.take()
        number = read_frame_number(frame) if frame is not None else None
        if number is not None:
            numbers.append(number)

    end.session.incoming_picture.on_picture = take
    return numbers


def is_silent(end: End, blocks: int = 20) -> bool:
    return len(end.devices.played) >= blocks and int(np.abs(end.devices.heard(blocks)).max()) < 50


def hears(end: End, tone: float, blocks: int = 50) -> bool:
    if len(end.devices.played) < blocks:
        return False
    heard = end.devices.heard(blocks)
    return bool(np.abs(heard).max() > 3000 and abs(strongest_frequency(heard) - tone) < 10)


async def test_tone_and_picture_arrive_at_both_ends() -> None:
    async with call_pair(caller_devices=ToneDevices(700), callee_devices=ToneDevices(1300)) as (
        caller,
        callee,
    ):
        seen_by_callee, seen_by_caller = read_numbers(callee), read_numbers(caller)
        await eventually(lambda: hears(callee, 700) and hears(caller, 1300), what="tones")
        await eventually(lambda: len(seen_by_callee) > 30 and len(seen_by_caller) > 30, what="pictures")
        assert seen_by_callee == sorted(set(seen_by_callee)), "pictures came twice or out of order"
        assert set(seen_by_callee) <= set(caller.devices.sent_numbers)
        assert caller.session.has_incoming_video and caller.session.has_outgoing_video
        order = [type(event) for event in callee.events[:2]]
        assert order == [MediaConnected, MediaFlowing]
        await callee.wait_for(RemotePictureStarted)
        assert callee.session.incoming_picture.size == (320, 240)


async def test_streams_are_there_from_the_start_and_tracks_arrive() -> None:
    async with call_pair(is_connected=False) as (caller, callee):
        arrived: list[str] = []
        callee.session.incoming_stream.on_track_added.append(lambda track: arrived.append(track.kind))
        assert [t.kind for t in caller.session.outgoing_stream.getTracks()] == ["audio", "video"]
        assert callee.session.incoming_stream.getTracks() == []
        await connect(caller, callee)
        assert arrived == ["audio", "video"]
        track = callee.session.incoming_stream.getVideoTracks()[0]
        async with asyncio.timeout(8):
            frame = await track.recv()
            sound = await callee.session.incoming_stream.getAudioTracks()[0].recv()
        assert isinstance(frame, av.VideoFrame) and isinstance(sound, av.AudioFrame)
        assert (frame.width, frame.height) == (320, 240)
        assert (sound.samples, sound.sample_rate) == (960, 48000)


async def test_muted_end_sends_silence_and_packets_go_on() -> None:
    async with call_pair(video=False) as (caller, callee):
        await eventually(lambda: hears(callee, 1000), what="tone")
        caller.session.set_muted(True)
        assert caller.session.muted
        await eventually(lambda: is_silent(callee), what="silence")
        before = (await callee.session.stats()).track("audio", "inbound-rtp")["packetsReceived"]
        await asyncio.sleep(0.3)
        after = (await callee.session.stats()).track("audio", "inbound-rtp")["packetsReceived"]
        assert int(after) - int(before) >= 8
        caller.session.set_muted(False)
        await eventually(lambda: hears(callee, 1000, 20), what="tone again")


async def test_pause_releases_the_camera_and_sound_goes_on() -> None:
    async with call_pair() as (caller, callee):
        await callee.wait_for(RemotePictureStarted)
        caller.session.set_video_paused(True)
        assert DeviceKind.CAMERA not in caller.devices.open_kinds
        assert caller.session.video_paused and not caller.session.has_outgoing_video
        await callee.wait_for(RemoteVideoPaused)
        frames = callee.session.incoming_picture.frames
        await eventually(lambda: hears(callee, 1000), what="tone during the pause")
        assert callee.session.incoming_picture.frames == frames
        caller.session.set_video_paused(False)
        assert DeviceKind.CAMERA in caller.devices.open_kinds
        await callee.wait_for(RemoteVideoResumed)
        inbound = (await callee.session.stats()).track("video", "inbound-rtp")
        assert inbound["freezeCount"] == 0, "a pause is no freeze"
        assert not caller.has(RemoteVideoPaused)


async def test_answer_without_camera_opens_none() -> None:
    async with call_pair(is_connected=False) as (caller, callee):
        callee.session.set_video_paused(True)
        await connect(caller, callee)
        await callee.wait_for(RemotePictureStarted)
        assert DeviceKind.CAMERA not in callee.devices.open_kinds
        await caller.wait_for(RemoteVideoPaused)


async def test_audio_only_call_opens_no_camera() -> None:
    async with call_pair(video=False) as (caller, callee):
        await eventually(lambda: hears(callee, 1000), what="tone")
        assert DeviceKind.CAMERA not in caller.devices.open_kinds | callee.devices.open_kinds
        assert not caller.session.has_incoming_video and not caller.session.has_outgoing_video


async def test_declined_video_leaves_sound_and_releases_the_camera() -> None:
    async with call_pair(video=True, callee_video=False) as (caller, callee):
        await eventually(lambda: hears(callee, 1000) and hears(caller, 1000), what="tones")
        assert not caller.session.has_incoming_video and not caller.session.has_outgoing_video
        assert DeviceKind.CAMERA not in caller.devices.open_kinds
        assert not caller.has(MediaFailed)


async def test_no_devices_at_all_is_a_receive_only_call() -> None:
    async with call_pair(callee_devices=ToneDevices(kinds=())) as (caller, callee):
        await callee.wait_for(RemotePictureStarted)
        await caller.wait_for(MediaFlowing)
        assert callee.local.snapshot().microphone_problem.startswith("No microphone")
        stats = await callee.session.stats()
        await eventually(lambda: callee.local.output_level > 0.05, what="sound pulled though nobody hears")
        assert stats.track("video", "outbound-rtp") == {}
        assert stats.track("audio", "outbound-rtp")["packetsSent"]


async def test_camera_chosen_in_mid_call_takes_over() -> None:
    from core.media.devices.composite import CompositeDevices
    from core.media.devices.fake import TEST_PICTURE, FakeDevices

    async with call_pair(is_connected=False) as (caller, callee):
        fakes = FakeDevices()
        caller.local._host = CompositeDevices([caller.devices, fakes])
        caller.local._list_again()
        await connect(caller, callee)
        await callee.wait_for(RemotePictureStarted)
        caller.local.select(DeviceKind.CAMERA, TEST_PICTURE.id)

        def is_wide() -> bool:  # how large it is depends on what this machine can do
            width, height = callee.session.incoming_picture.size
            return width * 9 == height * 16 > 0

        assert not is_wide(), "the first camera's is not"
        await eventually(is_wide, 30, "the shape of the other camera's picture")
        assert DeviceKind.CAMERA not in caller.devices.open_kinds


async def test_bad_descriptions_are_their_fault_and_the_call_goes_on() -> None:
    async with call_pair(video=False) as (caller, callee):
        for garbage in ("", "hello", "v=0\r\n", "v=0\r\nm=audio x y\r\n"):
            with pytest.raises(SdpError):
                await callee.session.accept_offer(garbage)
            with pytest.raises(SdpError):
                await caller.session.accept_answer(garbage)
        before = len(callee.devices.played)
        await eventually(
            lambda: len(callee.devices.played) > before + 60 and hears(callee, 1000), what="tone"
        )


async def test_offer_with_nothing_acceptable_is_told_apart() -> None:
    end = make_end(False)
    with pytest.raises(NothingAcceptable):
        await end.session.accept_offer("v=0\r\ns=-\r\nt=0 0\r\nm=text 9 RTP/AVP 98\r\n")
    await close_end(end)


@pytest.mark.parametrize("state", ["new", "offered", "answered", "connecting", "flowing", "twice"])
async def test_close_in_every_state_leaves_nothing(state: str) -> None:
    caller, callee = make_end(True), make_end(False)
    if state != "new":
        offer = await caller.session.create_offer()
        if state != "offered":
            answer = await callee.session.accept_offer(offer)
            if state != "answered":
                await caller.session.accept_answer(answer)
            if state in ("flowing", "twice"):
                await asyncio.gather(caller.wait_for(MediaFlowing), callee.wait_for(MediaFlowing))
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.gather(*(end.session.close() for end in (caller, callee) for _ in range(2)))
    assert loop.time() - start < 2.5
    if state == "twice":
        await caller.session.close()
    for end in (caller, callee):
        assert end.devices.open_kinds == set()
        count = len(end.events)
        end.local.close()
        await asyncio.sleep(0)
        assert len(end.events) == count and not end.has(MediaFailed)
    with pytest.raises(MediaSessionClosed):
        await caller.session.create_offer()


async def test_close_while_an_offer_is_being_made() -> None:
    end = make_end(True)
    offer = asyncio.ensure_future(end.session.create_offer())
    await asyncio.sleep(0)
    await end.session.close()
    await asyncio.wait([offer])
    assert offer.exception() is None or isinstance(offer.exception(), (MediaSessionClosed, SdpError))
    end.local.close()


async def test_closing_does_not_block_the_loop() -> None:
    async with call_pair() as (caller, callee):
        await callee.wait_for(RemotePictureStarted)
        loop = asyncio.get_running_loop()
        gaps: list[float] = []

        async def beat() -> None:
            while True:
                before = loop.time()
                await asyncio.sleep(0.005)
                gaps.append(loop.time() - before)

        beating = asyncio.ensure_future(beat())
        await asyncio.gather(caller.session.close(), callee.session.close())
        beating.cancel()
        await asyncio.wait([beating])
        assert max(gaps, default=0.0) < 0.25


async def test_other_end_gone_is_told_after_a_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.media.media_watch.LOST_GRACE", 0.1)
    async with call_pair(video=False) as (caller, callee):
        await caller.session.close()
        await callee.wait_for(MediaFailed)
        assert [e.reason for e in callee.events if isinstance(e, MediaFailed)] == ["lost"]


async def test_an_end_that_falls_silent_is_told_taken_back_and_at_last_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(media_watch, "SILENT_SECONDS", 0.4)
    monkeypatch.setattr(media_watch, "LOST_SECONDS", 1.2)
    async with call_pair(video=False) as (caller, _callee):
        with monkeypatch.context() as silence:
            silence.setattr(HardenedDtlsTransport, "all_received_packets", lambda _dtls: 7)
            await caller.wait_for(PathSilent)
            assert not caller.has(MediaFailed)
        await caller.wait_for(PathRestored)
        monkeypatch.setattr(HardenedDtlsTransport, "all_received_packets", lambda _dtls: 7)
        await caller.wait_for(MediaFailed)
        assert caller.events[-1] == MediaFailed(MediaFailure.LOST, "nothing came for 1 s")


async def test_nobody_answers_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.media.media_watch.SETUP_SECONDS", 0.5)
    caller, callee = make_end(True, False), make_end(False, False)
    offer = await caller.session.create_offer()
    answer = await callee.session.accept_offer(offer)
    await callee.session.close()
    await caller.session.accept_answer(answer)
    await caller.wait_for(MediaFailed, 5)
    assert [e.reason for e in caller.events if isinstance(e, MediaFailed)] == ["timeout"]
    await close_end(caller)
    await close_end(callee)


async def test_wrong_fingerprint_is_refused() -> None:
    caller, callee = make_end(True, False), make_end(False, False)
    offer = await caller.session.create_offer()
    lines = offer.split("\r\n")
    forged = [
        line[:-2] + ("00" if line[-2:] != "00" else "11") if line.startswith("a=fingerprint") else line
        for line in lines
    ]
    answer = await callee.session.accept_offer("\r\n".join(forged))
    await caller.session.accept_answer(answer)
    await callee.wait_for(MediaFailed)
    assert not callee.has(MediaConnected)
    await close_end(caller)
    await close_end(callee)


async def test_stats_carry_the_names_of_the_w3c() -> None:
    async with call_pair() as (caller, callee):
        numbers = read_numbers(callee)
        await eventually(lambda: len(numbers) > 30 and hears(callee, 1000), what="media")
        report = await callee.session.stats()
        video, audio = report.track("video", "inbound-rtp"), report.track("audio", "inbound-rtp")
        assert {"framesDecoded", "freezeCount", "totalFreezesDuration", "packetsLost", "jitter"} <= set(video)
        assert (video["frameWidth"], video["frameHeight"]) == (320, 240)
        assert video["mimeType"] == "video/H264" and audio["mimeType"] == "audio/opus"
        assert {"jitterBufferDelay", "jitterBufferEmittedCount", "concealedSamples"} <= set(audio)
        delay = float(audio["jitterBufferDelay"]) / int(audio["jitterBufferEmittedCount"])
        assert 0 < delay < 0.3
        assert float(video["totalDecodeTime"]) > 0
        mean = float(video["totalInterFrameDelay"]) / (int(video["framesDecoded"]) - 1)
        assert 0.02 < mean < 0.2
        assert (
            float(video["totalSquaredInterFrameDelay"]) >= float(video["totalInterFrameDelay"]) * mean * 0.99
        )
        codec = report.track("audio", "codec")
        assert (codec["mimeType"], codec["clockRate"], codec["channels"]) == ("audio/opus", 48_000, 2)
        assert report.candidate_pair["responsesReceived"] and report.candidate_pair["currentRoundTripTime"]
        assert (
            report.transport["tlsVersion"] == "FEFD" and report.transport["selectedCandidatePairChanges"] == 0
        )
        ends = [(one["end"], one["fingerprintAlgorithm"]) for one in report.certificates]
        assert ("local", "sha-256") in ends and ("remote", "sha-256") in ends
        sent = (await caller.session.stats()).track("video", "outbound-rtp")
        assert int(sent["framesEncoded"]) >= 30 and int(sent["packetsSent"]) > 0
        json = report.as_json()
        assert json["srtpCipher"] == "SRTP_AEAD_AES_256_GCM" and json["dtlsVersion"] == "DTLSv1.2"
        assert json["candidatePair"]["localCandidateType"] == "host"  # type: ignore[index]
        assert json["iceRole"] == "controlled"


async def test_what_the_other_end_says_it_sent_is_told() -> None:
    async with call_pair(video=False) as (caller, callee):
        report = await callee.session.stats()

        async def told() -> bool:
            nonlocal report
            report = await callee.session.stats()
            return bool(report.track("audio", "remote-outbound-rtp"))

        async with asyncio.timeout(5):
            while not await told():  # noqa: ASYNC110 - reports come when they come
                await asyncio.sleep(0.05)
        remote = report.track("audio", "remote-outbound-rtp")
        sent = (await caller.session.stats()).track("audio", "outbound-rtp")
        assert 0 < int(remote["packetsSent"]) <= int(sent["packetsSent"])
        assert abs(float(remote["remoteTimestamp"]) / 1000 - time.time()) < 5
        assert remote["reportsSent"] == 1


async def test_report_of_a_new_session_invents_nothing() -> None:
    end = make_end(True)
    assert (await end.session.stats()).as_json() == {"tracks": []}
    await close_end(end)


async def test_nothing_is_claimed_before_an_answer_is_made() -> None:
    local = LocalMedia(devices := ToneDevices())
    session = MediaSession(local, video=True, ice_servers=(), is_offerer=False, on_event=lambda _: None)
    await asyncio.sleep(0.05)
    assert devices.open_kinds == set()
    await session.close()
    local.close()
