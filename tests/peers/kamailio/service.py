"""Kamailio under test: as a whole call service (``service.cfg``, ``bearer.py``) and as a stranger."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

from core.calling import Sinch, SinchClientBuilder, SipAccount
from tests.conformance.catalogue import EVERYTHING, ROOMS, Need
from tests.conformance.services import TokenSigner, token_builder
from tests.free_port import free_port
from tests.peers.kamailio.process import HERE, REALM, Kamailio, fill, find_kamailio
from tests.peers.server_program import StandingService

KEY = "11111111-2222-4333-8444-555555555555"
SECRET = "a2FtYWlsaW8tc2VjcmV0LWtleQ=="
MODULES = ("websocket", "app_python3", "presence_xml", "tsilo")
_TABLES = Path("/usr/share/kamailio/dbtext/kamailio")


class ServiceKamailio(Kamailio):
    """The process, with everything that its configuration reads."""

    config = "service.cfg"

    def __init__(self, program: str, folder: Path, *, children: int = 2, shared_megabytes: int = 64) -> None:
        super().__init__(program, folder, shared_megabytes=shared_megabytes)
        self.set_values(UDP_PORT=str(free_port(socket.SOCK_DGRAM)), CHILDREN=str(children), LOG="0")

    def write_config(self) -> None:
        """Write the configuration, the script and the empty tables of the presence server."""
        super().write_config()
        values = {"APPLICATIONS": json.dumps({KEY: SECRET}), "TURN_SECRET": "shared", "TURN_URLS": "[]"}
        (self._folder / "bearer.py").write_text(fill((HERE / "bearer.py").read_text(), values))
        if not (self._folder / "dbtext").exists():
            shutil.copytree(_TABLES, self._folder / "dbtext")


class RunningKamailio(StandingService):
    """One Kamailio as a service under test."""

    name = ""
    offers: frozenset[Need] = frozenset()
    real_media = False
    sign = TokenSigner(KEY, SECRET)
    server: Kamailio

    @property
    def url(self) -> str:
        """What a person types as the host."""
        return f"http://127.0.0.1:{self.server.port}"

    def room_address(self, room: str) -> str:
        """Return nothing: it has no rooms."""
        return ""


class KamailioService(RunningKamailio):
    """Kamailio with ``service.cfg``: everything that our own service does."""

    name = "kamailio"
    offers = EVERYTHING - ROOMS - {Need.PUSH}

    def builder(self, user: str) -> SinchClientBuilder:
        """Return a builder of a client of ``user``, who registers with tokens."""
        return token_builder(self, user)


class KamailioStranger(RunningKamailio):
    """Kamailio with ``stranger.cfg``: a SIP server that knows users and passwords, and nothing of us."""

    name = "stranger"
    offers = frozenset({Need.RESTART})

    def builder(self, user: str) -> SinchClientBuilder:
        """Return a builder of a client of ``user``, who registers with a password."""
        return Sinch.getSinchClientBuilder().sipAccount(
            SipAccount(self.server.url, user, f"pw-{user}", domain=REALM)
        )


def program() -> str | None:
    """Return Kamailio's path if everything is there that this needs."""
    return find_kamailio(*MODULES)
