"""The scenes: which line, for how long, and with what on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.bench.network.line.impairment import Conditions, Schedule, Shape

SMALL, LARGE = (640, 360), (1280, 720)
NEAR = Conditions(delay=0.03)
"""A good line within one country, 60 ms both ways."""

LOSSES = (0, 10, 20, 30, 40, 50)
SOUND_RATES = (100, 50, 25)
VIDEO_RATES = (2000, 1000, 500, 250, 150)


@dataclass(frozen=True, slots=True)
class Scene:
    """A call of one person who speaks and shows pictures to another who listens and answers nothing.

    ``size`` None means sound alone. ``line`` is the same in both directions. ``judges_speech``: whether the
    (slow) metric of speech quality is taken too. ``has_chromium``: whether a browser makes the same call.
    """

    name: str
    title: str
    seconds: float
    line: Schedule
    size: tuple[int, int] | None = SMALL
    judges_speech: bool = False
    has_chromium: bool = False

    def shortened(self, factor: float) -> Scene:
        """Return the same in ``factor`` of the time."""
        phases = ((start * factor, conditions) for start, conditions in self.line.phases)
        return replace(self, seconds=self.seconds * factor, line=Schedule(*phases))


def _steady(conditions: Conditions) -> Schedule:
    return Schedule((0.0, conditions))


def _drop() -> Schedule:
    wide = Conditions(delay=0.03, rate=2_000_000, queue=1.0)
    return Schedule((0.0, wide), (15.0, replace(wide, rate=500_000)), (35.0, wide))


def _all() -> list[Scene]:
    spiky = Schedule((0.0, NEAR), (5.0, replace(NEAR, loss=0.3)), (15.0, NEAR))
    international = Conditions(
        delay=0.25, jitter=0.1, shape=Shape.UNIFORM, loss=0.1, loss_burst=4.0, rate=300_000
    )
    moderate = Conditions(delay=0.1, jitter=0.025, shape=Shape.UNIFORM, loss=0.05)
    jittery = Conditions(delay=0.06, jitter=0.05, shape=Shape.UNIFORM, loss=0.05)
    return [
        Scene("loopback", "No impairment, 720p", 10, _steady(Conditions()), LARGE, True, True),
        Scene(
            "two-percent",
            "2 % loss, 100 ms RTT",
            120,
            _steady(Conditions(delay=0.05, loss=0.02)),
            has_chromium=True,
        ),
        Scene("jittery-sound", "Sound, 5 % loss, ±50 ms", 30, _steady(jittery), None, True, True),
        Scene("drop", "2 Mbit/s to 500 kbit/s and back, 720p", 60, _drop(), LARGE, has_chromium=True),
        Scene("moderate", "100 ± 25 ms, 5 % loss", 20, _steady(moderate), SMALL, True, True),
        Scene(
            "international",
            "250 ± 100 ms, 10 % in bursts, 300 kbit/s",
            30,
            _steady(international),
            SMALL,
            True,
            True,
        ),
        Scene("spiky", "30 % loss for 10 s", 25, spiky, SMALL, True, True),
        *(
            Scene(
                f"loss-{share}", f"{share} % loss", 12, _steady(replace(NEAR, loss=share / 100)), SMALL, True
            )
            for share in LOSSES
        ),
        *(
            Scene(
                f"sound-{rate}",
                f"Sound over {rate} kbit/s",
                12,
                _steady(replace(NEAR, rate=rate * 1000.0)),
                None,
                True,
            )
            for rate in SOUND_RATES
        ),
        *(
            Scene(
                f"video-{rate}",
                f"720p over {rate} kbit/s",
                14,
                _steady(replace(NEAR, rate=rate * 1000.0)),
                LARGE,
            )
            for rate in VIDEO_RATES
        ),
    ]


SCENES = {scene.name: scene for scene in _all()}
SHORT = ("loopback", "two-percent", "jittery-sound", "drop", "moderate", "loss-20", "sound-50", "video-500")
SHORT_FACTOR = 0.4
