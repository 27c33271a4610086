"""What a person is told about a device that does not work."""

from __future__ import annotations

import pytest

from core.media.devices.words import place_text, problem_text
from core.ports import DeviceKind, FailureReason


@pytest.mark.parametrize(
    ("platform", "kind", "words"),
    [
        ("darwin", DeviceKind.CAMERA, "Privacy & Security, Camera"),
        ("darwin", DeviceKind.MICROPHONE, "Privacy & Security, Microphone"),
        ("win32", DeviceKind.CAMERA, "Privacy & security, Camera"),
        ("linux", DeviceKind.CAMERA, 'the group "video"'),
    ],
)
def test_the_place_to_allow_a_device(platform: str, kind: DeviceKind, words: str) -> None:
    assert words in place_text(kind, platform)


def test_no_place_is_made_up() -> None:
    assert place_text(DeviceKind.MICROPHONE, "linux") == "" == place_text(DeviceKind.CAMERA, "haiku")


@pytest.mark.parametrize("reason", FailureReason)
@pytest.mark.parametrize("kind", DeviceKind)
def test_every_failure_is_a_sentence(kind: DeviceKind, reason: FailureReason) -> None:
    text = problem_text(kind, reason, "Name {x}", "detail")
    assert text[0].isupper() and kind.value in text and "(detail)" in text


def test_linux_says_how_its_sound_service_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert "systemctl --user start" in problem_text(DeviceKind.MICROPHONE, FailureReason.NO_SERVER)
    assert "systemctl" not in problem_text(DeviceKind.SPEAKER, FailureReason.NO_SERVER), "said once is enough"
    monkeypatch.setattr("sys.platform", "darwin")
    assert "systemctl" not in problem_text(DeviceKind.MICROPHONE, FailureReason.NO_SERVER)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("kind", DeviceKind)
def test_what_another_program_has_can_be_had_again(
    kind: DeviceKind, platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    text = problem_text(kind, FailureReason.BUSY, "Desk")
    assert "Close that program" in text
    assert ("exclusive use" in text) is (platform == "win32" and kind is not DeviceKind.CAMERA)


def test_a_refusal_names_the_place() -> None:
    assert place_text(DeviceKind.CAMERA) in problem_text(DeviceKind.CAMERA, FailureReason.DENIED)
