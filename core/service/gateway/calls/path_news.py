"""Tells the client of a call how the side beyond the gateway is protected, whenever that has changed."""

from __future__ import annotations

from core.network.loopback import is_loopback
from core.service.gateway.calls.reoffers import End
from core.service.gateway.media.bridge import Encryption
from core.sip.transports.hops import Hop, Transport
from core.trust import hops
from core.trust.path_header import CONTENT_TYPE, HEADER, INFO_PACKAGE, Path

_PROTECTIONS = {
    Encryption.NONE: hops.Protection.CLEAR,
    Encryption.SDES: hops.Protection.SDES,
    Encryption.DTLS: hops.Protection.DTLS,
}


def path_beyond(hop: Hop | None, encryption: Encryption | None, *, is_trunk: bool) -> Path:
    """Return what is told of a call whose SIP side is at ``hop``; None is what is not known yet."""
    if hop is None or encryption is None:
        return Path(hops.Party.GATEWAY)
    is_protected = hop.transport is Transport.TLS or is_loopback(hop.host)
    far = hops.Hop(
        hops.Party.PROVIDER if is_trunk else hops.Party.SIP,
        _PROTECTIONS[encryption],
        hops.Signalling.PROTECTED if is_protected else hops.Signalling.CLEAR,
        name=hop.host,
    )
    return Path(hops.Party.GATEWAY, far=far)


class PathNews:
    """News of one call: each client hears what it has not heard, once its call stands."""

    def __init__(self) -> None:
        self._told: tuple[object, str] | None = None

    def tell(self, client: End | None, path: Path) -> None:
        """Tell ``client``, if it takes such news and does not know that."""
        if client is None or not client.session.is_established or path.far is None:
            return
        session, text = client.session, str(path)
        dialog = session.dialog
        if (session, text) == self._told or dialog is None or INFO_PACKAGE not in dialog.remote_packages:
            return
        self._told = (session, text)
        headers = (("Info-Package", INFO_PACKAGE), (HEADER, text))
        session.info(CONTENT_TYPE, b"", client.line.now(), headers)
        client.line.pump()
