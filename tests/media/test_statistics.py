"""What a report says against what the wire saw: exact counts, identities, references that lead somewhere."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

import pytest
from aiortc.rtp import RTCP_PSFB, RTCP_PSFB_PLI, RTCP_RTPFB, RTCP_RTPFB_NACK, RtpPacket

from core.media.rtp.receiving.video_receiver import VideoReceiver
from core.media.statistics import MediaReport, Stats, Value, with_references
from core.media.transport.dtls import HardenedDtlsTransport
from tests.media.call_pair import End, call_pair, eventually

pytestmark = pytest.mark.usefixtures("no_task_left", "no_thread_left")


@dataclass
class Seen:
    """What of one source passed: packets, payload, all the rest."""

    packets: int = 0
    octets: int = 0
    headers: int = 0
    paddings: int = 0
    first: set[int] = field(default_factory=set)
    """Sequence numbers."""

    def add(self, data: bytes) -> None:
        packet = RtpPacket.parse(data)
        self.packets += 1
        self.octets += len(packet.payload)
        self.headers += len(data) - len(packet.payload)
        self.paddings += not packet.payload
        self.first.add(packet.sequence_number)


class Wire:
    """Watches one end's packets between RTP and SRTP, and loses some of what comes in."""

    def __init__(self, end: End, loss: float = 0.0, seed: int = 0) -> None:
        self.sent: dict[int, Seen] = {}
        self.received: dict[int, Seen] = {}
        self.asked: Counter[tuple[int, int]] = Counter()
        """RTCP packets sent, by type and form."""
        self.dropped = 0
        self.loss = loss
        dtls = end.session._connection.dtls
        assert isinstance(dtls, HardenedDtlsTransport)
        self._chance = random.Random(seed)
        self._transmit, self._route, self._send = dtls.sending._transmit, dtls._route_rtp, dtls.send_packet
        dtls.sending._transmit = self._leave
        dtls._route_rtp = self._arrive  # type: ignore[method-assign]
        dtls.send_packet = self._tell  # type: ignore[method-assign]

    def _leave(self, data: bytes) -> None:
        self.sent.setdefault(_ssrc(data), Seen()).add(data)
        self._transmit(data)

    def _arrive(self, data: bytes, arrived_ms: int) -> None:
        if self._chance.random() < self.loss:
            self.dropped += 1
            return
        self.received.setdefault(_ssrc(data), Seen()).add(data)
        self._route(data, arrived_ms)

    def _tell(self, data: bytes) -> None:
        if 192 <= data[1] < 224:
            self.asked[data[1], data[0] & 0x1F] += 1
        self._send(data)


def _ssrc(data: bytes) -> int:
    return int.from_bytes(data[8:12], "big")


def _together(seen: dict[int, Seen], stats: Stats) -> tuple[int, int, int]:
    """Return packets, payload bytes and other bytes of a stream with those that were sent again."""
    both = [seen[int(stats[name])] for name in ("ssrc", "rtxSsrc") if int(stats.get(name, -1)) in seen]
    return sum(one.packets for one in both), sum(one.octets for one in both), sum(one.headers for one in both)


def _counts(stats: Stats, *names: str) -> tuple[int, ...]:
    return tuple(int(stats[name]) for name in names)


def _check_sent(report: MediaReport, wire: Wire) -> None:
    for kind in ("audio", "video"):
        sent = report.track(kind, "outbound-rtp")
        assert _counts(sent, "packetsSent", "bytesSent", "headerBytesSent") == _together(wire.sent, sent)
    pictures, again = (
        report.track("video", "outbound-rtp"),
        wire.sent.get(int(report.track("video", "outbound-rtp")["rtxSsrc"]), Seen()),
    )
    assert 0 <= int(pictures["retransmittedPacketsSent"]) <= again.packets - again.paddings
    assert int(pictures["retransmittedBytesSent"]) <= again.octets
    assert 0 <= int(pictures["framesEncoded"]) - int(pictures["framesSent"]) < 10


def _check_received(report: MediaReport, wire: Wire) -> None:
    for kind in ("audio", "video"):
        came = report.track(kind, "inbound-rtp")
        names = ("packetsReceived", "bytesReceived", "headerBytesReceived")
        assert _counts(came, *names) == _together(wire.received, came)
        seen = wire.received[int(came["ssrc"])]
        low, high = min(seen.first), max(seen.first)
        assert int(came["packetsLost"]) == high - low + 1 - seen.packets, "no number has wrapped so soon"
    pictures = report.track("video", "inbound-rtp")
    again = wire.received.get(int(pictures.get("rtxSsrc", -1)), Seen())
    assert int(pictures["retransmittedPacketsReceived"]) == again.packets - again.paddings
    assert int(pictures["retransmittedBytesReceived"]) == again.octets


def _check_pictures(report: MediaReport, receiver: VideoReceiver) -> None:
    found = report.track("video", "inbound-rtp")
    emitted, decoded = _counts(found, "jitterBufferEmittedCount", "framesDecoded")
    received, rendered = _counts(found, "framesReceived", "framesRendered")
    assert emitted <= received and decoded <= emitted and rendered <= decoded
    assert int(found["keyFramesDecoded"]) >= 1
    assert 0 <= emitted - decoded - receiver._decoder.dropped - receiver._decoder.errors <= 12  # type: ignore[union-attr]
    assert 0 <= decoded - rendered - receiver.playout.dropped <= 20, "the rest wait for their moment"
    multiple = int(found["framesAssembledFromMultiplePackets"])
    assert 0 < multiple <= emitted
    assert 0 < float(found["totalAssemblyTime"]) <= float(found["jitterBufferDelay"]) + 1e-6
    assert float(found["totalProcessingDelay"]) >= float(found["totalDecodeTime"]) > 0


def _check_sound(report: MediaReport) -> None:
    found = report.track("audio", "inbound-rtp")
    total, concealed, silent = _counts(
        found, "totalSamplesReceived", "concealedSamples", "silentConcealedSamples"
    )
    assert 0 <= silent <= concealed < total
    assert float(found["totalSamplesDuration"]) == pytest.approx(total / 48_000)
    assert int(found["jitterBufferEmittedCount"]) <= total + int(found["removedSamplesForAcceleration"])
    speaker = report.track("audio", "media-playout")
    assert found["playoutId"] == speaker["id"]
    assert total - 48_000 < int(speaker["totalSamplesCount"]), "what was received is played"
    assert 0 < float(found["totalAudioEnergy"]) < total / 48_000, "no sample is louder than 1"


async def _settle() -> None:
    """Let what is in the sockets be read."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_counts_are_those_of_the_wire_with_and_without_losses(seed: int) -> None:
    async with call_pair(is_connected=False) as (caller, callee):
        offer = await caller.session.create_offer()
        answer = await callee.session.accept_offer(offer)
        wires = Wire(caller), Wire(callee, seed=seed)
        await caller.session.accept_answer(answer)
        await eventually(lambda: callee.session.incoming_picture.frames > 20, what="pictures")
        await _check(caller, callee, wires)
        wires[1].loss = 0.06
        receiver = next(one for one in callee.session._receivers if isinstance(one, VideoReceiver))
        await eventually(lambda: receiver.nack_count > 5 and wires[1].dropped > 30, 15, "losses")
        await _check(caller, callee, wires)
        wires[1].loss = 0.0
        inbound = (await callee.session.stats()).track("video", "inbound-rtp")
        assert inbound["nackCount"] == wires[1].asked[RTCP_RTPFB, RTCP_RTPFB_NACK] > 0
        assert inbound["pliCount"] == wires[1].asked[RTCP_PSFB, RTCP_PSFB_PLI]

        async def heard_of() -> tuple[Value, Value]:
            outbound = (await caller.session.stats()).track("video", "outbound-rtp")
            return outbound["nackCount"], outbound["pliCount"]

        async with asyncio.timeout(5):
            while await heard_of() != (inbound["nackCount"], inbound["pliCount"]):
                await asyncio.sleep(0.02)
                inbound = (await callee.session.stats()).track("video", "inbound-rtp")
        assert (
            int((await caller.session.stats()).track("video", "outbound-rtp")["retransmittedPacketsSent"]) > 0
        )


async def _check(caller: End, callee: End, wires: tuple[Wire, Wire]) -> None:
    """Compare each end's report with its wire, at one moment: nothing else runs between."""
    await _settle()
    for end, wire in zip((caller, callee), wires, strict=True):
        report = await end.session.stats()
        receiver = next(one for one in end.session._receivers if isinstance(one, VideoReceiver))
        _check_sent(report, wire)
        _check_received(report, wire)
        _check_pictures(report, receiver)
        _check_sound(report)


async def test_every_reference_leads_to_what_it_names() -> None:
    async with call_pair() as (caller, callee):

        async def complete() -> bool:
            types = [str(one["type"]) for one in (await callee.session.stats()).tracks]
            return types.count("remote-inbound-rtp") == types.count("remote-outbound-rtp") == 2

        async with asyncio.timeout(10):
            while not await complete():  # noqa: ASYNC110 - reports come when they come
                await asyncio.sleep(0.05)
        report = await callee.session.stats()
        found = {str(one["id"]): one for one in report.tracks}
        assert len(found) == len(report.tracks), "ids are unique"
        for one in report.tracks:
            type_, refers = str(one["type"]), {name for name in one if name.endswith("Id")}
            assert abs(float(one["timestamp"]) - float(report.tracks[0]["timestamp"])) < 10_000
            for name in refers - {"transportId"}:
                other = found[str(one[name])]
                assert other["kind"] == one["kind"]
                if name in ("remoteId", "localId"):
                    assert other["ssrc"] == one["ssrc"]
            if type_.endswith("bound-rtp") and not type_.startswith("remote"):
                assert {"remoteId", "codecId", "transportId"} <= refers, type_
                assert found[str(one["codecId"])]["mimeType"] == one["mimeType"]
            if type_ == "outbound-rtp":
                assert found[str(one["mediaSourceId"])]["type"] == "media-source"
        assert report.transport["id"] == report.track("audio", "inbound-rtp")["transportId"]
        assert report.transport["selectedCandidatePairId"] == report.candidate_pair["id"]
        assert str(report.transport["dtlsCipher"]).startswith("TLS_ECDHE_ECDSA_WITH_")
        _check_pair(report, await caller.session.stats())
        source = report.track("video", "media-source")
        assert (source["width"], source["height"]) == (320, 240) and int(source["frames"]) > 0
        sent, came = (
            (await caller.session.stats()).track("audio", "outbound-rtp"),
            report.track("audio", "inbound-rtp"),
        )
        assert sent["ssrc"] == came["ssrc"] and sent["mid"] == came["mid"]


def _check_pair(here: MediaReport, there: MediaReport) -> None:
    """Both ends tell of one pair, and of the same checks but for those under way."""
    pair, mirrored = here.candidate_pair, there.candidate_pair
    assert int(pair["availableOutgoingBitrate"]) > 0
    local, remote = here.candidates
    assert (pair["localCandidateId"], pair["remoteCandidateId"]) == (local["id"], remote["id"])
    theirs, ours = there.candidates
    for one, other in ((local, ours), (remote, theirs)):
        assert (one["address"], one["port"]) == (other["address"], other["port"])
        assert one["usernameFragment"] == other["usernameFragment"] and one["candidateType"] == "host"
    assert local["usernameFragment"] == here.transport["iceLocalUsernameFragment"]
    for one, other in ((pair, mirrored), (mirrored, pair)):
        assert 0 < int(one["responsesReceived"]) <= int(one["requestsSent"])
        assert int(one["responsesReceived"]) <= int(other["responsesSent"])
        assert 0 < int(one["requestsReceived"]) <= int(one["responsesSent"])
        for name in ("packetsSent", "bytesSent", "packetsReceived", "bytesReceived"):
            assert int(one[name]) == int((here if one is pair else there).transport[name]) > 0, (
                "one path so far"
            )


def test_a_reference_to_what_is_not_told_is_left_out() -> None:
    [only] = with_references([{"type": "inbound-rtp", "kind": "audio", "ssrc": 7, "payloadType": 96}], 5.0)
    assert only == {
        "id": "inbound-rtp-7",
        "timestamp": 5.0,
        "type": "inbound-rtp",
        "kind": "audio",
        "ssrc": 7,
        "transportId": "transport",
    }
