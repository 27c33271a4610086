"""A network that wants a log-in answers in the service's place: no refusal, and over after the log-in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from core.commands import UseService
from core.engine.account import account
from core.snapshots import ServiceState
from tests.engine.engines import RunningEngine
from tests.engine.served import KEY, SECRET, ServedService, settle


@contextmanager
def log_in_page(address: str, status: int) -> Iterator[None]:
    """Answer everything at ``address`` with a page for people."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Location", "http://login.example/")
            self.end_headers()
            self.wfile.write(b"<html>Welcome to our hotel</html>")

        def log_message(self, format: str, *words: object) -> None:
            pass

    host, _, port = address.partition(":")
    with ThreadingHTTPServer((host, int(port)), Page) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join(5)


def test_a_log_in_page_is_no_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "PROMPT_RETRY", 0.1)
    with ServedService(tmp_path / "service") as service:
        service.kill()
        settle(tmp_path / "ada", "Ada", service.url)
        with RunningEngine(tmp_path / "ada") as ada:
            ada.post(UseService(url=service.url, application_key=KEY, application_secret=SECRET))
            for status, words in ((302, "answered 302"), (403, "(403)")):
                with log_in_page(service.url.removeprefix("ws://"), status):
                    told = ada.wait(lambda s, words=words: words in s.service.message)
                    assert "did not let you in" not in told.service.message
            service.start()  # somebody has logged in; nobody has to click anything in Ahoy
            ada.wait(lambda s: s.service.state is ServiceState.ONLINE and not s.service.message)
