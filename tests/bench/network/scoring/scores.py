"""The figures of one call, for a table, a curve and a file."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any

from core.media.video.frames import read_plane
from tests.bench.measurement import percentile
from tests.bench.network.ends.recording import Recording
from tests.bench.network.line.relay import SAMPLE_SECONDS, QueueSample
from tests.bench.network.scoring import hearing, seeing

SAMPLES_PER_SECOND = round(1 / SAMPLE_SECONDS)


@dataclass(frozen=True, slots=True)
class Scores:
    """What a call was worth. Times in ms unless said otherwise; None where there was nothing to measure.

    ``freezes`` as the W3C counts them, ``frozen`` seconds together. ``frame_delay`` from taken to decoded.
    ``lost_speech`` is the share (0 to 1) that was silent, ``concealed`` the share that the program says it
    made up, ``mouth_to_ear`` the whole delay of speech and ``added_delay`` what exceeds the line's own.
    ``queue`` is the bottleneck's, over time as second, ms, and kbit/s delivered during the last second.
    """

    freezes: int | None = None
    frozen: float | None = None
    longest_freeze: float | None = None
    frame_delay_p50: float | None = None
    frame_delay_p95: float | None = None
    frames_per_second: float | None = None
    shown_share: float | None = None
    psnr: float | None = None
    ssim: float | None = None
    lost_speech: float | None = None
    concealed: float | None = None
    mouth_to_ear_p50: float | None = None
    mouth_to_ear_p95: float | None = None
    added_delay: float | None = None
    speech_quality: float | None = None
    queue_p50: float = 0.0
    queue_p95: float = 0.0
    kilobits_per_second: float = 0.0
    queue: tuple[tuple[float, float, float], ...] = ()
    counters: dict[str, float] | None = None


def score(recording: Recording, line_delay: float) -> Scores:
    """Return the figures of ``recording``; ``line_delay`` (seconds) is what the line takes one way."""
    seconds = recording.ended - recording.began
    queues = [1000 * sample.forth for sample in recording.queues] or [0.0]
    return Scores(
        queue_p50=percentile(queues, 0.5),
        queue_p95=percentile(queues, 0.95),
        queue=_over_time(recording.queues),
        kilobits_per_second=8 * recording.forth.bytes_delivered / seconds / 1000,
        counters=recording.counters,
        **_sound(recording, line_delay),
        **_pictures(recording),
    )


def _sound(recording: Recording, line_delay: float) -> dict[str, Any]:
    known = hearing.delays(recording.said, recording.heard)
    late = [1000 * one.delay for one in known]
    made_up, played = (
        recording.counters.get(name, 0.0) for name in ("concealedSamples", "totalSamplesReceived")
    )
    lost = hearing.lost_share(recording.said, recording.heard, known)
    return {
        # Where nothing at all is recognised, nothing was reproduced.
        "lost_speech": 1.0 if lost is None else lost,
        "concealed": made_up / played if played else None,
        "mouth_to_ear_p50": percentile(late, 0.5) if late else None,
        "mouth_to_ear_p95": percentile(late, 0.95) if late else None,
        "added_delay": percentile(late, 0.5) - 1000 * line_delay if late else None,
    }


def _pictures(recording: Recording) -> dict[str, Any]:
    screen, camera = recording.screen, recording.camera
    if screen is None or camera is None:
        return {}
    shown = [one for one in screen.shown if one.at <= recording.ended]
    frozen = seeing.freezes([one.at for one in shown], recording.began, recording.ended)
    ages = [1000 * (one.at - one.taken) for one in shown]
    taken = camera.taken_between(recording.began, recording.ended)
    compared = [(seen, read_plane(camera.again(number), 0)) for number, seen in screen.kept]
    return {
        "freezes": len(frozen),
        "frozen": sum(one.seconds for one in frozen),
        "longest_freeze": 1000 * max((one.seconds for one in frozen), default=0.0),
        "frame_delay_p50": percentile(ages, 0.5) if ages else None,
        "frame_delay_p95": percentile(ages, 0.95) if ages else None,
        "frames_per_second": len(shown) / (recording.ended - recording.began),
        "shown_share": len({one.number for one in shown}) / max(1, taken),
        "psnr": _mean([seeing.psnr(source, seen) for seen, source in compared]),
        "ssim": _mean([seeing.ssim(source, seen) for seen, source in compared]),
    }


def _over_time(samples: list[QueueSample]) -> tuple[tuple[float, float, float], ...]:
    found = []
    for index, sample in enumerate(samples):
        before = samples[max(0, index - SAMPLES_PER_SECOND)]
        seconds = max(1e-9, sample.at - before.at)
        rate = 8 * (sample.delivered - before.delivered) / seconds / 1000
        found.append((round(sample.at, 2), round(1000 * sample.forth, 1), round(rate, 1)))
    return tuple(found)


def _mean(values: list[float]) -> float | None:
    return statistics.fmean(values) if values else None
