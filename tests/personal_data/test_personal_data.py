"""Taking everything along, and removing it: from the program's own functions to the command line."""

from __future__ import annotations

import asyncio
import json
import socket
import zipfile
from functools import partial
from pathlib import Path

import pytest

import main
from core.agent import launch
from core.cli import data
from core.desktop.autostart import DesktopEntries, StartState
from core.desktop.own_program import window_entry
from core.instance.place import instance_place, make_private
from core.personal_data.deletion import delete_profile
from core.personal_data.export import ExportError, export_profile
from core.ports import MemoryVault
from core.service.accounts.keys import AccountKeys, vault_name
from core.snapshots import HistorySnapshot
from core.storage import Contact, Store

CALL = HistorySnapshot("c1", "Åsa", "asa", "inbound", True, 1000.5, 61_000, "HungUp", "It ended.", False)
SERVICE = {"url": "https://calls.example.org", "user_id": "anna", "application_key": "key"}


@pytest.fixture
async def profile(tmp_path: Path) -> Path:
    """A profile that somebody has used."""
    folder = tmp_path / "profile"
    folder.mkdir()
    store = Store()
    await store.open(folder / "ahoy.sqlite")
    await store.add_call(CALL)
    await store.add_contacts([Contact("Åsa", ("asa", "+46812345678"))])
    await store.block("spam")
    await store.set_setting("service", SERVICE)
    await store.set_setting(
        "services", [SERVICE, {"url": "wss://sip.example.org", "user_id": "a"}, "nonsense"]
    )
    await store.close()
    for name in ("logs", "service"):
        (folder / name).mkdir()
        (folder / name / "ahoy.log").write_text("a line\n")
    for name in (
        "window.ini",
        "crash-20260101-000000.txt",
        "ahoy.sqlite.damaged-2026",
        "settings.json.damaged-1",
    ):
        (folder / name).write_text("x")
    return folder


def test_everything_is_taken_along(profile: Path, tmp_path: Path) -> None:
    target = tmp_path / "ahoy.zip"
    assert export_profile(profile, target) == 1
    with zipfile.ZipFile(target) as archive:
        names = set(archive.namelist())
        cards = archive.read("contacts.vcf").decode()
        calls = json.loads(archive.read("calls.json"))
        assert json.loads(archive.read("blocked.json")) == ["spam"]
        assert json.loads(archive.read("settings.json"))["service"] == SERVICE
    assert names == {
        *("README.txt", "contacts.vcf", "calls.json", "blocked.json", "settings.json", "logs/ahoy.log")
    }
    assert "FN:Åsa" in cards and calls[0]["name"] == "Åsa" and calls[0]["started_at"] == 1000.5


def test_what_cannot_be_written_is_said_and_leaves_nothing(profile: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "none" / "a.zip", profile):
        with pytest.raises(ExportError, match=r"\.$"):
            export_profile(profile, target)
    with pytest.raises(ExportError, match="nothing of yours"):
        export_profile(tmp_path / "empty", tmp_path / "a.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["profile"]


def test_a_damaged_profile_is_said(profile: Path, tmp_path: Path) -> None:
    (profile / "ahoy.sqlite").chmod(0o600)
    (profile / "ahoy.sqlite").unlink()
    (profile / "ahoy.sqlite").mkdir()
    with pytest.raises(ExportError, match="cannot be read"):
        export_profile(profile, tmp_path / "a.zip")


class Kept(MemoryVault):
    """A key store that outlives processes."""

    is_persistent = True


def test_everything_is_removed_and_nothing_else(profile: Path, tmp_path: Path) -> None:
    (profile / "my own letter.txt").write_text("dear")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    (profile / "push").symlink_to(outside)
    vault, autostart = Kept(), DesktopEntries(tmp_path / "autostart")
    vault.write("service-secret:https://calls.example.org:key", "s")
    vault.write("sip-password:wss://sip.example.org:a", "p")
    vault.write("of another program", "x")
    asyncio.run(AccountKeys(profile / "service", vault).open(is_in_use=False))
    assert vault.read(vault_name(profile / "service")) is not None
    autostart.set(window_entry(profile), True)
    assert delete_profile(profile, vault, autostart) == []
    assert [each.name for each in profile.iterdir()] == ["my own letter.txt"]
    assert (outside / "kept.txt").exists()
    assert autostart.state(window_entry(profile)) is StartState.OFF
    assert vault.read("of another program") == "x"
    assert vault.read("service-secret:https://calls.example.org:key") is None
    assert vault.read("sip-password:wss://sip.example.org:a") is None
    assert vault.read(vault_name(profile / "service")) is None


def test_the_agent_has_ended_before_files_go(
    profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[bool] = []

    def end(of: Path) -> bool:
        found.append((of / "ahoy.sqlite").exists())
        return False

    monkeypatch.setattr(launch, "end", end)
    (problem,) = delete_profile(profile, MemoryVault(), DesktopEntries(tmp_path))
    assert "agent" in problem and found == [True] and not profile.exists()


def test_an_empty_profile_goes_whole(profile: Path, tmp_path: Path) -> None:
    assert delete_profile(profile, MemoryVault(), DesktopEntries(tmp_path)) == []
    assert not profile.exists()
    assert delete_profile(profile, MemoryVault(), DesktopEntries(tmp_path)) == []


def test_a_key_store_that_fails_is_said(profile: Path, tmp_path: Path) -> None:
    class Broken(MemoryVault):
        def delete(self, name: str) -> None:
            raise RuntimeError("locked")

    problems = delete_profile(profile, Broken(), DesktopEntries(tmp_path))
    assert "accounts' passwords" in problems.pop() and "push subscription" in problems.pop()
    assert any("calls.example.org" in problem for problem in problems)
    assert not profile.exists()


class TestCommandLine:
    def test_export_and_delete(
        self,
        profile: Path,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        assert main.main(["--profile", str(profile), "data", "export", str(tmp_path / "a.zip")]) == 0
        assert "1 call." in capsys.readouterr().out
        assert main.main(["--profile", str(profile), "data", "delete", "--yes"]) == 0
        assert not profile.exists()

    def test_it_asks(self, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for answer in ("", "no", "yes"):
            monkeypatch.setattr("builtins.input", lambda question, answer=answer: answer)
            assert main.main(["--profile", str(profile), "data", "delete"]) == 2
        assert (profile / "ahoy.sqlite").exists()

    def test_not_while_the_app_runs(
        self, profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = instance_place(str(profile))
        make_private(place.lock.parent)
        monkeypatch.setattr(data, "ask", partial(data.ask, limit=0.05))
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(place.address)
            server.listen()  # one that hangs counts as running, too
            assert main.main(["--profile", str(profile), "data", "delete", "--yes"]) == 2
        Path(place.address).unlink()
        assert "quit it first" in capsys.readouterr().err
        assert (profile / "ahoy.sqlite").exists()
