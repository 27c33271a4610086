"""The call service as a package: it runs as its unit says, and keeps what it knows when it is upgraded."""

from __future__ import annotations

import configparser
import json
import re
import sys
from pathlib import Path

import pytest
from shipping.bundle import Bundle
from shipping.linux import deb, trees
from shipping.places import BUILD
from shipping.places import ROOT as SOURCES

from tests.packaging.installed.conftest import made
from tests.packaging.installed.roots import Root

pytestmark = pytest.mark.timeout(900)
NEWER = "99.1"
UNIT = trees.SERVICE / "ahoy-service.service"


def running(commands: str) -> str:
    """Return a line of shell that starts the service as the unit does, and runs ``commands`` beside it."""
    unit = configparser.RawConfigParser(strict=False)
    unit.read_string(UNIT.read_text(encoding="utf-8"))
    assert unit["Service"]["User"] == "ahoy"
    start = unit["Service"]["ExecStart"]
    return f"""
. /etc/ahoy/service.env
setpriv --reuid ahoy --regid ahoy --init-groups --no-new-privs --bounding-set=-all {start} >/tmp/log 2>&1 &
until grep -q 'listens on' /tmp/log; do
    kill -0 $! 2>/dev/null || break
    sleep 0.1
done
{commands}
kill -TERM $! 2>/dev/null
wait $! || {{ code=$?; cat /tmp/log; exit $code; }}
"""


@pytest.fixture(scope="module")
def system(bare: Root) -> Root:
    bare.install("systemd-sysv", "dbus", bare.take(made("ahoy-service_{version}_{debian}.deb")))
    return bare


def test_it_has_a_user_and_places_of_its_own(system: Root) -> None:
    said = system.run("stat -c '%n %U:%G %a' /etc/ahoy /etc/ahoy/* /var/lib/ahoy; getent passwd ahoy").words
    assert said.splitlines()[:4] == [
        "/etc/ahoy root:ahoy 750",
        "/etc/ahoy/service.env root:ahoy 640",
        "/etc/ahoy/service.toml root:ahoy 640",
        "/var/lib/ahoy ahoy:ahoy 700",
    ]
    assert said.strip().endswith(":/var/lib/ahoy:/usr/sbin/nologin")
    assert system.run("systemctl is-enabled ahoy-service").words == "enabled\n"


def test_nothing_of_a_window_is_in_it(system: Root) -> None:
    assert system.holds("usr/lib/ahoy-service/_internal/PySide6*") == []
    assert system.run("command -v python3", check=False).code != 0


def test_it_starts_as_the_unit_says_and_ends_when_asked(system: Root) -> None:
    done = system.run(running("ahoy-service status; ahoy-service apps add --name shop --json"))
    status, _, rest = done.words.partition("{")
    assert re.search(r"^state +running$", status, re.MULTILINE)
    app = json.loads("{" + rest)
    assert app["key"] and app["secret"]
    system.run('test -z "$(find /var/lib/ahoy -not -user ahoy)"')


def test_systemd_runs_it_as_the_unit_says_and_calls_go_through_it(system: Root, tmp_path: Path) -> None:
    with system.booted() as booted:
        started = booted.run("systemctl", "is-active", "--wait", "ahoy-service")
        assert started.words == "active\n", booted.run("journalctl", "-u", "ahoy-service").words
        app = json.loads(booted.run("ahoy-service", "apps", "add", "--json").words)
        keys = ["--app-key", app["key"], "--app-secret", app["secret"], "--service", "http://127.0.0.1:7443"]
        call = ["call", "echo", "--user", "alice", "--video", "--seconds", "4", "--fake-devices", *keys]
        report = tmp_path / "call.json"
        options = ["--profile", str(tmp_path / "profile"), "--report", str(report)]
        done = booted.run_beside(sys.executable, str(SOURCES / "main.py"), *call, *options)
        assert done.code == 0, done.words + booted.run("journalctl", "-u", "ahoy-service").words
        assert booted.run("systemctl", "reload", "ahoy-service").code == 0
        assert booted.run("systemctl", "is-active", "ahoy-service").words == "active\n"
        assert booted.run("systemctl", "stop", "ahoy-service").code == 0
        said = booted.run("journalctl", "--unit", "ahoy-service", "--output", "cat", "--no-pager").words
    assert "The call service listens on ws://127.0.0.1:7443/sip" in said
    assert not re.search("Traceback|denied|not permitted|Failed|code=", said), said
    tracks = json.loads(report.read_text())["media"]["tracks"]
    received = {each["kind"]: each for each in tracks if each["type"] == "inbound-rtp"}
    assert received["audio"]["packetsReceived"] > 50 and received["video"]["framesDecoded"] > 10


def test_an_upgrade_keeps_state_and_configuration(system: Root, tmp_path: Path) -> None:
    system.run("printf '[gateway]\\ncalls = 51\\n' >>/etc/ahoy/service.toml; chmod 600 /etc/ahoy/service.env")
    before = applications(system)
    newer = deb.build(
        trees.service(Bundle("ahoy-service", BUILD / "bundles/ahoy-service"), NEWER), tmp_path, is_quick=True
    )
    system.run(f"dpkg --install {system.take(newer)}")
    assert system.run("dpkg-query -W -f '${Version}' ahoy-service").words == NEWER
    assert "shop" in before and applications(system) == before
    assert system.run("tail -n 1 /etc/ahoy/service.toml").words == "calls = 51\n"
    assert system.run("stat -c %a /etc/ahoy/service.env").words == "600\n"


def applications(system: Root) -> str:
    done = system.run(running("ahoy-service apps list --json"))
    return done.words


def test_a_configuration_that_makes_no_sense_is_told_in_a_sentence(system: Root) -> None:
    system.run("cp /etc/ahoy/service.toml /root/; echo 'colour = 1' >>/etc/ahoy/service.toml")
    done = system.run(running("true"), check=False)
    system.run("cat /root/service.toml >/etc/ahoy/service.toml")
    assert done.code == 2
    assert "[gateway] knows no 'colour'" in done.words


def test_state_stays_when_it_is_removed_and_goes_when_it_is_purged(system: Root) -> None:
    system.run("apt-get -y -qq remove ahoy-service")
    assert system.holds("var/lib/ahoy/*") and system.holds("etc/ahoy/service.toml")
    assert system.holds("usr/lib/ahoy-service") == []
    system.run("dpkg --purge ahoy-service")
    left = system.run("find / -xdev -iname '*ahoy*' -not -path '/root/*'").words.split()
    assert left == []
