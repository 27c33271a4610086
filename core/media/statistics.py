"""What was measured of one call, in the words of the W3C's webrtc-stats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.ports import SAMPLE_RATE

if TYPE_CHECKING:
    from aiortc.rtcrtpparameters import RTCRtpCodecParameters

Value = str | int | float | bool
Stats = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class MediaReport:
    """A report of one media session at one moment. A value that was not measured is not in it.

    ``tracks`` holds one mapping per RTP stream and direction (``type`` is ``inbound-rtp``, ``outbound-rtp``,
    ``remote-inbound-rtp``, ``remote-outbound-rtp``, ``media-source``, ``media-playout`` or ``codec``), times
    in seconds, levels from 0 to 1, moments in milliseconds of the wall clock. ``candidate_pair`` is the
    selected pair, empty until there is one. ``transport`` counts datagrams and what was dropped of them. Each
    has an ``id``, by which others refer to it (``remoteId``, ``codecId``, ``transportId``).
    """

    tracks: tuple[Stats, ...] = ()
    candidate_pair: Stats = field(default_factory=dict)
    candidates: tuple[Stats, ...] = ()
    """The two ends of that pair."""
    transport: Stats = field(default_factory=dict)
    dtls_version: str = ""
    dtls_cipher: str = ""
    srtp_profile: str = ""
    ice_role: str = ""
    certificates: tuple[Stats, ...] = ()
    """Ours and the other end's: fingerprints (``type`` is ``certificate``)."""

    def track(self, kind: str, type_: str) -> Stats:
        """Return the stats of ``kind`` (audio, video) and ``type_``, or an empty mapping."""
        for stats in self.tracks:
            if stats.get("kind") == kind and stats.get("type") == type_:
                return stats
        return {}

    def as_json(self) -> dict[str, object]:
        """Return the report as what ``json.dumps`` takes; unknown things are left out."""
        found: dict[str, object] = {
            "tracks": [dict(stats) for stats in self.tracks],
            "candidatePair": dict(self.candidate_pair),
            "candidates": [dict(stats) for stats in self.candidates],
            "transport": dict(self.transport),
            "dtlsVersion": self.dtls_version,
            "dtlsCipher": self.dtls_cipher,
            "srtpCipher": self.srtp_profile,
            "iceRole": self.ice_role,
            "certificates": [dict(stats) for stats in self.certificates],
        }
        return {name: value for name, value in found.items() if value or name == "tracks"}


OTHER_SIDE = {
    "inbound-rtp": ("remote-outbound-rtp", "remoteId"),
    "outbound-rtp": ("remote-inbound-rtp", "remoteId"),
    "remote-inbound-rtp": ("outbound-rtp", "localId"),
    "remote-outbound-rtp": ("inbound-rtp", "localId"),
}
"""What tells of the same stream at the other end, and by which name it is referred to."""

TRANSPORT_ID = "transport"
PLAYOUT_ID = "media-playout"


def with_references(tracks: Sequence[Stats], now_ms: float) -> tuple[Stats, ...]:
    """Return ``tracks``, each with its id and timestamp and the ids of those that belong to it."""
    known: dict[str, dict[str, Value]] = {}
    for one in tracks:
        identifier = _identifier(one)
        head: dict[str, Value] = {"id": identifier, "timestamp": now_ms}
        known[identifier] = head | dict(one)
    for one in known.values():
        type_ = str(one["type"])
        if type_ not in ("media-source", PLAYOUT_ID):
            one["transportId"] = TRANSPORT_ID
        if type_ == "inbound-rtp" and one["kind"] == "audio" and PLAYOUT_ID in known:
            one["playoutId"] = PLAYOUT_ID
        if type_ in OTHER_SIDE:
            other, name = OTHER_SIDE[type_]
            references = {name: f"{other}-{one['ssrc']}"}
            if type_ == "outbound-rtp":
                references["mediaSourceId"] = f"media-source-{one.get('mid', one['kind'])}"
            if "payloadType" in one:
                references["codecId"] = f"codec-{type_.partition('-')[0]}-{one.pop('payloadType')}"
            one |= {name: found for name, found in references.items() if found in known}
    return tuple(known.values())


def _identifier(stats: Stats) -> str:
    type_ = str(stats["type"])
    if "id" in stats:
        return str(stats["id"])
    if type_ == "media-source":
        return f"media-source-{stats.get('mid', stats['kind'])}"
    return f"{type_}-{stats['ssrc']}"


def describe_playout(samples: int) -> dict[str, Value]:
    """Return what this machine's speaker was given: the sound of all calls together, 48 kHz mono."""
    return {
        "id": PLAYOUT_ID,
        "type": PLAYOUT_ID,
        "kind": "audio",
        "totalSamplesCount": samples,
        "totalSamplesDuration": samples / SAMPLE_RATE,
    }


def describe_codec(codec: RTCRtpCodecParameters, kind: str, direction: str) -> dict[str, Value]:
    """Return a codec in use as webrtc-stats describes it; ``direction`` is inbound or outbound."""
    parameters = ";".join(f"{name}={value}" for name, value in codec.parameters.items())
    found: dict[str, Value] = {
        "id": f"codec-{direction}-{codec.payloadType}",
        "type": "codec",
        "kind": kind,
        "payloadType": codec.payloadType if codec.payloadType is not None else -1,
        "mimeType": codec.mimeType,
        "clockRate": codec.clockRate,
    }
    if codec.channels:
        found["channels"] = codec.channels
    if parameters:
        found["sdpFmtpLine"] = parameters
    return found
