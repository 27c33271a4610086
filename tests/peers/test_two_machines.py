"""Two machines on one network, as network namespaces joined by a cable: they find and call each other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

NEIGHBOUR = Path(__file__).with_name("neighbour.py")
LIMIT = 100.0

pytestmark = [
    pytest.mark.skipif(shutil.which("ip") is None, reason="the ip command (iproute2) is not installed"),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="namespaces need root"),
    pytest.mark.timeout(150),
]


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, timeout=20)


@pytest.fixture
def machines() -> Iterator[tuple[str, str]]:
    """Two namespaces, each with an own loopback and one end of a cable; nothing else is reachable."""
    names = (f"ahoy-a-{os.getpid()}", f"ahoy-b-{os.getpid()}")
    cable = (f"aha{os.getpid() % 10**6}", f"ahb{os.getpid() % 10**6}")
    try:
        for name in names:
            ip("netns", "add", name)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"this system lets nobody make namespaces: {error.stderr.decode().strip()}")
    try:
        ip("link", "add", cable[0], "type", "veth", "peer", "name", cable[1])
        for number, (name, end) in enumerate(zip(names, cable, strict=True), start=1):
            ip("link", "set", end, "netns", name)
            ip("-n", name, "addr", "add", f"198.51.100.{number}/24", "dev", end)
            ip("-n", name, "link", "set", end, "up")
            ip("-n", name, "link", "set", "lo", "up")
        yield names
    finally:
        for name in names:
            subprocess.run(["ip", "netns", "del", name], capture_output=True, timeout=20)


def start(machine: str, profile: Path, *words: str) -> subprocess.Popen[str]:
    command = ["ip", "netns", "exec", machine, sys.executable, str(NEIGHBOUR), str(profile), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def outcome(process: subprocess.Popen[str]) -> dict[str, object]:
    said, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 0, said
    met, told = said.splitlines()
    assert met == "met"
    result: dict[str, object] = json.loads(told)
    return result


def test_two_machines_find_each_other_and_talk(machines: tuple[str, str], tmp_path: Path) -> None:
    bob = start(machines[1], tmp_path / "bob", "Bob", "Alice", "answer")
    alice = start(machines[0], tmp_path / "alice", "Alice", "Bob", "call")
    try:
        told = outcome(alice)
        assert (told["end"], told["words"]) == ("HungUp", "You hung up.")
        assert str(told["address"]).endswith(".ahoy.invalid")
        assert outcome(bob) == {"end": "HungUp", "caller": "Alice", "unverified": True}
    finally:
        for process in (alice, bob):
            process.kill()
            process.wait(10)
