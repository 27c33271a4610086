"""The agent on a real desktop: dunst's buttons answer and decline, the window opens into the call."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from aiohttp import web

from core.agent import launch
from core.agent.subscription_store import ProfilePushStore
from core.calling import CallEndCause, sign_locally
from core.desktop.own_program import own_command
from core.ports import MemoryVault
from core.service.data.application_keys import ApplicationKey
from core.storage import Store
from tests.agent.bobs_home import calling
from tests.calling.conftest import world
from tests.calling.fakes import World
from tests.calling.test_managed_push import PushBureau
from tests.peers.conftest import need
from tests.peers.desktop.session import Session, desktop_session

__all__ = ["world"]
pytestmark = pytest.mark.timeout(150)
ROOT = Path(__file__).resolve().parents[2]
LOGIND = """
import time
from jeepney import DBusAddress, message_bus, new_signal
from jeepney.io.blocking import open_dbus_connection
login = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")
with open_dbus_connection("SYSTEM") as bus:
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
    bus.send(new_signal(login, "PrepareForSleep", "b", (False,)))
    time.sleep(120)
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    for program in ("dunst", "dunstctl", "trayer", "openbox", "xdotool", "dbus-daemon", "dbus-send"):
        need(program)
    with desktop_session(tmp_path) as running:
        yield running


async def wait_for(what: Callable[[], object], seconds: float = 40.0) -> None:
    """Look again and again, beside the loop: each look starts a program."""
    async with asyncio.timeout(seconds):
        while True:
            if await asyncio.to_thread(what):
                return
            await asyncio.sleep(0.1)


class Bob:
    """Bob's profile on the desktop; his window is closed and his agent runs."""

    def __init__(self, bureau: PushBureau, session: Session, folder: Path) -> None:
        self.bureau = bureau
        self.session = session
        self.profile = folder / "profile"
        self.log = folder / "agent.log"

    async def begin(self) -> None:
        bob, _ = await self.bureau.bob()
        await bob.terminateGracefully()
        self.session.environment |= {
            "DBUS_SYSTEM_BUS_ADDRESS": self.session.environment["DBUS_SESSION_BUS_ADDRESS"],
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }
        with self.log.open("w") as log:
            command = (*launch.agent_command(self.profile), "--log", "info")
            self.agent = self.session.start(*command, stderr=log.fileno())
        await wait_for(lambda: self.bureau.service.parts.push.mailboxes.readers == 1)


@pytest.fixture
async def bob(session: Session, world: World, tmp_path: Path) -> AsyncIterator[Bob]:
    bureau = PushBureau(world, tmp_path / "service")
    made = Bob(bureau, session, tmp_path)
    made.profile.mkdir()
    bureau.store = ProfilePushStore(made.profile, MemoryVault())  # type: ignore[assignment]
    await bureau.open()
    await made.begin()
    yield made
    await world.close()
    await bureau.shut()


async def test_a_day_of_the_agent(bob: Bob) -> None:
    """One session for all of it: each start of these programs costs seconds."""
    session = bob.session

    # Declined by the notification's button, without a window.
    alice, heard, call = await calling(bob)  # type: ignore[arg-type]
    await heard.hears("ringing")
    await wait_for(lambda: session.notifications() == 1)
    await asyncio.to_thread(session.choose, "Decline")
    await heard.hears("ended")
    assert call.details.endCause is CallEndCause.DENIED
    await wait_for(lambda: session.notifications() == 0)

    # The caller gives up: the call disappears, and a missed one is told of.
    missed = await alice.callClient.callUser("bob")
    missed.addListener(heard)
    await heard.hears("ringing", 2)
    missed.hangup()
    await heard.hears("ended", 2)
    await wait_for(lambda: session.notifications() == 1)
    assert bob.agent.poll() is None

    # The machine sleeps and wakes up: logind says so, and the stream is opened anew.
    before = bob.log.read_text().count("has woken up")
    # Anybody on the machine's bus may say the same; only logind itself is believed.
    await asyncio.to_thread(
        session.run,
        "dbus-send",
        "--system",
        "--type=signal",
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager.PrepareForSleep",
        "boolean:false",
    )
    session.start(sys.executable, "-c", LOGIND)
    await wait_for(lambda: bob.log.read_text().count("has woken up") == before + 1)
    await wait_for(lambda: bob.bureau.service.parts.push.mailboxes.readers == 1)
    again = await alice.callClient.callUser("bob")
    again.addListener(heard)
    await heard.hears("ringing", 3)
    again.hangup()
    await heard.hears("ended", 3)
    assert bob.log.read_text().count("has woken up") == before + 1


class TokenServer:
    """Signs tokens as a person's own token server does: the window of this test has no key store."""

    def __init__(self, application: ApplicationKey) -> None:
        self._sign = sign_locally(application.key, application.secret)

    async def __aenter__(self) -> str:
        app = web.Application()
        app.router.add_post("/token", self._answer)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}/token"

    async def __aexit__(self, *error: object) -> None:
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        return web.json_response({"token": self._sign((await request.json())["userId"])})


async def settle(bob: Bob, token_url: str) -> None:
    """Leave behind what Bob's window kept."""
    store = Store()
    await store.open(bob.profile / "ahoy.sqlite")
    application, url = bob.bureau.endpoint.application, f"http://127.0.0.1:{bob.bureau.port}"
    await store.set_setting("profile", {"display_name": "Bob", "user_id": "bob"})
    service = {"url": url, "user_id": "bob", "application_key": application.key, "token_url": token_url}
    await store.set_setting("service", service)
    await store.set_setting("instance", bob.bureau.instance_id)
    await store.set_setting("desktop", {"rings_when_closed": True, "told_of_tray": True})
    await store.close()


async def test_answering_opens_the_window_into_the_call(bob: Bob, tmp_path: Path) -> None:
    session, application = bob.session, bob.bureau.endpoint.application
    report = tmp_path / "report.json"
    async with TokenServer(application) as token_url:
        await settle(bob, token_url)
        call = session.start(
            *own_command(tmp_path / "alice", "--fake-devices", "call", "bob"),
            *("--user", "alice", "--service", f"http://127.0.0.1:{bob.bureau.port}"),
            *("--app-key", application.key, "--app-secret", application.secret),
            *("--seconds", "2", "--report", str(report)),
        )
        await wait_for(lambda: session.notifications() == 1)
        await asyncio.to_thread(session.choose, "Answer")
        await wait_for(lambda: session.windows("Ahoy"))
        code = await asyncio.to_thread(call.wait, 90)
        await asyncio.to_thread(session.run, *own_command(bob.profile, "quit"))
    assert code == 0, report.read_text()
    assert await asyncio.to_thread(session.notifications) == 0
    store = Store()
    await store.open(bob.profile / "ahoy.sqlite")
    (entry,) = await store.history()
    await store.close()
    assert entry.address == "alice" and not entry.is_missed and entry.duration_ms > 0
