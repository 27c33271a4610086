"""In a Flatpak: names the desktop knows, what all runs share, what is started at login from outside."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from core.agent.launch import agent_entry
from core.cli.places import profile_dir
from core.desktop.autostart import StartState, system_autostart
from core.desktop.flatpak import desktop_name
from core.desktop.own_program import window_entry
from core.instance.place import instance_place

NAME = "org.ahoy.Ahoy"


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Be the frozen program of a Flatpak; return the person's own home."""
    for name in ("HOME", "XDG_RUNTIME_DIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "HOME/.var/app" / NAME / "config"))
    monkeypatch.delenv("HOST_XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("FLATPAK_ID", NAME)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/app/lib/ahoy/ahoy")
    return tmp_path / "HOME"


@pytest.mark.skipif(sys.platform != "linux", reason="Flatpaks are of Linux.")
def test_what_the_desktop_starts_is_the_flatpak(inside: Path) -> None:
    entry = window_entry(profile_dir(None))
    assert entry.command == ("flatpak", "run", NAME, "open", "--minimised")
    assert agent_entry(profile_dir(None)).command == ("flatpak", "run", NAME, "agent")
    system_autostart().set(entry, True)
    written = (inside / ".config/autostart/ahoy.desktop").read_text()
    assert f'Exec="flatpak" "run" "{NAME}" "open" "--minimised"\n' in written
    assert f"Icon={NAME}\n" in written
    assert system_autostart().state(entry) is StartState.ON


@pytest.mark.skipif(sys.platform != "linux", reason="Flatpaks are of Linux.")
def test_where_the_person_keeps_configuration_elsewhere(
    inside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOST_XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    system_autostart().set(window_entry(profile_dir(None)), True)
    assert (tmp_path / "elsewhere/autostart/ahoy.desktop").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Flatpaks are of Linux.")
def test_two_runs_meet_in_the_folder_that_both_see(monkeypatch: pytest.MonkeyPatch) -> None:
    # Not tmp_path: with that of a parallel run a socket's path is too long, and another folder taken.
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.delenv("FLATPAK_ID", raising=False)
        assert instance_place("p").lock.parent == Path(folder, "ahoy")
        monkeypatch.setenv("FLATPAK_ID", NAME)
        assert instance_place("p").lock.parent == Path(folder, "app", NAME)


def test_the_desktop_knows_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLATPAK_ID", raising=False)
    assert desktop_name() == "ahoy"
    monkeypatch.setenv("FLATPAK_ID", NAME)
    assert desktop_name() == NAME
