"""What limits the pictures of one sender: the rung, the reason, and how long it was the reason."""

from __future__ import annotations

import pytest

from core.media.congestion.sending.ladder import Content, Rung
from core.media.rtp.sending.picture_quality import ENCODER_FEELS_IT, REASONS, PictureQuality
from core.media.video.machine_load import SPACING, MachineLoad

PLENTY, SCARCE = 3_000_000, 200_000


def run(
    quality: PictureQuality,
    bitrate: int,
    start: float,
    seconds: float,
    *,
    seconds_per_frame: float = 0.004,
    machine: float = 0.0,
) -> Rung:
    rung: Rung | None = None
    for step in range(round(seconds * 10)):
        rung = quality.step(
            start + step * 0.1,
            bitrate,
            seconds_per_frame=seconds_per_frame,
            machine=machine,
            is_source_known=True,
        )
    assert rung is not None
    return rung


def test_there_is_no_rung_before_the_first_picture() -> None:
    quality = PictureQuality()
    assert quality.step(1.0, PLENTY, seconds_per_frame=0.0, machine=0.0, is_source_known=False) is None
    assert quality.reason == "none" and set(quality.durations) == set(REASONS)


def test_a_call_starts_small_and_is_large_as_soon_as_the_way_is_known() -> None:
    quality = PictureQuality()
    assert quality.set_source(Content.CAMERA, 720, 240_000, 0.0).height == 270
    assert run(quality, PLENTY, 0.0, 1.0).height == 720
    assert quality.changes == 1 and quality.reason == "none"


def test_a_narrow_way_is_the_reason_while_it_lasts() -> None:
    quality = PictureQuality()
    quality.set_source(Content.CAMERA, 720, PLENTY, 0.0)
    run(quality, PLENTY, 0.0, 5.0)
    assert run(quality, SCARCE, 5.0, 5.0).height == 270 and quality.reason == "bandwidth"
    assert run(quality, PLENTY, 10.0, 20.0).height == 720 and quality.reason == "none"
    assert sum(quality.durations.values()) == pytest.approx(29.8, abs=0.5)
    assert 4.0 < quality.durations["bandwidth"] < 14.0 and quality.durations["cpu"] == 0.0


def test_an_encoder_that_cannot_keep_up_is_the_reason_where_the_way_is_wide() -> None:
    quality = PictureQuality()
    quality.set_source(Content.CAMERA, 720, PLENTY, 0.0)
    assert run(quality, PLENTY, 0.0, 2.0, seconds_per_frame=0.04).height < 720
    assert quality.reason == "cpu"


def test_a_busy_machine_matters_only_to_an_encoder_that_feels_it() -> None:
    easy, felt = PictureQuality(), PictureQuality()
    for quality in (easy, felt):
        quality.set_source(Content.CAMERA, 720, PLENTY, 0.0)
    assert run(easy, PLENTY, 0.0, 5.0, machine=1.0).height == 720
    busy = 1.2 * ENCODER_FEELS_IT / 30
    assert run(felt, PLENTY, 0.0, 5.0, machine=1.0, seconds_per_frame=busy).height < 720


def test_a_screen_keeps_its_size() -> None:
    quality = PictureQuality()
    assert quality.set_source(Content.SCREEN, 1080, SCARCE, 0.0).height > 1080
    assert run(quality, SCARCE, 0.0, 5.0).rate < run(quality, PLENTY, 5.0, 60.0).rate
    assert quality.changes == 0


def test_a_way_that_bears_nothing_is_counted_as_bandwidth() -> None:
    quality = PictureQuality()
    quality.set_source(Content.CAMERA, 720, PLENTY, 0.0)
    run(quality, PLENTY, 0.0, 1.0)
    quality.blocked(1.0)
    quality.blocked(3.0)
    assert quality.reason == "bandwidth" and quality.durations["bandwidth"] == pytest.approx(2.0)


def test_the_load_of_the_machine_is_a_share_looked_at_once_a_second() -> None:
    load = MachineLoad()
    assert load.share(0.0) == 0.0
    first = load.share(SPACING)
    assert 0.0 <= first <= 1.0 and load.share(SPACING * 1.5) == first
