"""Everything that can go wrong around a person's calls, up to the sentence that their window shows."""

from __future__ import annotations

import asyncio
import functools
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.calling import fetch_token, sign_locally
from core.commands import HangUp, PlaceCall, SaveContact, SetPhone, UseService
from core.engine.account import access, account
from core.service.process.launcher import find_running
from core.snapshots import AppSnapshot, Feature, ServiceState
from core.storage import Store
from tests.engine.engines import RunningEngine
from tests.engine.served import KEY, SECRET, ServedService, joined, settle


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedService]:
    with ServedService(tmp_path_factory.mktemp("service")) as served:
        yield served


def has_failed(snapshot: AppSnapshot) -> bool:
    return snapshot.service.state is ServiceState.FAILED and bool(snapshot.service.message)


def is_online(snapshot: AppSnapshot) -> bool:
    return snapshot.service.state is ServiceState.ONLINE


class TokenServer:
    """A person's backend on loopback; ``answer`` is what it says to the next question."""

    def __init__(self) -> None:
        self.answer: Callable[[http.server.BaseHTTPRequestHandler], None] = self.says("")
        self.asked = threading.Semaphore(0)
        made = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                made.asked.release()
                try:
                    made.answer(self)
                except OSError:
                    return  # the asking side has had enough

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/token"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @staticmethod
    def says(body: str, status: int = 200, **headers: str) -> Callable[..., None]:
        def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body.encode())

        return answer

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def backend() -> Iterator[TokenServer]:
    server = TokenServer()
    yield server
    server.close()


class TestWhoMayComeIn:
    """Tokens, secrets, clocks, user ids."""

    @pytest.mark.parametrize(
        ("secret", "late", "sentence"),
        [
            ("QUFBQUFBQUFBQUFBQUFBQQ==", 0.0, "The application secret is wrong"),
            (SECRET, -3600.0, "has expired: get a new one; if it is new, a clock is wrong."),
            (SECRET, 3600.0, "dated in the future: a clock is wrong."),
        ],
    )
    def test_wrong_secrets_and_wrong_clocks(
        self,
        tmp_path: Path,
        service: ServedService,
        monkeypatch: pytest.MonkeyPatch,
        secret: str,
        late: float,
        sentence: str,
    ) -> None:
        signed = functools.partial(sign_locally, wall_clock=lambda: time.time() + late)
        monkeypatch.setattr(access, "sign_locally", signed)
        settle(tmp_path, "Ada", service.url)
        with RunningEngine(tmp_path) as ada:
            ada.post(UseService(url=service.url, application_key=KEY, application_secret=secret))
            told = ada.wait(lambda s: has_failed(s) and sentence in s.service.message)
            assert "did not let you in" in told.service.message and secret not in told.service.message
            monkeypatch.setattr(access, "sign_locally", sign_locally)
            ada.post(UseService(url=service.url, application_key=KEY, application_secret=SECRET))
            ada.wait(is_online)

    @pytest.mark.parametrize(
        ("settings", "sentence"),
        [
            ({"application_key": "x"}, "The application key must be a UUID in lower case."),
            ({"user_id": "bob smith"}, "A user id must be 1 to 255 of the characters A-Z a-z 0-9 - _ =."),
            ({"url": "http://example.org"}, "address of the call service must be https:// or wss://"),
            ({"url": "x" * 300}, "must be a host that can exist"),
            ({"application_secret": "§§§"}, "The application secret is incomplete"),
        ],
    )
    def test_settings_that_cannot_be_meant(
        self, tmp_path: Path, service: ServedService, settings: dict[str, str], sentence: str
    ) -> None:
        good = {"url": service.url, "application_key": KEY, "application_secret": SECRET}
        settle(tmp_path, "Ada", service.url)
        with RunningEngine(tmp_path) as ada:
            before = ada.wait(has_failed).service.message
            ada.post(UseService(**{**good, **settings}))
            told = ada.wait(lambda s: s.service.message not in ("", before) and sentence in s.service.message)
            assert told.service.message.endswith(".") and "environmentHost" not in told.service.message
            ada.post(UseService(**good))
            ada.wait(is_online)

    @pytest.mark.parametrize(
        ("answer", "sentence"),
        [
            (TokenServer.says("<html>Sign in"), "answered with something that is no token."),
            (TokenServer.says("", 302, Location="http://127.0.0.1:1/"), "answered 302"),
            (TokenServer.says("y" * 100_000), "more than 65536 bytes"),
            (TokenServer.says("sorry", 503), "answered 503"),
            (lambda handler: time.sleep(1.0), "did not answer in time"),
        ],
        ids=["garbage", "redirect", "huge", "error", "slow"],
    )
    def test_a_token_server_with_a_bad_day_is_named_and_asked_again(
        self,
        tmp_path: Path,
        service: ServedService,
        backend: TokenServer,
        monkeypatch: pytest.MonkeyPatch,
        answer: Callable[..., None],
        sentence: str,
    ) -> None:
        monkeypatch.setattr(account, "PROMPT_RETRY", 0.05)
        monkeypatch.setattr(access, "fetch_token", functools.partial(fetch_token, patience=0.4))
        backend.answer = answer
        settle(tmp_path, "Ada", service.url, token_url=backend.url)
        with RunningEngine(tmp_path) as ada:
            told = ada.wait(lambda s: has_failed(s) and sentence in s.service.message)
            assert told.service.message.startswith("Your token server")
            assert not told.service.signs_tokens_here
            backend.answer = lambda handler: TokenServer.says(sign_locally(KEY, SECRET)("ada"))(handler)
            ada.wait(lambda s: is_online(s) and not s.service.message)

    def test_another_persons_token(
        self, tmp_path: Path, service: ServedService, backend: TokenServer
    ) -> None:
        backend.answer = TokenServer.says(sign_locally(KEY, SECRET)("bob"))
        settle(tmp_path, "Ada", service.url, token_url=backend.url)
        with RunningEngine(tmp_path) as ada:
            sentence = "The call service did not let you in: The token is for another user."
            ada.wait(lambda s: has_failed(s) and s.service.message == sentence)


def test_nobody_of_that_name(tmp_path: Path, service: ServedService) -> None:
    with joined(tmp_path, "Ada", service) as ada:
        ada.post(PlaceCall("nobody", video=False))
        ended = ada.wait_for_call("ended")
        assert (ended.end_cause, ended.end_text) == (
            "Failure", "Nobody with this address is known to the call service.",
        )  # fmt: skip
        entry = ada.wait(lambda s: s.history).history[0]
        assert (entry.address, entry.end_text) == ("nobody", ended.end_text)


def test_phone_numbers_that_cannot_be_called(tmp_path: Path, service: ServedService) -> None:
    with joined(tmp_path, "Ada", service) as ada:
        ada.post(SetPhone("030 100001", "DE"))
        online = ada.wait(lambda s: s.profile.own_number == "+4930100001" and s.region == "DE")
        assert {Feature.PHONE_CALLS, Feature.EMERGENCY_CALLS} <= {m.feature for m in online.service.missing}
        for typed, said in (
            ("0171 1234567", "no telephone line"),
            ("+49", "too short"),
            ("+999 123456", "No country"),
            ("1 1 2", "Emergency numbers cannot be called"),
        ):
            ada.post(PlaceCall(typed, video=False))
            ada.wait(lambda s, said=said: s.notice is not None and said in s.notice.text)
        assert not ada.wait(lambda s: True).calls


class TestServiceThatDies:
    """A crash of the call service while a call is being set up: both ends hear of it, both come back."""

    def test_while_it_rings(self, tmp_path: Path) -> None:
        with (
            ServedService(tmp_path / "service") as service,
            joined(tmp_path / "ada", "Ada", service) as ada,
            joined(tmp_path / "bob", "Bob", service) as bob,
        ):
            ada.post(PlaceCall("bob", video=True))
            ada.wait_for_call("ringing")
            bob.wait_for_call("initiating")
            service.kill()
            ended = ada.wait_for_call("ended")
            assert ended.end_text == (
                "The connection to the call service broke while the call was being set up."
            )
            missed = bob.wait(lambda s: not any(c.state == "initiating" for c in s.calls) and s.history)
            assert missed.history[0].name == "Ada"
            service.start()
            ada.wait(is_online)
            bob.wait(is_online)
            ada.post(PlaceCall("bob", video=False))
            again = bob.wait_for_call("initiating")
            bob.post(HangUp(again.call_id))
            assert ada.wait(lambda s: len(s.history) == 2).history[0].end_text == "Bob declined the call."

    def test_before_it_has_answered_at_all(self, tmp_path: Path) -> None:
        with (
            ServedService(tmp_path / "service") as service,
            joined(tmp_path / "ada", "Ada", service) as ada,
        ):
            service.freeze()
            ada.post(PlaceCall("echo", video=False))
            ada.wait_for_call("initiating")
            service.kill()
            # Whether the INVITE was out by then is a matter of milliseconds.
            words = ada.wait_for_call("ended").end_text
            assert "connection to the call service" in words and words.endswith(".")
            away = ada.wait(lambda s: s.service.state is ServiceState.RECONNECTING and s.service.message)
            assert away.service.message.endswith(".") and "'" not in away.service.message
            ada.post(PlaceCall("echo", video=False))
            told = ada.wait(lambda s: s.notice is not None or len(s.history) == 2)
            assert told.notice is not None or told.history[0].end_text.endswith(".")


class TestDisk:
    """What is on disk is full, damaged, or held twice."""

    def test_a_full_disk_keeps_what_was_done_until_the_end_and_says_so(
        self, tmp_path: Path, service: ServedService
    ) -> None:
        with joined(tmp_path, "Ada", service) as ada:
            ada.post(SaveContact("Ann", "ann"))
            ada.wait(lambda s: len(s.contacts) == 2)
            ada.engine.run(limit_pages(ada, 1)).result(10)
            for number in range(40):
                ada.post(SaveContact("Zoë " + "z" * 900, f"zoe-{number}"))
            told = ada.wait(lambda s: len(s.contacts) == 42 and s.notice and "disk is full" in s.notice.text)
            assert told.notice is not None and told.notice.is_error
            assert told.notice.text.startswith("This could not be saved: ")
            ada.post(PlaceCall("echo", video=False))
            ada.post(HangUp(ada.wait_for_call("established").call_id))
            ada.wait(lambda s: s.history)
            ada.engine.run(limit_pages(ada, 100_000)).result(10)
            ada.post(SaveContact("Bea", "bea"))
            ada.wait(lambda s: len(s.contacts) == 43)
        with RunningEngine(tmp_path) as again:
            kept = {c.address for c in again.wait(lambda s: s.is_ready).contacts}
            assert {"echo", "ann", "bea"} <= kept

    @pytest.mark.parametrize(
        "nonsense",
        [
            {"display_name": 5, "user_id": ["x"], "a_newer_setting": True},
            {"display_name": None, "visible_nearby": "yes"},
        ],
    )
    def test_settings_of_another_version_do_no_harm(
        self, tmp_path: Path, service: ServedService, nonsense: dict[str, object]
    ) -> None:
        async def write() -> None:
            store = Store()
            await store.open(tmp_path / "ahoy.sqlite")
            await store.set_setting("profile", nonsense)
            await store.set_setting("service", {"url": 7, "token_url": service.url, "colour": "red"})
            await store.set_setting("devices", {"camera": 9, "smell": "rose"})
            await store.save_contact("Ann", "ann")
            await store.close()

        asyncio.run(write())
        with RunningEngine(tmp_path) as ada:
            ready = ada.wait(lambda s: s.is_ready)
            assert (ready.profile.display_name, ready.service.url) == ("", "")
            assert [c.name for c in ready.contacts] == ["Echo test", "Ann"]

    def test_two_engines_of_one_profile_share_a_service_and_the_second_survives_the_first(
        self, tmp_path: Path
    ) -> None:
        settle(tmp_path, "Ada", "")
        with RunningEngine(tmp_path) as second, RunningEngine(tmp_path) as first:
            first.wait(is_online)
            second.wait(is_online)
            first.post(SaveContact("Ann", "ann"))
            first.wait(lambda s: len(s.contacts) == 2)
            second.post(SaveContact("Bea", "bea"))
            second.wait(lambda s: len(s.contacts) == 2)
            before = find_running(tmp_path / "service")
            starter, other = (first, second) if owns(first) else (second, first)
            starter.engine.stop()
            other.wait(lambda s: s.service.state is ServiceState.RECONNECTING)
            other.wait(is_online)
            after = find_running(tmp_path / "service")
            assert before is not None and after is not None
            assert (after.url, after.pid == before.pid) == (before.url, False)
            other.post(PlaceCall("echo", video=False))
            other.wait_for_call("established")
        with RunningEngine(tmp_path) as again:
            names = [c.name for c in again.wait(lambda s: s.is_ready).contacts]
            assert names == ["Echo test", "Ann", "Bea"]


async def limit_pages(running: RunningEngine, pages: int) -> None:
    connection = running.engine.desk.phonebook.store._file._connection
    assert connection is not None
    connection.execute(f"PRAGMA max_page_count = {pages}")


def owns(running: RunningEngine) -> bool:
    async def pid() -> int:
        process = running.engine.desk._parts.account._process
        return process.pid if process is not None else 0

    return running.engine.run(pid()).result(10) != 0
