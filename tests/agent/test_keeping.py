"""What agent and window share: the subscription, the history, and who runs."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path

import pytest

from core.agent import launch
from core.agent.household import FILE, ProfileHousehold
from core.agent.process import run_agent
from core.agent.subscription_store import FILE as SUBSCRIPTION
from core.agent.subscription_store import ProfilePushStore
from core.cli.places import profile_dir
from core.engine.people.phonebook import PhoneBook
from core.file_lock import FileLock
from core.ports import MemoryVault
from core.push.notification import CallNotification
from core.snapshots import UnknownCallers
from core.storage import Store

NOW = 1_768_521_600.0
CALL = CallNotification("c-1", "alice", display_name="Alice", is_video=True, sent_at=NOW, expires_at=NOW + 30)


class Kept(MemoryVault):
    """A key store that outlives processes."""

    is_persistent = True


def test_a_subscription_in_the_key_store(tmp_path: Path) -> None:
    vault = Kept()
    store = ProfilePushStore(tmp_path, vault)
    assert store.read() is None
    store.write("secret")
    assert ProfilePushStore(tmp_path, vault).read() == "secret"
    assert ProfilePushStore(tmp_path / "other", vault).read() is None
    assert list(tmp_path.iterdir()) == []
    store.delete()
    store.delete()
    assert store.read() is None


def test_a_subscription_without_a_key_store(tmp_path: Path) -> None:
    ProfilePushStore(tmp_path / "new", MemoryVault()).write("secret")
    path = tmp_path / "new" / SUBSCRIPTION
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    store = ProfilePushStore(tmp_path / "new", MemoryVault())
    assert store.read() == "secret"
    store.delete()
    assert store.read() is None and not path.exists()


def test_a_key_store_that_is_there_now_takes_over(tmp_path: Path) -> None:
    ProfilePushStore(tmp_path, MemoryVault()).write("old")
    store = ProfilePushStore(tmp_path, Kept())
    assert store.read() == "old"
    store.write("new")
    assert store.read() == "new" and not (tmp_path / SUBSCRIPTION).exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    ProfilePushStore(tmp_path / "file", MemoryVault()).write("secret")
    assert "cannot be kept" in caplog.text and "secret" not in caplog.text
    caplog.clear()


# The household.


async def book(profile: Path) -> PhoneBook:
    store = Store()
    await store.open(profile / FILE)
    made = PhoneBook(store, pytest.fail)
    await made.load()
    return made


async def test_a_caller_is_known_by_the_persons_name(tmp_path: Path) -> None:
    kept = await book(tmp_path)
    await kept.save_contact("Alice Liddell", "alice")
    await kept.store.close()
    met = await ProfileHousehold(tmp_path).receive(CALL)
    assert (met.name, met.rings, met.is_blocked) == ("Alice Liddell", True, False)


async def test_who_wants_no_calls(tmp_path: Path) -> None:
    kept = await book(tmp_path)
    await kept.set_quiet_hours(True, "22:00-07:00 1234567")
    await kept.set_blocked("eve", True)
    await kept.store.close()
    night = ProfileHousehold(tmp_path, local_time=lambda: datetime(2026, 1, 5, 23, 0))
    assert not (await night.receive(CALL)).rings
    day = ProfileHousehold(tmp_path, local_time=lambda: datetime(2026, 1, 5, 12, 0))
    assert (await day.receive(CALL)).rings
    assert (await day.receive(CallNotification("c-2", "eve"))).is_blocked
    kept = await book(tmp_path)
    await kept.set_do_not_disturb(True)
    await kept.store.close()
    assert not (await day.receive(CALL)).rings


async def test_unknown_callers_are_silenced_while_nobody_is_there_too(tmp_path: Path) -> None:
    kept = await book(tmp_path)
    await kept.set_unknown_callers(UnknownCallers.SILENCE)
    await kept.store.close()
    household = ProfileHousehold(tmp_path)
    met = await household.receive(CALL)
    assert not met.rings and met.is_unknown and not met.is_blocked
    await household.note_missed(CALL, met)
    kept = await book(tmp_path)
    assert kept.calls.state.history[0].end_text == (
        "Alice is nobody you know, and unknown callers are silenced."
    )
    assert kept.calls.state.new_calls == 1
    await kept.save_contact("Alice Liddell", "alice")
    await kept.store.close()
    assert (await household.receive(CALL)).rings


async def test_a_missed_call_is_in_the_history_once(tmp_path: Path) -> None:
    household = ProfileHousehold(tmp_path)
    for _ in range(2):
        await household.note_missed(CALL, await household.receive(CALL))
    kept = await book(tmp_path)
    (call,) = kept.calls.state.history
    assert (call.call_id, call.name, call.address, call.direction) == ("c-1", "Alice", "alice", "inbound")
    assert call.is_missed and call.is_new and call.video and call.started_at == NOW
    assert call.end_text == "Alice gave up before you answered." and kept.calls.state.new_calls == 1
    await kept.store.close()


async def test_what_the_window_has_noted_is_left_alone(tmp_path: Path) -> None:
    household = ProfileHousehold(tmp_path)
    await household.note_missed(CALL, await household.receive(CALL))
    kept = await book(tmp_path)
    await kept.calls.mark_seen()
    await kept.store.close()
    await household.note_missed(CALL, await household.receive(CALL))
    kept = await book(tmp_path)
    assert kept.calls.state.new_calls == 0
    await kept.store.close()


async def test_a_blocked_caller_is_noted_and_not_missed(tmp_path: Path) -> None:
    kept = await book(tmp_path)
    await kept.set_blocked("alice", True)
    await kept.store.close()
    household = ProfileHousehold(tmp_path)
    await household.note_missed(CALL, await household.receive(CALL))
    kept = await book(tmp_path)
    (call,) = kept.calls.state.history
    assert call.is_blocked and not call.is_missed and kept.calls.state.new_calls == 0
    await kept.store.close()


async def test_a_store_that_cannot_be_read_silences_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite3.connect(tmp_path / FILE) as newer:
        newer.execute("PRAGMA user_version = 9999")
    newer.close()
    household = ProfileHousehold(tmp_path)
    met = await household.receive(CALL)
    assert (met.name, met.rings) == ("Alice", True)
    await household.note_missed(CALL, met)
    assert "could not be put into the history" in caplog.text
    caplog.clear()


# Who runs.


def test_one_agent_for_each_profile(tmp_path: Path) -> None:
    assert not launch.is_running(tmp_path)
    (tmp_path / launch.FOLDER).mkdir()
    lock, other = FileLock(tmp_path / launch.LOCK), FileLock(tmp_path / launch.LOCK)
    assert lock.acquire() and not other.acquire()
    assert launch.is_running(tmp_path)
    lock.release()
    lock.release()
    assert not launch.is_running(tmp_path)
    assert other.acquire()
    other.release()


def test_who_only_looks_is_no_agent(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    (tmp_path / launch.FOLDER).mkdir()
    ran: list[str] = []

    class Brief:
        async def run(self) -> None:
            ran.append("ran")

        def nudge(self) -> None:
            pass

    lock = FileLock(tmp_path / launch.LOCK)
    with (tmp_path / launch.LOCK).open("ab") as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        assert lock.is_free() and not launch.is_running(tmp_path), "two that look do not see each other"
        ending = threading.Timer(0.1, lambda: fcntl.flock(looking, fcntl.LOCK_UN))
        ending.start()
        assert run_agent(tmp_path, MemoryVault(), lambda profile, vault: Brief())  # type: ignore[arg-type,return-value]
        ending.join()
    assert ran == ["ran"]
    lock.acquire()
    assert not lock.is_free() and not run_agent(tmp_path, MemoryVault())
    lock.release()


HOLDS = """
import os, pathlib, signal, sys
from core.agent import launch
from core.file_lock import FileLock
profile = pathlib.Path(sys.argv[1])
(profile / launch.FOLDER).mkdir()
lock = FileLock(profile / launch.LOCK)
assert lock.acquire()
(profile / launch.PID).write_text(str(os.getpid()))
if sys.argv[2] == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("holds", flush=True)
signal.pause()
"""


@pytest.mark.parametrize(("kind", "by"), [("polite", signal.SIGTERM), ("deaf", signal.SIGKILL)])
def test_the_end_is_waited_for(tmp_path: Path, kind: str, by: signal.Signals) -> None:
    command = [sys.executable, "-c", HOLDS, str(tmp_path), kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as agent:
        assert agent.stdout is not None and agent.stdout.readline() == b"holds\n"
        assert launch.end(tmp_path, patience=5.0 if kind == "polite" else 0.1)
        assert not launch.is_running(tmp_path)
        assert agent.wait(5) == -by
    assert launch.end(tmp_path), "there is none"


def test_nobody_else_is_sent_a_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda *what: sent.append(what))
    (tmp_path / launch.FOLDER).mkdir()
    (tmp_path / launch.PID).write_text("1")
    launch.stop(tmp_path)  # no agent holds the lock: this number may be anybody's
    assert sent == []
    lock = FileLock(tmp_path / launch.LOCK)
    lock.acquire()
    launch.tell_changed(tmp_path)
    assert len(sent) == 1
    for nonsense in ("", "x", "-"):
        (tmp_path / launch.PID).write_text(nonsense)
        launch.stop(tmp_path)
    assert len(sent) == 1
    lock.release()


def test_the_command_line(tmp_path: Path) -> None:
    assert launch.agent_command(tmp_path)[-3:] == ("--profile", str(tmp_path), "agent")
    assert "--profile" not in launch.agent_command(profile_dir(None))
    usual, another = launch.agent_entry(profile_dir(None)), launch.agent_entry(tmp_path)
    assert usual.name == "ahoy-agent" and another.name.startswith("ahoy-agent-")
    assert usual.is_kept_alive and another.command == launch.agent_command(tmp_path)
