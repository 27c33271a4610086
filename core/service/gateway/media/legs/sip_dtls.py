"""DTLS-SRTP with a SIP peer (RFC 5764): one association on one port, without ICE."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from aiortc.rtcdtlstransport import RTCCertificate, RTCDtlsParameters
from pylibsrtp import Session

from core.service.gateway.media.legs.dtls_path import DtlsPath
from core.service.media.legs.client_leg import as_fingerprints
from core.service.media.legs.raw_dtls import RawDtlsTransport

log = logging.getLogger(__name__)

HANDSHAKE_SECONDS = 30.0


CIPHERS = b":".join(
    (
        b"ECDHE-ECDSA-AES128-GCM-SHA256",
        b"ECDHE-ECDSA-CHACHA20-POLY1305",
        b"ECDHE-RSA-AES128-GCM-SHA256",
        b"ECDHE-RSA-CHACHA20-POLY1305",
        b"ECDHE-ECDSA-AES128-SHA",
        b"ECDHE-ECDSA-AES256-SHA",
        b"ECDHE-RSA-AES128-SHA",
        b"ECDHE-RSA-AES256-SHA",
    )
)
"""aiortc's, and the same for peers whose certificates have RSA keys, as those of many phones have."""


class SipCertificate(RTCCertificate):
    """A certificate whose associations also take peers with RSA keys."""

    def _create_ssl_context(self, srtp_profiles: list[Any]) -> Any:
        context = super()._create_ssl_context(srtp_profiles)
        context.set_cipher_list(CIPHERS)
        return context


class SipDtls:
    """Shakes hands at once; ``sending`` and ``receiving`` are there when that has succeeded. Core thread."""

    def __init__(
        self,
        certificate: RTCCertificate,
        fingerprints: tuple[str, ...],
        setup: str,
        send: Callable[[bytes], None],
        on_failed: Callable[[], None],
    ) -> None:
        self._path = DtlsPath(send)
        # Packets are opened where they come in; nothing but the handshake passes through here.
        self._dtls = RawDtlsTransport(self._path, [certificate], _ignore, _ignore)
        self._dtls._set_role("server" if setup == "passive" else "client")
        self._on_failed = on_failed
        self._is_closed = False
        self._task = asyncio.create_task(self._shake_hands(fingerprints), name="gateway-sip-dtls")

    @property
    def is_connected(self) -> bool:
        """Whether the peer has proved who it is."""
        return bool(self._dtls.state == "connected")

    @property
    def sending(self) -> Session | None:
        """What protects our packets; None before the handshake is over."""
        return self._dtls._tx_srtp if self.is_connected else None

    @property
    def receiving(self) -> Session | None:
        """What opens the peer's packets; None before the handshake is over."""
        return self._dtls._rx_srtp if self.is_connected else None

    def put(self, data: bytes) -> None:
        """Take a datagram of the handshake."""
        self._path.put(data)

    async def _shake_hands(self, fingerprints: tuple[str, ...]) -> None:
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                await self._dtls.start(RTCDtlsParameters(fingerprints=as_fingerprints(fingerprints)))
        except Exception as error:
            log.info("the handshake with a SIP peer failed: %s: %s", type(error).__name__, error)
        if not self.is_connected and not self._is_closed:
            self._on_failed()

    async def close(self) -> None:
        """End it. Idempotent."""
        self._is_closed = True
        await self._dtls.stop()
        self._path.close()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


def _ignore(data: bytes) -> None:
    """Do nothing with a packet."""
