"""What the package of the service brings beside the program."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from core.cli.arguments import build_parser
from core.service import config_file
from core.service.conference.config import ConferenceConfig
from core.service.config import GatewayConfig
from core.service.config_table import Table
from core.service.push.config import PushConfig

SERVICE = Path(__file__).resolve().parents[2] / "packaging" / "service"
TOML = (SERVICE / "service.toml").read_text(encoding="utf-8")
SETTING = re.compile(r'#(\[.*|"[^"]+" = .*|[a-z_]+ = .*)')
WORST_EXPOSURE = 2.0


def in_force() -> str:
    """Return the configuration with everything in it no longer commented out."""
    return "\n".join(line[1:] for line in TOML.splitlines() if SETTING.fullmatch(line))


def unit() -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string((SERVICE / "ahoy-service.service").read_text(encoding="utf-8"))
    return dict(parser["Service"])


def read(text: str, folder: Path) -> tuple[GatewayConfig, ConferenceConfig, PushConfig]:
    (folder / "trunk.password").write_text("a password\n")
    (folder / "service.toml").write_text(text, encoding="utf-8")
    return config_file.read_config(folder / "service.toml")


def test_as_it_is_installed_it_changes_nothing(tmp_path: Path) -> None:
    assert read(TOML, tmp_path) == read("", tmp_path)


def test_every_line_of_it_makes_sense(tmp_path: Path) -> None:
    gateway, conferences, push = read(in_force(), tmp_path)
    assert gateway.enabled and gateway.phone.trunks and gateway.phone.numbers and gateway.phone.users
    assert conferences.enabled and push.contact
    usual = GatewayConfig()
    written = {
        each.name for each in fields(usual) if getattr(gateway, each.name) != getattr(usual, each.name)
    }
    assert {"listeners", "public_host", "allowed_networks", "callable_networks", "prompts"} <= written


def test_it_names_everything_that_can_be_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, set[str]] = {}
    monkeypatch.setattr(Table, "know", lambda table, names: known.setdefault(table.name, set()).update(names))
    read(in_force(), tmp_path)
    known["[[trunk]]"] = known.pop("[[trunk]] 1") - {"password"}
    known["[phone]"].discard("users")
    said: dict[str, set[str]] = {}
    for line in in_force().splitlines():
        if line.startswith("["):
            table = said.setdefault(line, set())
        elif not line.startswith('"'):
            table.add(line.split(" = ")[0])
    # Spelled out for one user are not all limits, since they are those of [phone].
    assert said.pop("[phone.users.alice]") <= known.pop("[phone.users.alice]")
    assert said.pop("[numbers]") == set()
    assert said == known, "packaging/service/service.toml and what the service reads are not the same"


def test_what_is_said_as_the_usual_is_the_usual() -> None:
    usual = GatewayConfig()
    assert f"#calls = {usual.calls} " in TOML
    assert f"#media_ports = {list(usual.media_ports)} " in TOML


def test_the_unit_starts_what_the_command_line_understands() -> None:
    words = shlex.split(unit()["ExecStart"])
    assert words[0] == "/usr/bin/ahoy-service" and words[-1] == "$OPTIONS"
    given = build_parser().parse_args(["serve", *words[1:-1]])
    assert f'Path("/var/lib/{unit()["StateDirectory"]}")' in (SERVICE / "program.py").read_text()
    assert given.config == Path("/etc") / unit()["ConfigurationDirectory"] / "service.toml"


def test_the_examples_of_options_are_understood() -> None:
    lines = re.findall(r'^#?OPTIONS="(.*)"$', (SERVICE / "service.env").read_text(), re.MULTILINE)
    assert len(lines) == 3 and lines[-1] == ""
    for line in lines:
        build_parser().parse_args(["serve", *shlex.split(line)])


def test_the_user_is_the_one_that_is_made() -> None:
    kind, name, _, *rest = shlex.split((SERVICE / "ahoy-service.sysusers").read_text())
    assert (kind, name, rest[1]) == ("u", unit()["User"], "/var/lib/ahoy")


def test_calls_have_longer_to_end_than_the_service_waits_for_them() -> None:
    assert int(unit()["TimeoutStopSec"]) > 30 + 10


def test_the_unit_gives_away_little() -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", SERVICE / "ahoy-service.service"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"Overall exposure level for ahoy-service.service: ([0-9.]+)", done.stdout)
    assert found is not None, done.stderr
    assert float(found[1]) <= WORST_EXPOSURE


@pytest.mark.parametrize("script", sorted(SERVICE.glob("debian/*")) + sorted(SERVICE.glob("rpm/*")), ids=str)
def test_scripts_are_shell(script: Path) -> None:
    subprocess.run(["sh", "-n", script], check=True)
    first = script.read_text().splitlines()[0]
    assert (first == "#!/bin/sh") is (script.parent.name == "debian")
