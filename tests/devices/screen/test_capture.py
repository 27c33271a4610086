"""The real capture of screens and windows, on a virtual screen with a known picture on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.devices.screen.painter import TITLE
from tests.told_process import ROOT, ToldProcess
from tests.xvfb import virtual_screen

RED, GREEN, BLUE = (200, 48, 64), (32, 192, 64), (32, 64, 200)
WIDTH, HEIGHT = 1280, 720
MOST_LOOKS = 5

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("Xvfb") is None, reason="no virtual screen (Xvfb) here"
)


@pytest.fixture(scope="module")
def display() -> Iterator[dict[str, str]]:
    """Return the environment of a program that sees the virtual screen."""
    environment = {name: value for name, value in os.environ.items() if name != "XDG_SESSION_TYPE"}
    with virtual_screen(WIDTH, HEIGHT) as (_, name):
        yield environment | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}


@pytest.fixture(scope="module")
def sharer(display: dict[str, str]) -> Iterator[ToldProcess]:
    process = ToldProcess("tests.devices.screen.sharer", display)
    process.wait_for(lambda told: "ready" in told)
    yield process
    process.end()


@pytest.fixture
def painter(display: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.devices.screen.painter"],
        cwd=ROOT,
        env=display,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    yield process
    say(process, "quit")
    try:
        process.wait(10)
    finally:
        process.kill()
    assert process.stdin is not None
    process.stdin.close()
    process.stdout.close()


def say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    if process.poll() is None:
        process.stdin.write(line + "\n")
        process.stdin.flush()


def shows(x: int, y: int, colour: tuple[int, int, int]) -> Callable[[dict[str, Any]], bool]:
    """Return what is true of a frame that has ``colour`` at a point."""

    def is_so(told: dict[str, Any]) -> bool:
        found = told.get("points", {}).get(f"{x},{y}")
        return found is not None and all(abs(a - b) < 16 for a, b in zip(found, colour, strict=True))

    return is_so


def look(sharer: ToldProcess) -> dict[str, Any]:
    sharer.do("look")
    found = sharer.wait_for(lambda told: "sources" in told)
    if any(source["kind"] == "window" for source in found["sources"]):
        again = sharer.wait_for(lambda told: "sources" in told)
        assert again["sources"] == found["sources"], "only the previews are more"
        return again
    return found


def close(sharer: ToldProcess) -> None:
    sharer.do("close")
    sharer.wait_for(lambda told: "closed" in told)


def test_screens_and_windows_are_listed(sharer: ToldProcess, painter: subprocess.Popen[str]) -> None:
    found = look(sharer)
    for _ in range(MOST_LOOKS):  # a busy machine has no time for a preview, which is taken at the next look
        if all(found["previews"]):
            break
        found = look(sharer)
    [screen, window] = found["sources"]
    assert (screen["kind"], screen["size"], screen["name"][:12]) == (
        "screen",
        [WIDTH, HEIGHT],
        "Whole screen",
    )
    assert (window["kind"], window["name"]) == ("window", TITLE)
    assert found["problem"] == ""
    previews = found["previews"]
    assert all(preview.startswith("data:image/jpeg;base64,") for preview in previews), previews
    assert look(sharer)["sources"] == [screen, window], "ids stay from look to look"


def test_a_title_in_any_script_is_read(sharer: ToldProcess, painter: subprocess.Popen[str]) -> None:
    for title in ("Привет, 你好", "Harbour \u2013 Ahoy (bob)", "Plain"):
        say(painter, f"title {title}")
        assert painter.stdout is not None and painter.stdout.readline() == "ready\n"
        [_, window] = look(sharer)["sources"]
        assert window["name"] == title
    sharer.do("open", window["id"], 15)
    sharer.wait_for(shows(10, 10, RED))
    close(sharer)


def test_the_screen_is_seen_and_its_changes(sharer: ToldProcess, painter: subprocess.Popen[str]) -> None:
    [screen, _] = look(sharer)["sources"]
    sharer.do("open", screen["id"], 15)
    first = sharer.wait_for(shows(150, 200, RED))
    assert first["frame"] == [WIDTH, HEIGHT] and first["format"] == "yuv420p"
    assert first["thread"] == "screen", "converted on another thread"
    sharer.wait_for(shows(450, 200, GREEN))
    say(painter, "colour 2040c8")
    sharer.wait_for(shows(450, 200, BLUE))
    print(f"screen {WIDTH}x{HEIGHT}: first frame after {first['after'] * 1000:.0f} ms")
    close(sharer)


def test_a_still_screen_comes_once_a_second(sharer: ToldProcess, painter: subprocess.Popen[str]) -> None:
    [screen, _] = look(sharer)["sources"]
    sharer.do("open", screen["id"], 15)
    moments = [frame["at"] for frame in sharer.wait_for_frames(20)]
    while moments[-1] - moments[-2] < 0.5:
        moments.append(sharer.wait_for_frames(1)[0]["at"])
    moments.append(sharer.wait_for_frames(1)[0]["at"])
    assert 0.8 < moments[-1] - moments[-2] < 2
    close(sharer)


def test_a_window_is_seen_alone_and_followed(sharer: ToldProcess, painter: subprocess.Popen[str]) -> None:
    [_, window] = look(sharer)["sources"]
    sharer.do("open", window["id"], 15)
    first = sharer.wait_for(shows(10, 10, RED))
    assert first["frame"] == [400, 300]
    say(painter, "small")
    sharer.wait_for(lambda told: told.get("frame") == [200, 100] and shows(150, 50, GREEN)(told))
    say(painter, "large")
    sharer.wait_for(lambda told: told.get("frame") == [400, 300])
    close(sharer)


def test_a_window_that_is_closed_ends_the_share(sharer: ToldProcess, painter: subprocess.Popen[str]) -> None:
    [_, window] = look(sharer)["sources"]
    sharer.do("open", window["id"], 15)
    sharer.wait_for_frames(1)
    say(painter, "quit")
    ended = sharer.wait_for(lambda told: "end" in told)
    assert ended["end"] == "What was shared is not there any more."
    assert [source["kind"] for source in look(sharer)["sources"]] == ["screen"]


@pytest.mark.parametrize("source", ["", "nonsense", "window:999", "screen:", "screen:other"])
def test_what_is_not_there_ends_at_once(sharer: ToldProcess, source: str) -> None:
    sharer.do("open", source, 15)
    assert sharer.wait_for(lambda told: "end" in told)["end"] == "What was shared is not there any more."
    close(sharer)
