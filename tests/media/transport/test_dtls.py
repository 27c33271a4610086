"""A DTLS transport whose handshake ends without keys for media."""

from __future__ import annotations

from aiortc import RTCCertificate
from aiortc.rtcdtlstransport import State
from aiortc.rtcicetransport import RTCIceGatherer, RTCIceTransport
from OpenSSL import SSL

from core.media.transport.dtls import HardenedDtlsTransport


async def test_a_peer_that_has_no_srtp_profile_fails_the_connection_and_raises_nothing() -> None:
    certificate = RTCCertificate.generateCertificate()
    dtls = HardenedDtlsTransport(RTCIceTransport(RTCIceGatherer()), [certificate])
    dtls._ssl = SSL.Connection(SSL.Context(SSL.DTLS_METHOD))
    dtls._setup_srtp()
    assert dtls._state is State.FAILED and dtls._rx_srtp is dtls._tx_srtp is None
