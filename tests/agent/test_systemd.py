"""The agent as a unit of systemd: what is written, what is asked, and when another way is taken."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest

from core.agent import systemd
from core.agent.systemd import AgentAutostart, SystemdUnits, agent_autostart
from core.desktop.autostart import AutostartError, DesktopEntries, StartEntry, StartState

ENTRY = StartEntry(
    "ahoy-agent", "Ahoy agent", ("/opt/A hoy/python", "/opt/100%/$HOME/main.py", 'a"b\\c', "agent")
)


class Manager:
    """Stands in for systemctl."""

    def __init__(self, *, works: bool = True) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.works = works

    def __call__(self, *words: str) -> bool:
        self.asked.append(words)
        return self.works


def test_written_started_stopped_and_removed(tmp_path: Path) -> None:
    manager = Manager()
    units = SystemdUnits(tmp_path / "user", manager)
    assert units.state(ENTRY) is StartState.OFF
    units.set(ENTRY, True)
    assert units.state(ENTRY) is StartState.ON
    assert manager.asked == [("daemon-reload",), ("start", "ahoy-agent.service")]
    unit = ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(tmp_path / "user" / "ahoy-agent.service")
    assert unit["Service"]["Restart"] == "on-failure" and unit["Install"]["WantedBy"] == systemd.TARGET
    assert unit["Service"]["ExecStart"] == (
        r'"/opt/A hoy/python" "/opt/100%%/$$HOME/main.py" "a\"b\\c" "agent"'
    )
    wanted = tmp_path / "user" / f"{systemd.TARGET}.wants" / "ahoy-agent.service"
    assert wanted.resolve() == tmp_path / "user" / "ahoy-agent.service"
    units.set(ENTRY, True)
    units.set(ENTRY, False)
    units.set(ENTRY, False)
    assert units.state(ENTRY) is StartState.OFF
    assert not wanted.is_symlink() and not (tmp_path / "user" / "ahoy-agent.service").exists()
    assert manager.asked[-2:] == [("stop", "ahoy-agent.service"), ("daemon-reload",)]


def test_the_window_outlives_the_agent(tmp_path: Path) -> None:
    # The window that the agent opened is in the unit's control group, and systemd's own KillMode is that
    # group: a call, or the removal of a profile, would be cut off as soon as the agent stops or fails.
    SystemdUnits(tmp_path, Manager()).set(ENTRY, True)
    assert "KillMode=process" in (tmp_path / "ahoy-agent.service").read_text().splitlines()


def test_a_program_that_has_moved(tmp_path: Path) -> None:
    units = SystemdUnits(tmp_path, Manager(works=False))
    units.set(ENTRY, True)
    moved = StartEntry(ENTRY.name, ENTRY.title, ("/elsewhere", "agent"))
    assert units.state(moved) is StartState.MOVED
    units.set(moved, True)
    assert units.state(moved) is StartState.ON
    (tmp_path / "ahoy-agent.service").write_text("nonsense")
    assert units.state(moved) is StartState.OFF


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    units = SystemdUnits(tmp_path / "file", Manager())
    with pytest.raises(AutostartError):
        units.set(ENTRY, True)
    with pytest.raises(AutostartError):
        SystemdUnits(tmp_path, Manager()).set(StartEntry("a", "A", ("line\nbreak",)), True)


def test_one_way_at_a_time(tmp_path: Path) -> None:
    usual, units = DesktopEntries(tmp_path / "autostart"), SystemdUnits(tmp_path / "user", Manager())
    AgentAutostart(usual, None).set(ENTRY, True)
    assert usual.state(ENTRY) is StartState.ON
    both = AgentAutostart(usual, units)
    both.set(ENTRY, True)
    assert usual.state(ENTRY) is StartState.OFF and both.state(ENTRY) is StartState.ON
    both.set(ENTRY, False)
    assert units.state(ENTRY) is usual.state(ENTRY) is StartState.OFF


@pytest.mark.parametrize(("code", "is_unit"), [(0, True), (3, False)])
def test_where_there_is_such_a_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, is_unit: bool
) -> None:
    program = tmp_path / "systemctl"
    program.write_text(f"#!/bin/sh\nexit {code}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    agent_autostart().set(ENTRY, True)
    assert (tmp_path / "config" / "systemd" / "user" / "ahoy-agent.service").exists() is is_unit
    assert (tmp_path / "config" / "autostart" / "ahoy-agent.desktop").exists() is not is_unit


def test_without_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    agent_autostart().set(ENTRY, True)
    assert agent_autostart().state(ENTRY) is StartState.ON
    assert (tmp_path / "config" / "autostart" / "ahoy-agent.desktop").exists()
