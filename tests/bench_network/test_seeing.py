"""The scores of pictures, on pictures whose fate is known."""

from __future__ import annotations

import av
import numpy as np
import pytest

from core.media.video.frames import plane_view, read_plane
from core.media.video.test_picture import TestPicture
from tests.bench.network.scoring.seeing import Freeze, freezes, luma_of_size, psnr, ssim

STEADY = [number / 30 for number in range(90)]
PICTURE = read_plane(TestPicture(320, 180).draw(5), 0).copy()


def test_a_steady_picture_never_freezes() -> None:
    assert freezes(STEADY, 0.0, 3.0) == []


def test_a_gap_of_183_ms_is_no_freeze_yet_and_a_longer_one_is() -> None:
    def with_gap(seconds: float) -> list[Freeze]:
        later = [time + seconds - 1 / 30 if time > 1.5 else time for time in STEADY]
        return freezes(later, 0.0, later[-1])

    assert with_gap(0.18) == []
    (freeze,) = with_gap(0.19)
    assert freeze.seconds == pytest.approx(0.19) and freeze.at == pytest.approx(1.5, abs=0.04)


def test_a_slow_picture_is_allowed_longer_gaps() -> None:
    slow = [number * 0.2 for number in range(60)]
    assert len(freezes(slow, 0.0, 12.0)) == 1, "the first gap, before it was known to be slow"
    assert freezes([*slow, 12.3], 0.0, 12.3)[1:] == []
    assert len(freezes([*slow, 12.6], 0.0, 12.6)) == 2


def test_a_picture_that_never_comes_or_comes_no_more_is_frozen() -> None:
    assert freezes([], 0.0, 10.0) == [Freeze(0.0, 10.0)]
    assert freezes(STEADY, 0.0, 10.0)[-1].seconds == pytest.approx(10 - STEADY[-1])
    assert freezes([time + 2 for time in STEADY], 0.0, 5.0)[0] == Freeze(0.0, 2.0)


def test_the_same_picture_is_perfect_and_less_is_less(seed: int) -> None:
    chance = np.random.default_rng(seed)
    assert psnr(PICTURE, PICTURE) == 100.0 and ssim(PICTURE, PICTURE) == pytest.approx(1.0)
    scores = []
    for noise in (2, 8, 32):
        seen = np.clip(PICTURE + chance.normal(0, noise, PICTURE.shape), 0, 255).astype(np.uint8)
        scores.append((psnr(PICTURE, seen), ssim(PICTURE, seen)))
    assert scores == sorted(scores, reverse=True)
    assert scores[1][0] == pytest.approx(20 * np.log10(255 / 8), abs=0.6)


def test_the_wrong_picture_is_nothing_like_the_source() -> None:
    flipped = PICTURE[:, ::-1]
    assert psnr(PICTURE, flipped) < 25 and ssim(PICTURE, flipped) < 0.9


def test_a_smaller_picture_is_compared_at_the_size_of_the_source() -> None:
    frame = av.VideoFrame(160, 90, "yuv420p")
    plane_view(frame, 0)[:] = PICTURE[::2, ::2]
    seen = luma_of_size(frame, 320, 180)
    assert seen.shape == PICTURE.shape
    assert 20 < psnr(PICTURE, seen) < 50
