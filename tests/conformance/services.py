"""The services that scenarios run on: where they are, who signs their tokens, what they offer."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from core.calling import Sinch, SinchClientBuilder
from core.identity import sign_token
from core.service.conference.config import ConferenceConfig
from core.service.conference.loading import load_conference_media
from core.service.config import EchoConfig, ServiceConfig
from core.service.service import CallService
from tests.conformance.catalogue import EVERYTHING, WITHOUT_RESTART, Need
from tests.service.conference.fake_media import FakeConferenceMedia


@dataclass(frozen=True, slots=True)
class TokenSigner:
    """Signs registration tokens of one application."""

    key: str
    secret: str = field(repr=False)

    def __call__(
        self, user: str, *, issued_ago: float = 0.0, lifetime: int = 600, secret: str = "", key: str = ""
    ) -> str:
        """Return a fresh token of ``user``."""
        now, nonce = time.time() - issued_ago, uuid.uuid4().hex
        return sign_token(
            key or self.key, secret or self.secret, user, now=now, nonce=nonce, lifetime=lifetime
        )


class Service(Protocol):
    """One service under test."""

    @property
    def name(self) -> str:
        """What the table of results calls it."""

    @property
    def url(self) -> str:
        """What a person types as the host."""

    @property
    def sign(self) -> TokenSigner:
        """What signs tokens that it believes."""

    @property
    def real_media(self) -> bool:
        """Whether its rooms need clients whose calls have ICE, DTLS-SRTP and codecs."""

    @property
    def offers(self) -> frozenset[Need]:
        """What it does beyond plain SIP; ``stop`` and ``start`` work in mid-scenario with ``RESTART``."""

    def builder(self, user: str) -> SinchClientBuilder:
        """Return a builder of a client of ``user``, which lacks a runtime only."""

    def room_address(self, room: str) -> str:
        """Return whom to call to be in ``room``; empty where rooms are called by their id."""

    async def start(self) -> None:
        """Start, on the same port when it ran before."""

    async def stop(self) -> None:
        """Stop at once."""

    async def leave(self) -> None:
        """End what was started for this scenario alone."""


def token_builder(service: Service, user: str) -> SinchClientBuilder:
    """Return a builder of a client that registers with tokens."""
    builder = Sinch.getSinchClientBuilder().applicationKey(service.sign.key).userId(user)
    return builder.environmentHost(service.url)


async def _words_for_media() -> FakeConferenceMedia:
    return FakeConferenceMedia()


class OwnService:
    """Our call service on the loop of the test."""

    name = "embedded"

    def __init__(self, folder: Path, *, real_media: bool = False) -> None:
        """Without ``real_media`` its rooms have words for descriptions, and carry nothing: that is fast."""
        self._folder = folder
        self.real_media = real_media
        self.offers = EVERYTHING if real_media else EVERYTHING - {Need.ROOM_PICTURES}
        self._service: CallService | None = None
        self._port = 0
        self._sign: TokenSigner | None = None

    @property
    def url(self) -> str:
        """What a person types as the host."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def sign(self) -> TokenSigner:
        """What signs tokens that it believes."""
        assert self._sign is not None
        return self._sign

    def builder(self, user: str) -> SinchClientBuilder:
        """Return a builder of a client of ``user``."""
        return token_builder(self, user)

    def room_address(self, room: str) -> str:
        """Return nothing: rooms have ids."""
        return ""

    async def start(self) -> None:
        """Start, on the same port when it ran before."""
        config = ServiceConfig(
            self._folder,
            listen_port=self._port,
            echo=EchoConfig(enabled=False),
            conferences=ConferenceConfig(enabled=True),
        )
        load = load_conference_media if self.real_media else _words_for_media
        self._service = CallService(config, load_rooms=load)
        endpoint = await self._service.start()
        self._port = endpoint.port
        self._sign = TokenSigner(endpoint.application.key, endpoint.application.secret)

    async def stop(self) -> None:
        """Stop at once."""
        service, self._service = self._service, None
        if service is not None:
            await service.stop(0.5)

    async def leave(self) -> None:
        """Stop: every scenario has a service of its own."""
        await self.stop()


@dataclass(frozen=True, slots=True)
class RemoteService:
    """A service that somebody else runs, given by ``--service``."""

    url: str
    sign: TokenSigner
    name: str = "given"
    real_media: bool = True
    offers: frozenset[Need] = WITHOUT_RESTART

    def builder(self, user: str) -> SinchClientBuilder:
        """Return a builder of a client of ``user``."""
        return token_builder(self, user)

    def room_address(self, room: str) -> str:
        """Return nothing: rooms have ids."""
        return ""

    async def start(self) -> None:
        """Do nothing: it runs."""

    async def stop(self) -> None:
        """Do nothing: it goes on."""

    async def leave(self) -> None:
        """Do nothing: it goes on."""


ServiceFactory = Callable[[Path], Service]
"""Makes the service of one scenario, given a folder for it."""
