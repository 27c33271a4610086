"""A call's report in words, a line each: for people who do not read JSON."""

from __future__ import annotations

from typing import Any

_WIDTH = 24
_SPANS = (
    ("Dial to ringing", "initiating", "ringing"),
    ("Answer to established", "answered", "established"),
)
_SAMPLE_RATE = 48_000


def report_lines(report: dict[str, Any]) -> list[str]:
    """Return what was measured of a call (``CallReport.as_json``)."""
    times = {entry["state"]: entry["ms"] for entry in report.get("states", [])}
    lines = [
        _line(label, f"{times[last] - times[first]:.0f} ms")
        for label, first, last in _SPANS
        if first in times and last in times
    ]
    media = report.get("media") or {}
    for track in media.get("tracks", []):
        describe = _TRACKS.get((track.get("type"), track.get("kind")))
        if describe is not None:
            label, words = describe(track)
            lines.append(_line(label, words))
    return [*lines, *_path(media)]


def _sound_sent(track: dict[str, Any]) -> tuple[str, str]:
    return "Sound sent", f"{track.get('packetsSent', 0)} packets"


def _sound_received(track: dict[str, Any]) -> tuple[str, str]:
    concealed = track.get("concealedSamples", 0) / _SAMPLE_RATE
    lost = track.get("packetsLost", 0)
    return "Sound received", (
        f"{track.get('packetsReceived', 0)} packets, {lost} lost, {concealed:.2f} s concealed"
    )


def _pictures_sent(track: dict[str, Any]) -> tuple[str, str]:
    return "Pictures sent", f"{track.get('framesSent', 0)}{_format(track)}"


def _pictures_received(track: dict[str, Any]) -> tuple[str, str]:
    freezes = track.get("freezeCount", 0)
    return "Pictures received", (
        f"{track.get('framesDecoded', 0)}{_format(track)}, {track.get('packetsLost', 0)} packets lost, "
        f"{freezes} {'freeze' if freezes == 1 else 'freezes'}"
    )


_TRACKS = {
    ("outbound-rtp", "audio"): _sound_sent,
    ("inbound-rtp", "audio"): _sound_received,
    ("outbound-rtp", "video"): _pictures_sent,
    ("inbound-rtp", "video"): _pictures_received,
}


def _format(track: dict[str, Any]) -> str:
    if not track.get("frameWidth"):
        return ""
    rate = f" at {track['framesPerSecond']:.0f} a second" if track.get("framesPerSecond") else ""
    return f" of {track['frameWidth']}x{track['frameHeight']}{rate}"


def _path(media: dict[str, Any]) -> list[str]:
    pair, lines = media.get("candidatePair") or {}, []
    if pair:
        is_relayed = "relay" in (pair.get("localCandidateType"), pair.get("remoteCandidateType"))
        lines.append(_line("Path", f"{'relayed' if is_relayed else 'direct'}, {pair.get('protocol', '')}"))
    if media.get("dtlsVersion") and media.get("srtpCipher"):
        lines.append(_line("Encryption", f"{media['dtlsVersion']}, {media['srtpCipher']}"))
    return lines


def _line(label: str, words: str) -> str:
    return f"{label + ':':{_WIDTH}}{words}"
