"""``main.py serve`` that cannot, and ``main.py doctor`` with and without trouble."""

from __future__ import annotations

import asyncio
import socket
import threading
from pathlib import Path

import av
import pytest

from core.cli.arguments import build_parser
from core.cli.calls import doctor
from core.cli.calls.doctor import Finding, Grade, verdict
from core.cli.exit_codes import ExitCode
from core.media.devices.capture import LocalMedia
from core.media.devices.composite import CompositeDevices
from core.media.devices.fake import FakeDevices
from core.media.video.test_picture import TestPicture
from core.ports import Device, FailureReason
from main import main
from tests.engine.scripted_devices import BUILT_IN, CAMERA, ScriptedDevices
from tests.engine.served import KEY, SECRET


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LISTEN_SECONDS", 0.4)
    monkeypatch.setattr(doctor, "CALL_SECONDS", 1.0)


def test_a_port_in_use_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--data", str(tmp_path), "--listen", f"127.0.0.1:{port}"]) == 3
    said = capsys.readouterr().err
    assert said == (
        f"Port {port} on 127.0.0.1 is already in use. Choose another port, or stop the other program.\n"
    )


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (["--listen", "127.0.0.1:99999"], 2, "write HOST:PORT"),
        (["--app-key", KEY], 2, "go together"),
        (["--app-secret", SECRET], 2, "go together"),
        (["--app-key", KEY, "--app-secret", "§"], 2, "not base64"),
        (["--listen", "192.0.2.1:0"], 3, "no such address"),
    ],
)
def test_arguments_of_serve_that_make_no_sense(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], code: int, sentence: str
) -> None:
    assert main(["serve", "--data", str(tmp_path), *options]) == code
    said = capsys.readouterr().err
    assert sentence in said and said.endswith(".\n") and SECRET not in said


@pytest.mark.usefixtures("quick")
def test_the_doctor_finds_everything_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--fake-devices", "--profile", str(tmp_path)]) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    found = "\n".join(lines)
    for words in ("The microphone works", "The camera works (1280x720", "The call service runs", "came back"):
        assert words in found
    assert lines[-1].endswith(("you can make calls.", "above."))


@pytest.mark.usefixtures("quick")
def test_the_doctor_names_a_service_that_cannot_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "service").mkdir()
    (tmp_path / "service" / "application.json").write_text("{")
    assert main(["doctor", "--fake-devices", "--profile", str(tmp_path)]) == ExitCode.CALL_FAILED
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Calls will not work yet: The application key in ")


@pytest.mark.usefixtures("quick")
def test_the_doctor_without_any_device(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = build_parser().parse_args(["doctor", "--profile", str(tmp_path)])
    assert doctor.run(arguments, CompositeDevices([])) == ExitCode.OK
    found = capsys.readouterr().out
    for kind in ("microphone", "camera", "speaker"):
        assert f"No {kind} was found: " in found


class NoSoundService(CompositeDevices):
    def has_sound_service(self) -> bool:
        return False


@pytest.mark.usefixtures("quick")
def test_the_doctor_without_the_sound_service(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = build_parser().parse_args(["doctor", "--profile", str(tmp_path)])
    assert doctor.run(arguments, NoSoundService([])) == ExitCode.OK
    found = capsys.readouterr().out
    assert found.count("The sound service of this system does not answer") == 2


class LateCamera(FakeDevices):
    """The first picture comes when ``wakes`` is set, as with a camera that needs seconds to begin."""

    def __init__(self) -> None:
        super().__init__()
        self.wakes = threading.Event()
        self.is_open = threading.Event()

    def _draw(self, picture: TestPicture, number: int) -> av.VideoFrame:
        self.is_open.set()
        self.wakes.wait(10)
        return super()._draw(picture, number)


async def test_a_camera_that_takes_its_time_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LISTEN_SECONDS", 0.05)
    host = LateCamera()
    media = LocalMedia(host)
    found = asyncio.create_task(doctor.examine_camera(media))
    await asyncio.to_thread(host.is_open.wait, 10)
    await asyncio.sleep(0.2)
    assert not found.done(), "four times as long as it is looked at, and no picture yet"
    host.wakes.set()
    assert (await found).sentence.startswith("The camera works (1280x720, ")
    media.close()


async def test_a_camera_that_never_begins_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PATIENCE", 0.2)
    host = LateCamera()
    media = LocalMedia(host)
    assert await doctor.examine_camera(media) == Finding(Grade.WEAK, "The camera sends no pictures.")
    host.wakes.set()
    media.close()


@pytest.mark.parametrize("device", [CAMERA, BUILT_IN])
async def test_a_device_that_is_taken_is_named_without_a_wait(device: Device) -> None:
    host = ScriptedDevices(device)
    host.refusing[device.id] = FailureReason.BUSY
    media = LocalMedia(host)
    examine = doctor.examine_camera if device is CAMERA else doctor.examine_microphone
    async with asyncio.timeout(doctor.PATIENCE / 2):
        finding = await examine(media)
    assert finding.grade is Grade.WEAK and device.name in finding.sentence
    media.close()


def test_the_verdict_counts() -> None:
    good, weak, bad = Finding(Grade.GOOD, "A."), Finding(Grade.WEAK, "B."), Finding(Grade.BAD, "C.")
    assert verdict([good]) == "Everything works: you can make calls."
    assert verdict([good, weak]) == "You can make calls, with one note above."
    assert verdict([weak, weak]) == "You can make calls, with 2 notes above."
    assert verdict([good, weak, bad]) == "Calls will not work yet: C."
