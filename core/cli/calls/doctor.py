"""``main.py doctor``: looks at devices, network and service, makes a test call, gives a verdict in words."""

from __future__ import annotations

import argparse
import asyncio
import platform
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import IntEnum

import ifaddr

from core.calling import Call, CallEndCause, Sinch
from core.cli.access.access import AccessError, CommandLineAccount, open_account
from core.cli.arguments import build_parser
from core.cli.calls.call import OneCall
from core.cli.calls.devices import ChosenDevices
from core.cli.exit_codes import ExitCode
from core.engine.calls.call_report import CallReport
from core.engine.calls.ending_words import ending_words
from core.media.devices.capture import LocalMedia
from core.media.devices.fake import FakeDevices
from core.media.devices.room_check import check_room
from core.ports import DeviceHost, DeviceKind

LISTEN_SECONDS = 1.5
"""How long a device that has begun is looked at, or listened to."""
PATIENCE = 5.0
"""Seconds that a device has to begin: cameras take up to three to wake, on a busy machine."""
LOOK_AGAIN = 0.05
CALL_SECONDS = 4.0
CALL_WAIT = 20.0
SILENCE = 1e-4
"""Peak level below which a microphone sends nothing (-80 dB of full scale)."""


class Grade(IntEnum):
    """How a finding bears on calling."""

    GOOD = 0
    WEAK = 1
    BAD = 2


_SIGNS = {Grade.GOOD: "ok  ", Grade.WEAK: "note", Grade.BAD: "BAD "}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    grade: Grade
    sentence: str


def run(arguments: argparse.Namespace, host: DeviceHost | None = None) -> int:
    """Run all examinations and print the verdict; 0 when calls can be made."""
    return asyncio.run(_run(arguments, host or FakeDevices()))


async def _run(arguments: argparse.Namespace, host: DeviceHost) -> int:
    media = LocalMedia(host)
    findings: list[Finding] = []
    try:
        async for finding in _examine(arguments, media, host):
            findings.append(finding)
            print(f"{_SIGNS[finding.grade]}  {finding.sentence}", flush=True)  # noqa: T201
    finally:
        media.close()
    print(verdict(findings))  # noqa: T201
    return ExitCode.OK if max(f.grade for f in findings) < Grade.BAD else ExitCode.CALL_FAILED


def verdict(findings: list[Finding]) -> str:
    """Return the whole in one sentence."""
    bad = [finding for finding in findings if finding.grade is Grade.BAD]
    weak = [finding for finding in findings if finding.grade is Grade.WEAK]
    if bad:
        return f"Calls will not work yet: {bad[0].sentence}"
    if weak:
        count = "one note" if len(weak) == 1 else f"{len(weak)} notes"
        return f"You can make calls, with {count} above."
    return "Everything works: you can make calls."


async def _examine(
    arguments: argparse.Namespace, media: LocalMedia, host: DeviceHost
) -> AsyncIterator[Finding]:
    yield Finding(
        Grade.GOOD,
        f"Ahoy {Sinch.version} on Python {platform.python_version()}, {platform.system()}.",
    )
    yield await examine_microphone(media)
    yield await examine_camera(media)
    yield _speaker(media)
    if can_judge_room(media):
        yield await examine_room(media)
    yield _network()
    async for finding in _service_and_call(arguments, ChosenDevices(host), media):
        yield finding


async def examine_microphone(media: LocalMedia) -> Finding:
    """Say whether the microphone hears something; it is given ``PATIENCE`` seconds to begin."""
    if not (present := media.snapshot()).microphones:
        return Finding(Grade.WEAK, present.microphone_problem)
    lease, loudest = media.acquire_microphone(), 0.0

    def listen() -> bool:
        nonlocal loudest
        loudest = max(loudest, media.input_level)
        return bool(media.snapshot().microphone_problem)

    try:
        await _until(lambda: listen() or loudest >= SILENCE, PATIENCE)
        await _until(listen, LISTEN_SECONDS)
        problem = media.snapshot().microphone_problem
    finally:
        lease.release()
    if problem:
        return Finding(Grade.WEAK, problem)
    if loudest < SILENCE:
        return Finding(Grade.WEAK, "The microphone sends silence: is it muted or unplugged?")
    return Finding(Grade.GOOD, f"The microphone works (level {loudest:.0%}).")


def can_judge_room(media: LocalMedia) -> bool:
    """Whether a real microphone and a real speaker are there."""
    present = media.snapshot()
    has_ear = any(device.is_acoustic and not device.is_fake for device in present.microphones)
    return has_ear and any(not device.is_fake for device in present.speakers)


async def examine_room(media: LocalMedia) -> Finding:
    """Play three chirps and say what comes back to the microphone."""
    check = await check_room(media)
    return Finding(Grade.GOOD if check.is_fine else Grade.WEAK, check.room or check.microphone)


async def examine_camera(media: LocalMedia) -> Finding:
    """Say whether the camera sends pictures; it is given ``PATIENCE`` seconds for the first one."""
    if not (present := media.snapshot()).cameras:
        return Finding(Grade.WEAK, present.camera_problem)
    lease, preview = media.acquire_camera(), media.camera.preview
    before = preview.frames
    try:
        await _until(lambda: preview.frames > before or bool(media.snapshot().camera_problem), PATIENCE)
        first, began = preview.frames, time.monotonic()
        if first > before:
            await asyncio.sleep(LISTEN_SECONDS)
        rate = (preview.frames - first) / (time.monotonic() - began)
        problem, size = media.snapshot().camera_problem, preview.size
    finally:
        lease.release()
    if problem:
        return Finding(Grade.WEAK, problem)
    if first == before:
        return Finding(Grade.WEAK, "The camera sends no pictures.")
    return Finding(Grade.GOOD, f"The camera works ({size[0]}x{size[1]}, {rate:.0f} per second).")


async def _until(is_so: Callable[[], bool], patience: float) -> None:
    """Return once ``is_so``, or when ``patience`` seconds are over (later on a machine that is slow)."""
    for _ in range(int(patience / LOOK_AGAIN)):
        if is_so():
            return
        await asyncio.sleep(LOOK_AGAIN)


def _speaker(media: LocalMedia) -> Finding:
    if not (present := media.snapshot()).speakers:
        return Finding(Grade.WEAK, present.speaker_problem)
    return Finding(Grade.GOOD, "A speaker is there.")


def _network() -> Finding:
    addresses = [
        ip.ip if isinstance(ip.ip, str) else ip.ip[0]
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
    ]
    outside = [a for a in addresses if not a.startswith("127.") and a != "::1" and not a.startswith("fe80")]
    if not outside:
        return Finding(Grade.WEAK, "There is no network: calls work on this machine only.")
    return Finding(Grade.GOOD, f"The network is there ({', '.join(outside[:3])}).")


async def _service_and_call(
    arguments: argparse.Namespace, devices: ChosenDevices, media: LocalMedia
) -> AsyncIterator[Finding]:
    options = build_parser().parse_args(["call", "echo", "--user", "doctor", "--video"])
    options.profile = arguments.profile
    for kind in DeviceKind:
        media.select(kind, devices.chosen.get(kind, ""))
    try:
        account = await open_account(options, media)
    except AccessError as error:
        yield Finding(Grade.BAD, str(error))
        return
    yield Finding(Grade.GOOD, "The call service runs and let us in.")
    try:
        yield await _test_call(account)
    finally:
        await account.close()


async def _test_call(account: CommandLineAccount) -> Finding:
    watcher = OneCall()
    call = await account.client.callClient.callUserVideo("echo")
    watcher.follow(call)
    report = CallReport(call, account.client.userId)
    try:
        async with asyncio.timeout(CALL_WAIT):
            await watcher.established.wait()
        await asyncio.sleep(CALL_SECONDS)
        await report.measure()
    except TimeoutError:
        pass
    call.hangup()
    async with asyncio.timeout(CALL_WAIT):
        await watcher.ended.wait()
    return _call_finding(call, report)


def _call_finding(call: Call, report: CallReport) -> Finding:
    details = call.details
    if details.establishedTime is None or details.endCause is not CallEndCause.HUNG_UP:
        return Finding(
            Grade.BAD, f"The test call failed. {ending_words(details, call.direction, 'Echo test')}"
        )
    media = report.as_json(0, "")["media"] or {}
    received = {t["kind"]: t for t in media.get("tracks", []) if t.get("type") == "inbound-rtp"}
    sound = received.get("audio", {}).get("packetsReceived", 0)
    pictures = received.get("video", {}).get("framesDecoded", 0)
    sentence = f"The test call worked: {sound} sound packets and {pictures} pictures came back."
    return Finding(Grade.GOOD if sound else Grade.BAD, sentence)
