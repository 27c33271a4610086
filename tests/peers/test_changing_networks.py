"""A laptop whose cable is pulled in the middle of a call, with Wi-Fi beside it or found later."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.peers.networks import SERVICE, Machine, SmallInternet, join, make_certificate, small_internet

pytestmark = [
    pytest.mark.skipif(shutil.which("ip") is None, reason="the ip command (iproute2) is not installed"),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="namespaces need root"),
    pytest.mark.timeout(150),
]

URL = f"https://{SERVICE}:7443"
BUDGET = 4.0
"""Seconds in which the call has to go on."""
SOON = 5.0
"""Seconds in which a client has to be registered again once the network is there."""


@pytest.fixture
def internet() -> Iterator[SmallInternet]:
    with small_internet() as made:
        yield made


class Process:
    """A command of ours on one machine, and what it prints."""

    def __init__(self, machine: Machine, *words: str, trusts: Path) -> None:
        self._process = machine.start(*words, environment={"SSL_CERT_FILE": str(trusts)})
        self._lines: list[str] = []
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._changed:
                self._lines.append(line)
                self._changed.notify_all()

    @property
    def said(self) -> str:
        return "".join(self._lines)

    def wait_for(self, text: str, seconds: float = 30.0) -> None:
        """Return once it has printed ``text``."""
        with self._changed:
            found = self._changed.wait_for(lambda: text in self.said, seconds)
        assert found, f"never said {text!r}:\n{self.said}"

    def wait_for_times(self, text: str, times: int, seconds: float) -> float:
        """Return how long it took until it had printed ``text`` so often."""
        begin = time.monotonic()
        with self._changed:
            found = self._changed.wait_for(lambda: self.said.count(text) >= times, seconds)
        assert found, f"not {times} times {text!r} in {seconds} s:\n{self.said}"
        return time.monotonic() - begin

    def end(self, seconds: float = 60.0) -> int:
        return self._process.wait(seconds)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(10)
        self._reader.join(10)
        assert self._process.stdout is not None
        self._process.stdout.close()


KEY = ("--app-key", "11111111-2222-4333-8444-555555555555", "--app-secret", "AAECAwQFBgcICQoLDA0ODw==")


@contextmanager
def talking(internet: SmallInternet, folder: Path, seconds: int) -> Iterator[tuple[Process, Process]]:
    """A service on the router, and a call from the laptop to the desktop that lasts ``seconds``."""
    certificate, private_key = make_certificate(folder)
    started: list[Process] = []

    def start(machine: Machine, name: str, *words: str) -> Process:
        common = (*KEY, "--log", "info", "--profile", str(folder / name))
        started.append(Process(machine, *words, *common, trusts=certificate))
        return started[-1]

    def phone(machine: Machine, name: str, *words: str) -> Process:
        files = ("--audio-out", str(folder / f"{name}.wav"), "--report", str(folder / f"{name}.json"))
        who = ("--user", name, "--service", URL, "--fake-devices")
        return start(machine, name, *words, *who, *files)

    try:
        tls = ("--cert", str(certificate), "--key", str(private_key))
        start(internet.router, "service", "serve", "--listen", "0.0.0.0:7443", *tls).wait_for("listening")
        bob = phone(internet.desktop, "bob", "answer")
        bob.wait_for("online")
        alice = phone(internet.laptop, "alice", "call", "bob", "--seconds", str(seconds))
        alice.wait_for("established")
        yield alice, bob
    finally:
        for process in reversed(started):
            process.kill()


def longest_silence(path: Path) -> float:
    """Return the longest time in seconds in which the recording holds no tone."""
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    block = rate // 50
    levels = np.abs(samples[: len(samples) // block * block].reshape(-1, block)).max(axis=1)
    sounding = np.flatnonzero(levels > 200)
    assert len(sounding) > 50, "nothing was heard"
    return float(np.diff(sounding).max()) / 50


def check(folder: Path, alice: Process, bob: Process) -> None:
    assert alice.end() == 0, alice.said
    assert bob.end() == 0, bob.said
    for name in ("alice", "bob"):
        report = json.loads((folder / f"{name}.json").read_text())
        assert report["endCause"] == "HungUp", report
    gaps = [longest_silence(folder / f"{name}.wav") for name in ("bob", "alice")]
    print(f"longest silence: {gaps[0]:.2f} s at the desktop, {gaps[1]:.2f} s at the laptop")
    assert max(gaps) < BUDGET


def test_the_call_goes_on_over_the_other_interface(internet: SmallInternet, tmp_path: Path) -> None:
    with talking(internet, tmp_path, seconds=14) as (alice, bob):
        time.sleep(3)  # of the call before the trouble
        internet.laptop.ip("link", "set", "eth0", "down")
        check(tmp_path, alice, bob)


def test_the_call_goes_on_over_an_interface_that_came_later(internet: SmallInternet, tmp_path: Path) -> None:
    internet.laptop.ip("link", "set", "wlan0", "down")
    with talking(internet, tmp_path, seconds=16) as (alice, bob):
        time.sleep(2)
        internet.laptop.ip("link", "set", "wlan0", "up")
        internet.laptop.ip("route", "add", "default", "via", "192.0.2.1", "metric", "600")
        time.sleep(1)
        internet.laptop.ip("addr", "flush", "dev", "eth0")
        internet.laptop.ip("link", "set", "eth0", "down")
        check(tmp_path, alice, bob)


def test_registered_again_soon_whatever_happens_to_the_network(
    internet: SmallInternet, tmp_path: Path
) -> None:
    """A VPN that takes the traffic and goes again, and a service that is started anew."""
    certificate, private_key = make_certificate(tmp_path)
    serving = ("serve", "--listen", "0.0.0.0:7443", "--cert", str(certificate), "--key", str(private_key))
    common = (*KEY, "--log", "info", "--profile")

    def serve() -> Process:
        words = (*serving, *common, str(tmp_path / "service"))
        service = Process(internet.router, *words, trusts=certificate)
        service.wait_for("listening")
        return service

    service = serve()
    who = ("answer", "--user", "bob", "--service", URL, "--fake-devices")
    bob = Process(internet.laptop, *who, *common, str(tmp_path / "bob"), trusts=certificate)
    took = {}
    try:
        bob.wait_for("-> online")
        join(internet.laptop, internet.router, "tun0", "10.8.0")
        took["VPN up"] = bob.wait_for_times("-> online", 2, SOON)
        assert "another one now" in bob.said
        internet.laptop.ip("link", "del", "tun0")
        took["VPN down"] = bob.wait_for_times("-> online", 3, SOON)
        service.kill()
        bob.wait_for("Trying again in")
        time.sleep(6)  # as long as an update takes: some attempts fail meanwhile
        service = serve()
        took["service"] = bob.wait_for_times("-> online", 4, SOON)
    finally:
        bob.kill()
        service.kill()
    print(", ".join(f"{name}: {seconds:.1f} s" for name, seconds in took.items()))
