"""The real QCamera of this system, on cameras that a preloaded library makes up."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.told_process import ToldProcess
from tests.v4l2.cameras import Cameras, build, write_jpegs

NAME = "Stand-in camera 0"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="V4L2 is Linux's way to cameras")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("v4l2"))


@pytest.fixture
def cameras(library: Path, tmp_path: Path) -> Cameras:
    return Cameras(tmp_path, library)


@pytest.fixture
def started(cameras: Cameras) -> Iterator[Callable[[], ToldProcess]]:
    processes: list[ToldProcess] = []

    def start() -> ToldProcess:
        processes.append(ToldProcess("tests.v4l2.viewer", cameras.environment()))
        processes[-1].wait_for(lambda told: "devices" in told)
        return processes[-1]

    yield start
    for process in processes:
        process.end()


def is_frame(told: dict[str, Any]) -> bool:
    return "frame" in told


CHOICES = (
    ("NV12 YUYV MJPEG", (1280, 720, 30), "NV12 1280 720 30"),
    ("YUYV MJPEG", (1280, 720, 30), "YUYV 1280 720 30"),
    ("MJPEG", (1280, 720, 30), "MJPEG 1280 720 30"),
    ("NV12 YUYV MJPEG", (640, 480, 30), "NV12 640 480 30"),
    ("NV12", (1920, 1080, 30), "NV12 1920 1080 30"),
    # The raw pictures of this size come five a second: compressed ones in motion are better.
    ("YUYV MJPEG", (1920, 1080, 30), "MJPEG 1920 1080 30"),
)


def test_frames_come_in_the_cheapest_format_at_the_wanted_size(
    cameras: Cameras, started: Callable[[], ToldProcess]
) -> None:
    for size in ((1280, 720), (1920, 1080)):
        write_jpegs(cameras.folder, size)
    for number, (formats, _, _) in enumerate(CHOICES):
        cameras.plug(number, formats)
    process = started()
    for number, (_, wanted, agreed) in enumerate(CHOICES):
        process.do("open", f"Stand-in camera {number}", *wanted)
        frames = process.wait_for_frames(15)
        assert cameras.light(number) == agreed
        kept = "nv12" if agreed.startswith("NV12") else "yuv420p"
        assert {(*frame["size"], frame["format"]) for frame in frames} == {(*wanted[:2], kept)}
        assert {frame["thread"] for frame in frames} == {"camera"}
        steps = [b["frame"] - a["frame"] for a, b in itertools.pairwise(frames)]
        assert all(step % 16 >= 1 for step in steps), f"numbers that do not rise: {steps}"
        print(f"{agreed}: first frame after {frames[0]['after'] * 1000:.0f} ms")
        process.do("close")
        process.wait_for(lambda told: "closed" in told)
        cameras.wait_for_light(lambda light: light == "", number)


def test_plugging_and_unplugging_is_noticed(cameras: Cameras, started: Callable[[], ToldProcess]) -> None:
    process = started()
    assert process.told[-1]["devices"] == []
    cameras.plug()
    assert process.wait_for(lambda told: "devices" in told)["devices"] == [NAME]
    cameras.plug(3)
    assert process.wait_for(lambda told: "devices" in told)["devices"] == [NAME, "Stand-in camera 3"]
    cameras.unplug(0)
    assert process.wait_for(lambda told: "devices" in told)["devices"] == ["Stand-in camera 3"]


def test_a_busy_camera_says_so(cameras: Cameras, started: Callable[[], ToldProcess]) -> None:
    cameras.plug(state="busy")
    process = started()
    process.do("open", NAME, 1280, 720, 30)
    assert process.wait_for(lambda told: "failure" in told)["failure"] == "busy"
    assert not any(map(is_frame, process.told)) and cameras.light() == ""


def test_a_camera_without_permission_is_listed_and_says_so(
    cameras: Cameras, started: Callable[[], ToldProcess]
) -> None:
    cameras.plug(state="denied")
    process = started()
    [name] = process.told[-1]["devices"]
    process.do("open", name, 1280, 720, 30)
    failure = process.wait_for(lambda told: "failure" in told)
    assert failure["failure"] == "denied"


def test_unplugged_in_mid_stream_and_back(cameras: Cameras, started: Callable[[], ToldProcess]) -> None:
    cameras.plug()
    process = started()
    process.do("want")
    process.wait_for(lambda told: "preview" in told)
    cameras.unplug()
    process.wait_for(lambda told: "No camera" in told.get("problem", ""))
    assert cameras.wait_for_light(lambda light: light == "") == ""
    cameras.plug()
    process.wait_for(lambda told: "preview" in told)
    cameras.wait_for_light(bool)


def test_a_chosen_camera_is_known_again_under_another_number(
    cameras: Cameras, started: Callable[[], ToldProcess]
) -> None:
    cameras.plug(0)
    cameras.plug(1, name="The chosen one")
    process = started()
    process.do("want")
    process.do("choose", "The chosen one")
    cameras.wait_for_light(bool, 1)
    cameras.unplug(1)
    process.wait_for(lambda told: "is used instead" in told.get("problem", ""))
    cameras.wait_for_light(bool, 0)
    cameras.plug(4, name="The chosen one")
    cameras.wait_for_light(bool, 4)
    cameras.wait_for_light(lambda light: light == "", 0)


def test_a_frozen_camera_is_opened_again(cameras: Cameras, started: Callable[[], ToldProcess]) -> None:
    cameras.plug()
    process = started()
    process.do("open", NAME, 640, 480, 30)
    last = process.wait_for_frames(5)[-1]
    cameras.put("freezes-once")
    again = process.wait_for(lambda told: is_frame(told) and told["after"] > last["after"] + 1.5)
    print(f"a frozen camera is back after {again['after'] - last['after']:.2f} s")
    assert again["after"] - last["after"] < 3
    assert not any("failure" in told for told in process.told)


def test_a_camera_that_stays_frozen_is_given_up(cameras: Cameras, started: Callable[[], ToldProcess]) -> None:
    cameras.plug()
    process = started()
    process.do("open", NAME, 640, 480, 30)
    process.wait_for_frames(5)
    cameras.put("frozen")
    assert process.wait_for(lambda told: "failure" in told)["failure"] == "silent"
    cameras.wait_for_light(lambda light: light == "")


def test_let_go_and_wanted_again(cameras: Cameras, started: Callable[[], ToldProcess]) -> None:
    """What a pause does: the light goes off, and on again, as often as one likes."""
    cameras.plug()
    process = started()
    for _ in range(3):
        process.do("want")
        process.wait_for(lambda told: "preview" in told)
        cameras.wait_for_light(bool)
        process.do("let-go")
        cameras.wait_for_light(lambda light: light == "")
    assert "Traceback" not in process.errors
