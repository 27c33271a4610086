"""``main.py call`` and ``answer`` against a real call service: files, reports, exit codes, sentences."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import uuid
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from core.cli.exit_codes import ExitCode
from core.identity import sign_token
from core.service.process.launcher import own_command
from main import main
from tests.engine.served import KEY, SECRET, ServedService

RATE = 48_000
WIDTH, HEIGHT = 320, 180


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedService]:
    with ServedService(tmp_path_factory.mktemp("service")) as served:
        yield served


@pytest.fixture
def access(service: ServedService) -> list[str]:
    """The options that let a command in."""
    return ["--service", service.url, "--app-key", KEY, "--app-secret", SECRET]


def speak(path: Path, low: float, high: float, seconds: float = 3.0) -> np.ndarray[Any, Any]:
    """Write a sweep from ``low`` to ``high`` Hz with syllables in it; every moment of it sounds different."""
    t = np.arange(int(RATE * seconds)) / RATE
    sweep = np.sin(2 * np.pi * (low + (high - low) * t / (2 * seconds)) * t)
    samples = (9000 * sweep * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * t))).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return samples


def heard(path: Path) -> np.ndarray[Any, Any]:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getframerate()) == (1, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float)


def likeness(piece: np.ndarray[Any, Any], recording: np.ndarray[Any, Any]) -> float:
    """Return how like ``piece`` the most like place of ``recording`` is, 0 to 1."""
    piece = piece - piece.mean()
    size = 1 << (len(recording) + len(piece)).bit_length()
    product = np.fft.rfft(recording, size) * np.conj(np.fft.rfft(piece, size))
    match = np.fft.irfft(product, size)[: len(recording) - len(piece)]
    energy = np.concatenate(([0.0], np.cumsum(recording**2)))
    local = energy[len(piece) :] - energy[: -len(piece)]
    norm = np.linalg.norm(piece) * np.sqrt(np.maximum(local[: len(match)], 1e6))
    return float(np.max(match / norm))


def assert_spoken(spoken: np.ndarray[Any, Any], recording: np.ndarray[Any, Any]) -> None:
    pieces = [spoken[at : at + RATE // 10].astype(float) for at in range(RATE // 2, 2 * RATE, RATE // 4)]
    found = [likeness(piece, recording) for piece in pieces]
    assert np.median(found) > 0.8, found


def film(path: Path) -> None:
    """Write two seconds of red on the left and blue on the right, with a white bar that moves."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(60):
            picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
            picture[:, : WIDTH // 2] = (220, 0, 0)
            picture[:, WIDTH // 2 :] = (0, 0, 220)
            picture[: HEIGHT // 4, number * 5 : number * 5 + 20] = 255
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))


def assert_filmed(path: Path) -> None:
    with av.open(str(path)) as container:
        pictures = [frame.to_ndarray(format="rgb24").astype(int) for frame in container.decode(video=0)]
    assert len(pictures) > 15 and pictures[-1].shape == (HEIGHT, WIDTH, 3)
    lower = pictures[-1][HEIGHT // 2 :]
    left, right = lower[:, : WIDTH // 3].mean((0, 1)), lower[:, -WIDTH // 3 :].mean((0, 1))
    assert left[0] > 150 > 80 > left[2] and right[2] > 150 > 80 > right[0], (left, right)
    bars = {int(picture[: HEIGHT // 5].sum((0, 2)).argmax()) // 20 for picture in pictures}
    assert len(bars) >= 5, "the bar does not move"


def begin(*arguments: object) -> subprocess.Popen[str]:
    command = [*own_command(), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_until_waiting(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    assert process.stderr.readline() == "Waiting for a call to bob.\n"


def test_two_commands_call_each_other_with_files_and_report_it(tmp_path: Path, access: list[str]) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    a.mkdir(), b.mkdir()
    from_ada, from_bob = speak(a / "in.wav", 300, 1100), speak(b / "in.wav", 1300, 2300)
    film(a / "in.mp4"), film(b / "in.mp4")

    def files(folder: Path) -> list[object]:
        ends = {"audio": "wav", "video": "mp4"}
        ways = [(kind, way) for kind in ends for way in ("in", "out")]
        options = [(f"--{kind}-{way}", folder / f"{way}.{ends[kind]}") for kind, way in ways]
        return [*(word for pair in options for word in pair), "--report", folder / "report.json", "--video"]

    bob = begin("answer", "--user", "bob", *access, *files(b))
    wait_until_waiting(bob)
    ada = begin("call", "bob", "--user", "ada", "--seconds", 3, *access, *files(a))
    assert ada.communicate(timeout=40) == ("", "") and ada.returncode == 0
    assert bob.communicate(timeout=20) == ("", "") and bob.returncode == 0
    assert_spoken(from_ada, heard(b / "out.wav"))
    assert_spoken(from_bob, heard(a / "out.wav"))
    assert_filmed(a / "out.mp4")
    assert_filmed(b / "out.mp4")
    outbound = json.loads((a / "report.json").read_text())
    inbound = json.loads((b / "report.json").read_text())
    assert_report(outbound, "outbound", "bob", ["initiating", "ringing", "answered", "established", "ended"])
    assert_report(inbound, "inbound", "ada", ["initiating", "answered", "established", "ended"])
    assert outbound["callId"] == inbound["callId"]
    assert 2900 <= outbound["durationMs"] <= 4500


def assert_report(report: dict[str, Any], direction: str, remote: str, states: list[str]) -> None:
    assert (report["direction"], report["remote"]) == (direction, remote)
    assert (report["exitCode"], report["endCause"], report["error"]) == (0, "HungUp", None)
    assert [s["state"] for s in report["states"] if s["state"] != "progressing"] == states
    times = [s["ms"] for s in report["states"]]
    assert times == sorted(times) and abs(times[-1] - time.monotonic() * 1000) < 120_000
    media = report["media"]
    tracks = {(t["type"], t["kind"]): t for t in media["tracks"]}
    for kind in ("audio", "video"):
        sent, received = tracks["outbound-rtp", kind], tracks["inbound-rtp", kind]
        assert sent["packetsSent"] > 50 and sent["bytesSent"] > 1000 and sent["ssrc"] > 0
        assert received["packetsReceived"] > 50 and received["packetsLost"] >= 0 and received["jitter"] >= 0
    picture, sound = tracks["inbound-rtp", "video"], tracks["inbound-rtp", "audio"]
    assert (picture["frameWidth"], picture["frameHeight"]) == (WIDTH, HEIGHT)
    assert picture["framesDecoded"] > 40 and picture["freezeCount"] >= 0
    assert 0 <= picture["totalFreezesDuration"] < 2 and picture["keyFramesDecoded"] >= 1
    assert tracks["outbound-rtp", "video"]["framesEncoded"] > 40
    delay = sound["jitterBufferDelay"] / sound["jitterBufferEmittedCount"]
    assert 0 < delay < 0.4, "seconds that a sample waits on average"
    assert 0 <= sound["concealedSamples"] < sound["totalSamplesReceived"]
    pair = media["candidatePair"]
    assert (pair["state"], pair["protocol"]) == ("succeeded", "udp") and pair["localCandidateType"]
    assert media["dtlsVersion"].startswith("DTLSv1") and media["dtlsCipher"] and "AES" in media["srtpCipher"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_signal_ends_the_waiting_in_order(access: list[str]) -> None:
    bob = begin("answer", "--user", "bob", "--fake-devices", *access)
    wait_until_waiting(bob)
    os.kill(bob.pid, signal.SIGINT)
    assert bob.communicate(timeout=20) == ("", "No call came.\n")
    assert bob.returncode == ExitCode.NOTHING_CAME


def test_a_token_in_a_file_and_a_call_without_devices(
    tmp_path: Path, service: ServedService, capsys: pytest.CaptureFixture[str]
) -> None:
    token = sign_token(KEY, SECRET, "ada", now=time.time(), nonce=uuid.uuid4().hex)
    secret, spoken = tmp_path / "token", tmp_path / "in.wav"
    secret.write_text(token + "\n")
    speak(spoken, 300, 900, 0.5)
    call = ["call", "echo", "--user", "ada", "--service", service.url, "--password-file", str(secret)]
    assert main([*call, "--video", "--seconds", "0.3", "--audio-in", str(spoken)]) == ExitCode.OK
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "No speaker was found: you will not hear others.",
        "No camera was found: others will not see you.",
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("kind", ["audio", "video"])
def test_a_full_disk_ends_the_recording_and_not_the_call(
    tmp_path: Path, access: list[str], capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    full, report = tmp_path / f"full.{'wav' if kind == 'audio' else 'mp4'}", tmp_path / "r.json"
    full.symlink_to("/dev/full")
    seconds = "0.5" if kind == "audio" else "4"  # in which a picture has come, also on a busy machine
    call = ["call", "echo", "--user", "ada", "--fake-devices", "--video", "--seconds", seconds, *access]
    assert main([*call, f"--{kind}-out", str(full), "--report", str(report)]) == ExitCode.DEVICE
    assert "No space left on device" in capsys.readouterr().err
    written = json.loads(report.read_text())
    assert (written["endCause"], written["exitCode"]) == ("HungUp", ExitCode.DEVICE)


def token_of(user: str, late: float = 0.0, secret: str = SECRET) -> list[str]:
    now = time.time() + late
    return ["--token", sign_token(KEY, secret, user, now=now, nonce=uuid.uuid4().hex)]


def let_in(secret: str) -> list[str]:
    return ["--app-key", KEY, "--app-secret", secret]


@pytest.mark.parametrize(
    ("target", "user", "options", "code", "sentence"),
    [
        ("echo", "ada", token_of("ada", -10_000), 4, "The token has expired: get a new one"),
        ("echo", "ada", token_of("ada", 7200), 4, "dated in the future: a clock is wrong."),
        ("echo", "ada", token_of("bob"), 4, "The token is for another user."),
        ("echo", "ada", token_of("ada", secret="QUFBQUFBQUFBQUFBQUFBQQ=="), 4, "secret is wrong"),
        ("echo", "ada", ["--token", "no.token.this"], 2, "This is no registration token"),
        ("echo", "ada", let_in("QUFBQUFBQUFBQUFBQUFBQQ=="), 4, "The application secret is wrong"),
        ("echo", "ada", let_in("§"), 2, "The application secret is incomplete"),
        ("echo", "ada", [], 2, "A call service needs --token, or --app-key"),
        ("echo", "ada", ["--caller-id", "+999 12345678"], 2, "--caller-id: No country has that code"),
        ("echo", "echo", let_in(SECRET), 4, "did not let you in: Reserved user."),
        ("echo", "bob smith", let_in(SECRET), 2, "A user id must be 1 to 255"),
        ("nobody", "ada", let_in(SECRET), 7, "Nobody with this address is known to the call service."),
        ("two words", "ada", let_in(SECRET), 2, "cannot be called"),
        ("+4612345678", "ada", let_in(SECRET), 2, "no telephone line"),
        ("sip:anna@example.org", "ada", let_in(SECRET), 7, "makes no calls to SIP addresses."),
        ("echo", "ada", [*let_in(SECRET), "--audio-in", "/nonexistent.wav"], 9, "there is no such file."),
        ("echo", "ada", [*let_in(SECRET), "--audio-in", __file__], 9, "cannot be decoded"),
        ("echo", "ada", [*let_in(SECRET), "--video-out", "/nonexistent/x.mp4"], 9, "cannot be written"),
        ("echo", "ada", [*let_in(SECRET), "--report", "/dev/null/r.json"], 9, "The report /dev/null/r.json"),
        ("echo", "ada", [*let_in(SECRET), "--report", "/tmp"], 9, "The report /tmp cannot be written"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_a_code(
    service: ServedService,
    capsys: pytest.CaptureFixture[str],
    target: str,
    user: str,
    options: list[str],
    code: int,
    sentence: str,
) -> None:
    argv = ["call", target, "--user", user, "--fake-devices", "--service", service.url, *options]
    assert main(argv) == code
    said = capsys.readouterr()
    assert sentence in said.err and said.err.endswith(".\n") and said.err.count("\n") == 1
    assert said.out == "" and SECRET not in said.err


@pytest.mark.parametrize(
    ("url", "code", "sentence"),
    [
        ("ws://127.0.0.1:9", 3, "127.0.0.1 cannot be reached: nothing answers at that port."),
        ("http://example.org", 2, "must be https:// or wss://: unencrypted is for this machine only."),
        ("ftp://127.0.0.1", 2, "The address of the call service must not begin with ftp://."),
        ("https://a b", 2, "The address of the call service must be a host name"),
    ],
)
def test_services_that_are_none(
    capsys: pytest.CaptureFixture[str], url: str, code: int, sentence: str
) -> None:
    argv = ["call", "echo", "--user", "ada", "--fake-devices", "--service", url, *let_in(SECRET)]
    assert main(argv) == code
    said = capsys.readouterr().err
    assert sentence in said and said.endswith(".\n")


def test_nobody_calls(access: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["answer", "--user", "bob", "--fake-devices", "--wait", "0.2", *access]) == 12
    assert capsys.readouterr().err == "Waiting for a call to bob.\nNo call came.\n"
