"""A laptop whose cable is pulled in the middle of a call, with Wi-Fi beside it or found later."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.peers.networks import MAIN, SERVICE, Machine, SmallInternet, join, make_certificate, small_internet

pytestmark = [
    pytest.mark.skipif(shutil.which("ip") is None, reason="the ip command (iproute2) is not installed"),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="namespaces need root"),
    pytest.mark.timeout(240),
]

URL = f"https://{SERVICE}:7443"
BUDGET = 4.0
"""Seconds in which the call has to go on."""
ASLEEP = 18.0
LONG = 200
"""Seconds of a call that ends before: how long others take to start nobody knows."""
SOON = 5.0
"""Seconds in which a client has to be registered again once the network is there."""


@pytest.fixture
def internet() -> Iterator[SmallInternet]:
    with small_internet() as made:
        yield made


class Process:
    """A command of ours on one machine, and what it prints."""

    def __init__(self, machine: Machine, *words: str, trusts: Path, program: tuple[str, ...] = MAIN) -> None:
        self._process = machine.start(*words, environment={"SSL_CERT_FILE": str(trusts)}, program=program)
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

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def kill(self) -> None:
        """End it. Idempotent."""
        self._process.kill()
        self._process.wait(10)
        self._reader.join(10)
        assert self._process.stdout is not None
        self._process.stdout.close()


KEY = ("--app-key", "11111111-2222-4333-8444-555555555555", "--app-secret", "AAECAwQFBgcICQoLDA0ODw==")


class Talk:
    """A service on the router, and a call from Alice's laptop to Bob's desktop."""

    alice: Process
    bob: Process

    def __init__(self, internet: SmallInternet, folder: Path) -> None:
        self._internet = internet
        self._folder = folder
        self.certificate, self._key = make_certificate(folder)
        self._started: list[Process] = []
        self.service = self.serve()

    def start(self, machine: Machine, name: str, *words: str) -> Process:
        common = (*KEY, "--log", "info", "--profile", str(self._folder / name))
        self._started.append(Process(machine, *words, *common, trusts=self.certificate))
        return self._started[-1]

    def serve(self) -> Process:
        tls = ("--cert", str(self.certificate), "--key", str(self._key))
        service = self.start(self._internet.router, "service", "serve", "--listen", "0.0.0.0:7443", *tls)
        service.wait_for("listening")
        return service

    def phone(self, machine: Machine, name: str, *words: str) -> Process:
        files = (
            "--audio-out",
            str(self._folder / f"{name}.wav"),
            "--report",
            str(self._folder / f"{name}.json"),
        )
        who = ("--user", name, "--service", URL, "--fake-devices")
        return self.start(machine, name, *words, *who, *files)

    def call(self, seconds: int) -> None:
        self.bob = self.phone(self._internet.desktop, "bob", "answer")
        self.bob.wait_for("online")
        self.alice = self.phone(self._internet.laptop, "alice", "call", "bob", "--seconds", str(seconds))
        self.alice.wait_for("established")

    def hang_up(self) -> None:
        """Let Alice hang up, after a moment of talk."""
        time.sleep(3)
        self.alice.signal(signal.SIGTERM)

    def end(self) -> None:
        for process in reversed(self._started):
            process.kill()


@contextmanager
def talking(internet: SmallInternet, folder: Path, seconds: int) -> Iterator[Talk]:
    """Let a call begin that lasts ``seconds``."""
    talk = Talk(internet, folder)
    try:
        talk.call(seconds)
        yield talk
    finally:
        talk.end()


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


def check(folder: Path, talk: Talk, *, asleep: float = 0.0) -> None:
    assert talk.alice.end() == 0, talk.alice.said
    assert talk.bob.end() == 0, talk.bob.said
    for name in ("alice", "bob"):
        report = json.loads((folder / f"{name}.json").read_text())
        assert report["endCause"] == "HungUp", report
    gaps = [longest_silence(folder / f"{name}.wav") for name in ("bob", "alice")]
    print(f"longest silence: {gaps[0]:.2f} s at the desktop, {gaps[1]:.2f} s at the laptop")
    assert max(gaps) < asleep + BUDGET


def test_the_call_goes_on_over_the_other_interface(internet: SmallInternet, tmp_path: Path) -> None:
    with talking(internet, tmp_path, seconds=14) as talk:
        time.sleep(3)  # of the call before the trouble
        internet.laptop.ip("link", "set", "eth0", "down")
        check(tmp_path, talk)


def test_the_call_goes_on_over_an_interface_that_came_later(internet: SmallInternet, tmp_path: Path) -> None:
    internet.laptop.ip("link", "set", "wlan0", "down")
    with talking(internet, tmp_path, seconds=16) as talk:
        time.sleep(2)
        internet.laptop.ip("link", "set", "wlan0", "up")
        internet.laptop.ip("route", "add", "default", "via", "192.0.2.1", "metric", "600")
        time.sleep(1)
        internet.laptop.ip("addr", "flush", "dev", "eth0")
        internet.laptop.ip("link", "set", "eth0", "down")
        check(tmp_path, talk)


def test_a_vpn_and_a_service_that_is_started_anew_in_a_call(internet: SmallInternet, tmp_path: Path) -> None:
    """A VPN takes the traffic and goes again, the service ends and comes back: all the while they talk."""
    took = {}
    with talking(internet, tmp_path, seconds=LONG) as talk:
        join(internet.laptop, internet.router, "tun0", "10.8.0")
        took["VPN up"] = talk.alice.wait_for_times("-> online", 2, SOON)
        assert "another one now" in talk.alice.said
        internet.laptop.ip("link", "del", "tun0")
        took["VPN down"] = talk.alice.wait_for_times("-> online", 3, SOON)
        talk.service.kill()
        talk.alice.wait_for("Trying again in")
        time.sleep(6)  # as long as an update takes: some attempts fail meanwhile
        talk.serve()
        took["service"] = talk.alice.wait_for_times("-> online", 4, SOON)
        talk.bob.wait_for_times("-> online", 2, SOON)
        talk.hang_up()
        check(tmp_path, talk)
    print(", ".join(f"{name}: {seconds:.1f} s" for name, seconds in took.items()))


def test_a_laptop_that_sleeps_in_a_call(internet: SmallInternet, tmp_path: Path) -> None:
    """Stopped as a machine is that sleeps: its clock has gone on. Others hear silence, and no end."""
    with talking(internet, tmp_path, seconds=LONG) as talk:
        time.sleep(2)
        talk.alice.signal(signal.SIGSTOP)
        time.sleep(ASLEEP)
        talk.alice.signal(signal.SIGCONT)
        took = talk.alice.wait_for_times("-> online", 2, SOON)
        talk.hang_up()
        check(tmp_path, talk, asleep=ASLEEP)
    print(f"awake: registered again in {took:.1f} s")


PORTAL = """
import asyncio, ssl, sys
from aiohttp import web

async def main():
    async def page(request):
        return web.Response(status=302, headers={"Location": "http://login.hotel.test/?room"})
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", page)
    runner = web.AppRunner(app)
    await runner.setup()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    await web.TCPSite(runner, "0.0.0.0", 80).start()
    await web.TCPSite(runner, "0.0.0.0", 7443, ssl_context=context).start()
    print("the portal stands", flush=True)
    await asyncio.sleep(3600)

asyncio.run(main())
"""


def test_a_hotel_that_wants_a_sign_in(internet: SmallInternet, tmp_path: Path) -> None:
    """The network answers in the service's place: without TLS by a redirection, with it as another host."""
    (tmp_path / "hotel").mkdir()
    files = [str(each) for each in make_certificate(tmp_path / "hotel", "198.51.100.99")]
    talk = Talk(internet, tmp_path)
    network = None
    try:
        bob = talk.phone(internet.laptop, "bob", "answer")
        bob.wait_for("-> online")
        talk.service.kill()
        network = Process(internet.router, *files, trusts=talk.certificate, program=("-c", PORTAL))
        network.wait_for("the portal stands")
        bob.wait_for("This network wants you to sign in first")
        network.kill()
        talk.serve()
        online = bob.wait_for_times("-> online", 2, SOON)
    finally:
        if network is not None:
            network.kill()
        talk.end()
    print(f"signed in: registered in {online:.1f} s")
