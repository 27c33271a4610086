"""The engine as the window knows it: first start, calls, misuse, and a service that dies in mid-call."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.commands import (
    AnswerCall,
    ClearHistory,
    ConnectCalls,
    HangUp,
    MarkCallsSeen,
    PlaceCall,
    RemoveCall,
    RemoveContact,
    SaveContact,
    SelectDevice,
    SendDtmf,
    SetBlocked,
    SetDisplayName,
    SetFavourite,
    SetHeld,
    SetMuted,
    SetVideoPaused,
    StartPreview,
    StopPreview,
    TransferCall,
    UseService,
)
from core.ports import DeviceKind
from core.service.process.launcher import find_running
from core.snapshots import AppSnapshot, ServiceState
from tests.engine.engines import LIMIT, RunningEngine


async def camera_is_open(running: RunningEngine) -> bool:
    media = running.engine.desk.local_media
    assert media is not None
    return media.is_open(DeviceKind.CAMERA)


def is_online(snapshot: AppSnapshot) -> bool:
    return snapshot.service.state is ServiceState.ONLINE


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningEngine]:
    """One engine for those tests that leave it online, with its own service, as they found it."""
    with RunningEngine(tmp_path_factory.mktemp("online")) as running:
        running.post(SetDisplayName("Ada"))
        running.wait(is_online)
        yield running


def test_first_start_asks_for_a_name_and_then_goes_online(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        fresh = ada.wait(lambda s: s.is_ready)
        assert fresh.profile.display_name == ""
        assert [contact.name for contact in fresh.contacts] == ["Echo test"]
        ada.post(SetDisplayName("  Ada Byron "))
        online = ada.wait(is_online)
        assert (online.profile.display_name, online.profile.user_id) == ("Ada Byron", "ada-byron")
    with RunningEngine(tmp_path) as again:
        assert again.wait(is_online).profile == online.profile


def test_a_video_call_to_the_echo_test_and_its_place_in_the_history(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        ada.post(PlaceCall("echo", video=True))
        call = ada.wait_for_call("established")
        assert (call.remote_name, call.direction, call.video) == ("Echo test", "outbound", True)
        seen = threading.Event()
        ada.engine.picture(f"{call.call_id}/incoming").on_picture = seen.set
        assert seen.wait(LIMIT)
        ada.wait(lambda s: any(c.has_incoming_video for c in s.calls))
        ada.post(SetMuted(call.call_id, True))
        ada.wait(lambda s: s.calls[0].muted)
        ada.post(SetVideoPaused(call.call_id, True))
        ada.wait(lambda s: s.calls[0].video_paused and not s.calls[0].has_outgoing_video)
        report = ada.engine.call_report(call.call_id).result(10)
        assert {track["kind"] for track in report["media"]["tracks"]} == {"audio", "video"}
        ada.post(HangUp(call.call_id))
        ended = ada.wait_for_call("ended")
        assert (ended.end_cause, ended.end_text) == ("HungUp", "You hung up.")
        entry = ada.wait(lambda s: s.history).history[0]
        assert (entry.name, entry.address, entry.is_missed) == ("Echo test", "echo", False)
        assert entry.duration_ms > 0
        ada.post(ClearHistory())
        ada.wait(lambda s: not s.history)


def test_closing_in_mid_call_hangs_up_and_keeps_the_call_in_the_history(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        ada.post(PlaceCall("echo", video=False))
        call = ada.wait_for_call("established")
    with RunningEngine(tmp_path) as again:
        entry = again.wait(lambda s: s.is_ready).history[0]
        assert (entry.call_id, entry.end_cause) == (call.call_id, "HungUp")


def test_two_people_and_a_declined_call(tmp_path: Path) -> None:
    with RunningEngine(tmp_path / "ada") as ada, RunningEngine(tmp_path / "bob") as bob:
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        service = find_running(tmp_path / "ada" / "service")
        assert service is not None
        bob.post(SetDisplayName("Bob"))
        bob.wait(is_online)
        bob.post(
            UseService(
                url=service.url.removesuffix("/sip"),
                application_key=service.application_key,
                application_secret=service.application_secret,
            )
        )
        joined = bob.wait(lambda s: is_online(s) and not s.service.is_embedded)
        assert joined.service.signs_tokens_here
        ada.post(PlaceCall("bob", video=False))
        ringing = bob.wait_for_call("initiating")
        assert (ringing.remote_name, ringing.is_unverified) == ("Ada", False)
        bob.post(HangUp(ringing.call_id))
        declined = ada.wait_for_call("ended")
        assert (declined.end_cause, declined.end_text) == ("Denied", "Bob declined the call.")
        assert not bob.wait(lambda s: s.history).history[0].is_missed


def test_a_service_that_dies_in_mid_call_takes_no_call_with_it(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        ada.post(PlaceCall("echo", video=False))
        ada.wait_for_call("established")
        service = find_running(tmp_path / "service")
        assert service is not None
        os.kill(service.pid, signal.SIGKILL)
        ada.wait(lambda s: s.service.state is ServiceState.RECONNECTING)
        away = ada.wait(lambda s: s.calls and s.calls[0].connection)
        assert away.calls[0].state == "established"
        ada.wait(is_online)
        ada.post(HangUp(away.calls[0].call_id))
        assert ada.wait_for_call("ended").end_cause in ("HungUp", "Failure", "Inactive")


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("", "Type a name"),
        ("two words", "cannot be called"),
        ("sip:nobody", "SIP address"),
        ("+4612345678", "telephone line"),
        ("conf:" + "x" * 65, "64 characters"),
    ],
)
def test_what_cannot_be_called_gets_a_sentence(online: RunningEngine, target: str, sentence: str) -> None:
    before = online.wait(is_online).notice  # that of a test before, or of this one's first try
    online.post(PlaceCall(target, video=False))
    notice = online.wait(
        lambda s: s.notice is not None and s.notice != before and sentence in s.notice.text
    ).notice
    assert notice is not None and notice.is_error


def test_commands_for_what_is_gone_are_dropped(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.wait(lambda s: s.is_ready)
        for command in (
            HangUp("gone"),
            SetMuted("gone", True),
            SetVideoPaused("gone", True),
            AnswerCall("gone", video=True),
            AnswerCall("gone", video=True, end_others=True),
            SetHeld("gone", True),
            SetHeld("", False),
            SendDtmf("gone", "1"),
            TransferCall("gone", "bob"),
            ConnectCalls("gone", "gone too"),
            RemoveCall("gone"),
            SetFavourite("nobody", True),
            SetBlocked("nobody", False),
            MarkCallsSeen(),
            RemoveContact("nobody"),
            SelectDevice(DeviceKind.CAMERA, "no such camera"),
            SetDisplayName("   "),
        ):
            ada.post(command)
        ada.post(SaveContact("Zoë", "zoe"))
        after = ada.wait(lambda s: len(s.contacts) == 2)
        assert after.profile.display_name == "" and after.calls == ()


def test_contacts_survive_and_the_echo_test_cannot_be_removed(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.wait(lambda s: s.is_ready)
        ada.post(SaveContact("Zoë", "zoe"))
        ada.post(SaveContact("Ann", "ann"))
        ada.post(RemoveContact("echo"))
        names = [c.name for c in ada.wait(lambda s: len(s.contacts) == 3).contacts]
        assert names == ["Echo test", "Ann", "Zoë"]
    with RunningEngine(tmp_path) as again:
        assert [c.name for c in again.wait(lambda s: s.is_ready).contacts] == names


def test_a_profile_that_cannot_be_written_still_makes_calls(tmp_path: Path) -> None:
    (tmp_path / "ahoy.sqlite").mkdir()
    with RunningEngine(tmp_path) as ada:
        told = ada.wait(lambda s: s.is_ready and s.notice is not None)
        assert told.notice is not None and "not kept" in told.notice.text
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        ada.post(PlaceCall("echo", video=False))
        ada.wait_for_call("established")


def test_the_preview_shows_and_hears_the_test_devices(tmp_path: Path) -> None:
    with RunningEngine(tmp_path) as ada:
        ada.wait(lambda s: s.is_ready)
        seen = threading.Event()
        ada.engine.picture("preview").on_picture = seen.set
        ada.post(StartPreview())
        assert seen.wait(LIMIT)
        ada.post(StopPreview())
        assert ada.engine.run(camera_is_open(ada)).result(LIMIT) is False


def test_no_devices_at_all_is_a_call_without_and_says_so(tmp_path: Path) -> None:
    with RunningEngine(tmp_path, fakes=False) as ada:
        ada.post(SetDisplayName("Ada"))
        ada.wait(is_online)
        ada.post(PlaceCall("echo", video=True))
        call = ada.wait_for_call("established")
        assert call.without_camera and call.without_microphone


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (UseService(url="http://calls.example.org", application_key="x"), "secret"),
        (
            UseService(url="nonsense url", application_key="x", application_secret="AAAA"),
            "application key must",
        ),
        (
            UseService(
                url="ws://127.0.0.1:9",
                application_key="11111111-2222-4333-8444-555555555555",
                application_secret="AAECAwQFBgcICQoLDA0ODw==",
            ),
            "cannot be reached",
        ),
    ],
)
def test_a_wrong_service_says_what_is_wrong(
    online: RunningEngine, settings: UseService, sentence: str
) -> None:
    online.post(settings)
    try:
        online.wait(lambda s: s.service.url == settings.url and sentence in s.service.message)
    finally:
        online.post(UseService())
        online.wait(lambda s: is_online(s) and s.service.is_embedded)
