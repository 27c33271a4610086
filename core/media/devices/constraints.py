"""What is asked of microphone and camera, in the words of W3C MediaTrackConstraints. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

LEAST = {"width": 2.0, "height": 2.0, "frameRate": 1.0}
MOST = {"width": 8192.0, "height": 8192.0, "frameRate": 120.0}
SWITCHES = ("echoCancellation", "noiseSuppression", "autoGainControl")


class ConstraintError(ValueError):
    """A constraint makes no sense or cannot be promised: the application's fault. ``name`` is which one."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


UNLIMITED = 8192
USUAL_SIZE = (1280, 720)
USUAL_RATE = 30


@dataclass(frozen=True, slots=True)
class SoundWishes:
    """What the sound of the microphone is to go through."""

    echo_cancellation: bool = True
    noise_suppression: bool = True
    auto_gain_control: bool = True


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """The largest picture, in pixels, and the most pictures a second; by itself, what the camera gives."""

    width: int = UNLIMITED
    height: int = UNLIMITED
    rate: float = math.inf

    @property
    def opening(self) -> tuple[int, int, int]:
        """Width, height and pictures a second to open a camera with: 720 lines unless told otherwise."""
        wide, high = USUAL_SIZE
        if self.width == self.height == UNLIMITED:
            width, height = USUAL_SIZE
        else:  # one side alone leaves the other to the usual shape
            width = self.width if self.width != UNLIMITED else round(self.height * wide / high)
            height = self.height if self.height != UNLIMITED else round(self.width * high / wide)
        return width, height, round(self.rate) if math.isfinite(self.rate) else USUAL_RATE

    def fit(self, width: int, height: int) -> tuple[int, int]:
        """Return the even size, of the same shape, to which a picture is made smaller; never larger."""
        share = min(1.0, self.width / width, self.height / height)
        if share == 1.0:
            return width, height
        return max(2, int(width * share) & ~1), max(2, int(height * share) & ~1)


def sound_wishes(constraints: Mapping[str, object]) -> SoundWishes:
    """Read the switches of ``constraints``; what is not there is on. Raises ConstraintError."""
    echo, noise, gain = (_switch(constraints, name) for name in SWITCHES)
    return SoundWishes(echo, noise, gain)


def picture_limits(constraints: Mapping[str, object]) -> PictureLimits:
    """Read width, height and frameRate of ``constraints``: a number, or ``ideal`` and ``max``.

    Raises ConstraintError, also for ``exact`` and ``min``, which no camera can be held to in a running call.
    """
    width, height = _limit(constraints, "width", UNLIMITED), _limit(constraints, "height", UNLIMITED)
    return PictureLimits(int(width), int(height), _limit(constraints, "frameRate", math.inf))


def _switch(constraints: Mapping[str, object], name: str) -> bool:
    value = constraints.get(name, True)
    if isinstance(value, Mapping):
        value = value.get("exact", value.get("ideal", True))
    if not isinstance(value, bool):
        raise ConstraintError(name, f"must be true or false, not {value!r}")
    return value


def _limit(constraints: Mapping[str, object], name: str, default: float) -> float:
    value = constraints.get(name)
    if value is None:
        return default
    wanted = value if isinstance(value, Mapping) else {"ideal": value}
    for word in wanted:
        if word not in ("ideal", "max"):
            raise ConstraintError(name, f"{word!r} cannot be promised; say 'ideal' or 'max'")
    numbers = [_number(name, number) for number in wanted.values()]
    return min(numbers, default=default)


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ConstraintError(name, f"must be a number, not {value!r}")
    if not LEAST[name] <= value <= MOST[name]:
        raise ConstraintError(name, f"must be {LEAST[name]:g} to {MOST[name]:g}, not {value:g}")
    return float(value)
