"""How well the pipeline cancels echo in the simulated room, beside no processing: ``measure``."""

from __future__ import annotations

import asyncio
import sys
from itertools import product

from core.media.audio.pipeline.echo_path import EchoPath
from core.media.audio.pipeline.processing import PLAIN, SoundSettings, make_processor
from core.ports import SAMPLE_RATE, NoiseSuppression
from tests.bench.acoustics import headset, speech, talk
from tests.bench.measurement import Measurement
from tests.bench.network.scoring.speech_quality import quality

CASES = {
    "0 ms": talk.Case(0.0),
    "80 ms": talk.Case(0.08),
    "300 ms": talk.Case(0.3),
    "80 ms, +100 ppm": talk.Case(0.08, drift=100),
    "80 ms, -100 ppm": talk.Case(0.08, drift=-100),
    "80 ms, 5 slips": talk.Case(0.08, slips=(3.0, 4.6, 8.0, 11.0, 14.2)),
}
"""The delay is beside the 20 ms of the speaker's own buffer."""

SETTINGS = {
    "canceller": SoundSettings(True, NoiseSuppression.OFF, False),
    "with suppressor": SoundSettings(True, NoiseSuppression.STANDARD, False),
    "with everything": SoundSettings(),
}
SPANS = {
    "first 2 s": talk.FIRST,
    "converged": talk.CONVERGED,
    "after double talk": talk.AFTER_DOUBLE_TALK,
    "after path change": talk.AFTER_PATH_CHANGE,
}
LEAST = {"converged": 22.0, "after double talk": 18.0, "after path change": 18.0}
HEADSET_SECONDS, LEARNT = 12.0, 2.0
"""Of a talk, and of its beginning in which it is not yet known that nothing comes back."""

BUSIEST = 0.001
"""Seconds of CPU per block of 10 ms."""


async def measure() -> list[Measurement]:
    """Return echo reduction, near voice and cost of every case."""
    if not speech.is_real():
        print("espeak-ng is not installed: measuring with computed speech.", file=sys.stderr)
    return await asyncio.to_thread(_measure)


def _measure() -> list[Measurement]:
    found: list[Measurement] = []
    for name, case in CASES.items():
        found += _measure_case(name, case)
    return found + _measure_headset()


def _measure_case(name: str, case: talk.Case) -> list[Measurement]:
    scene = talk.make_scene(case)
    plain = talk.run(case, scene, PLAIN)
    found = []
    for stages, settings in SETTINGS.items():
        outcome = talk.run(case, scene, settings)
        for span_name, span in SPANS.items():
            if stages != "canceller" and span_name != "converged":
                continue
            found.append(
                Measurement(
                    f"echo reduction, {name}, {stages}, {span_name}",
                    talk.echo_reduction(scene, outcome.clean, span),
                    "dB",
                    budget=None if case.slips else LEAST.get(span_name),
                    reference=talk.echo_reduction(scene, plain.clean, span),
                    is_rate=True,
                    note=f"seed {case.seed}",
                )
            )
        near = talk.near_level(scene, outcome.clean)
        found.append(Measurement(f"near voice in double talk, {name}, {stages}", near, "dB"))
    if case.slips:
        found.append(Measurement(f"slips repaired, {name}", outcome.repaired, f"of {len(case.slips)}"))
    found.append(Measurement(f"CPU per block, {name}, everything", outcome.cpu * 1000, "ms", BUSIEST * 1000))
    return found


def _measure_headset() -> list[Measurement]:
    """Return what both speaking at once costs a voice where nothing comes back."""
    found: list[Measurement] = []
    first = round(LEARNT * SAMPLE_RATE)
    for (text, voice), noise in product(headset.VOICES, (0.0, 30.0)):
        said = speech.spoken(text, voice, HEADSET_SECONDS)
        near, far = said + headset.hiss(noise, HEADSET_SECONDS), headset.other_voice(text, HEADSET_SECONDS)
        whole, plain = (headset.say(make_processor(one)[0], near, far) for one in (SoundSettings(), PLAIN))
        name = f"headset, both speak, {voice}, noise {noise:g}"
        known = make_processor(SoundSettings())[0]
        known.reset(EchoPath.ABSENT)
        again = headset.say(known, near[:first], far[:first])
        came = headset.received(said, whole, LEARNT)
        found.append(Measurement(f"lost, {name}", came.lost * 100, "%", 1.0))
        for which, heard in ((name, whole), (f"{name}, used before", again)):
            lost = 100 * headset.received(said[:first], heard[:first]).lost
            found.append(Measurement(f"lost in the first {LEARNT:g} s, {which}", lost, "%"))
        found.append(Measurement(f"gain, {name}", came.gain, "dB"))
        scores = [quality(*headset.said_and_heard(said, one, LEARNT)) for one in (whole, plain)]
        if scores[0] is not None:
            found.append(Measurement(f"quality, {name}", scores[0], "MOS", reference=scores[1], is_rate=True))
    return found
