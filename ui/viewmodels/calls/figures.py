"""The figures of a call for its panel of details, from two reports of the core one after the other. Pure.

A report is ``CallReport.as_json``: plain values in the words of webrtc-stats. What is not in it is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.sentences import joined, plural, sentence

Stats = Mapping[str, Any]

NETWORKS = {
    "wifi": sentence("over Wi-Fi"),
    "cable": sentence("over a cable"),
    "mobile": sentence("over a mobile network"),
    "vpn": sentence("over a VPN"),
    "loopback": sentence("inside this computer"),
    "virtual": sentence("over a virtual network"),
}
_LIMITS = {"bandwidth": sentence("the connection"), "cpu": sentence("this computer")}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: ``section`` is what it is about, ``label`` what it tells."""

    key: str
    section: str
    label: str
    value: str


def figures(report: Stats, before: Stats | None) -> list[FigureRow]:
    """Return the figures of ``report``; what is told a second needs the report ``before``."""
    now, then = _Media(report), _Media(before or {})
    return [
        *_stream(sentence("Sound"), "audio", now, then),
        *_stream(sentence("Pictures"), "video", now, then),
        *_path(report, now),
    ]


class _Media:
    """The tracks of one report, by kind and type."""

    def __init__(self, report: Stats) -> None:
        media = report.get("media")
        self.values: Stats = media if isinstance(media, Mapping) else {}
        tracks = self.values.get("tracks")
        self._tracks = [one for one in tracks if isinstance(one, Mapping)] if isinstance(tracks, list) else []

    def track(self, kind: str, type_: str) -> Stats:
        """Return the first track of this kind and type, or nothing."""
        return next((t for t in self._tracks if t.get("kind") == kind and t.get("type") == type_), {})

    def codec(self, kind: str, type_: str) -> str:
        """Return the name of the codec of a track, as people know it."""
        wanted = self.track(kind, type_).get("codecId")
        found = next((t for t in self._tracks if wanted and t.get("id") == wanted), {})
        return str(found.get("mimeType", "")).partition("/")[2]

    def object(self, name: str) -> Stats:
        """Return one of the report's other parts, or nothing."""
        found = self.values.get(name)
        return found if isinstance(found, Mapping) else {}


def _stream(section: str, kind: str, now: _Media, then: _Media) -> list[FigureRow]:
    out, into = now.track(kind, "outbound-rtp"), now.track(kind, "inbound-rtp")
    remote = now.track(kind, "remote-inbound-rtp")
    told = [
        (
            sentence("You send"),
            _words(now.codec(kind, "outbound-rtp"), _size(out), _rate(out, then, "bytesSent")),
        ),
        (
            sentence("You get"),
            _words(now.codec(kind, "inbound-rtp"), _size(into), _rate(into, then, "bytesReceived")),
        ),
        (sentence("Lost on the way to you"), _lost(into, then)),
        (sentence("Lost on the way from you"), _percent(_number(remote, "fractionLost"))),
        (sentence("Jitter"), _milliseconds(_number(into, "jitter"))),
        (sentence("Waits before it is played"), _waiting(into, then)),
        (sentence("Stood still"), _times(_number(into, "freezeCount"))),
        (sentence("Limited by"), _limit(out)),
    ]
    has_stream = bool(out or into)
    return [_row(section, label, value) for label, value in told if value and has_stream]


def _path(report: Stats, now: _Media) -> list[FigureRow]:
    pair, transport = now.object("candidatePair"), now.object("transport")
    remote = now.track("audio", "remote-inbound-rtp")
    round_trip = _number(pair, "currentRoundTripTime")
    told = [
        (sentence("Way"), _way(report, now)),
        (sentence("There and back"), _milliseconds(_number(remote, "roundTripTime") or round_trip)),
        (sentence("Room for sending"), _kilobits(_number(pair, "availableOutgoingBitrate"))),
        (sentence("New paths taken"), _times(_number(transport, "selectedCandidatePairChanges"))),
        (
            sentence("Encryption"),
            _words(str(now.values.get("dtlsVersion", "")), str(now.values.get("srtpCipher", ""))),
        ),
    ]
    return [_row(sentence("Connection"), label, value) for label, value in told if value]


def _row(section: str, label: str, value: str) -> FigureRow:
    return FigureRow(f"{section}/{label}", section, label, value)


def _way(report: Stats, now: _Media) -> str:
    """Say whether media goes straight to the other end, and over what it leaves this machine."""
    candidates = now.values.get("candidates")
    ends = [one for one in candidates if isinstance(one, Mapping)] if isinstance(candidates, list) else []
    if not ends:
        return ""
    is_relayed = any(one.get("candidateType") == "relay" for one in ends)
    network = NETWORKS.get(str(report.get("network", "")), "")
    way = sentence("through a relay") if is_relayed else sentence("direct")
    return _words(way, network, str(ends[0].get("protocol", "")).upper())


def _size(track: Stats) -> str:
    width, height = _number(track, "frameWidth"), _number(track, "frameHeight")
    rate = _number(track, "framesPerSecond")
    if not width or not height:
        return ""
    size = f"{width:.0f}x{height:.0f}"
    return sentence("{size} at {rate} a second", size=size, rate=f"{rate:.0f}") if rate else size


def _rate(track: Stats, then: _Media, name: str) -> str:
    """Return the bits of the last second or so, from two counts of bytes."""
    before = then.track(str(track.get("kind", "")), str(track.get("type", "")))
    seconds = _seconds(track, before)
    count, earlier = _number(track, name), _number(before, name)
    if not seconds or count is None or earlier is None or count < earlier:
        return ""
    return _kilobits((count - earlier) * 8 / seconds)


def _lost(track: Stats, then: _Media) -> str:
    """Return what was lost since the report before, and in all; late packets take some of it back."""
    before = then.track(str(track.get("kind", "")), str(track.get("type", "")))
    lost, received = _number(track, "packetsLost"), _number(track, "packetsReceived")
    if lost is None or received is None:
        return ""
    gone = max(0.0, lost - (_number(before, "packetsLost") or 0.0))
    due = gone + max(0.0, received - (_number(before, "packetsReceived") or 0.0))
    return sentence(
        "{share} ({lost} of {all} packets)",
        share=_percent(gone / due if due else 0.0),
        lost=f"{max(0.0, lost):.0f}",
        all=f"{max(0.0, lost + received):.0f}",
    )


def _waiting(track: Stats, then: _Media) -> str:
    """Return how long what came lately has waited in the buffer, on the average."""
    before = then.track(str(track.get("kind", "")), str(track.get("type", "")))
    delay, count = _number(track, "jitterBufferDelay"), _number(track, "jitterBufferEmittedCount")
    if delay is None or not count:
        return ""
    emitted = count - (_number(before, "jitterBufferEmittedCount") or 0.0)
    lately = delay - (_number(before, "jitterBufferDelay") or 0.0)
    return _milliseconds(lately / emitted if emitted > 0 else delay / count)


def _limit(track: Stats) -> str:
    return _LIMITS.get(str(track.get("qualityLimitationReason", "")), "")


def _seconds(now: Stats, before: Stats) -> float:
    later, earlier = _number(now, "timestamp"), _number(before, "timestamp")
    return max(0.0, (later - earlier) / 1000) if later is not None and earlier is not None else 0.0


def _number(values: Stats, name: str) -> float | None:
    value = values.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _words(*parts: str) -> str:
    return joined(parts, ", ")


def _percent(share: float | None) -> str:
    if share is None:
        return ""
    return f"{share:.1%}" if 0 < share < 0.1 else f"{share:.0%}"


def _milliseconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:.0f} ms"


def _kilobits(bits: float | None) -> str:
    return "" if bits is None else f"{bits / 1000:.0f} kbit/s"


def _times(count: float | None) -> str:
    return plural(int(count), "once", "{n} times") if count and math.isfinite(count) else ""


def as_text(title: str, rows: Iterable[FigureRow]) -> str:
    """Return figures as lines to be pasted somewhere, each section under its heading."""
    lines, section = [title], ""
    for row in rows:
        if row.section != section:
            section = row.section
            lines += ["", section]
        lines.append(f"{row.label}: {row.value}")
    return "\n".join(lines) + "\n"
