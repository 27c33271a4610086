"""What a gateway is set up with, read from its configuration; and why that cannot be."""

from __future__ import annotations

import errno
import ssl
from pathlib import Path

from core.service.config import GatewayConfig
from core.service.config_table import ENCRYPTIONS
from core.service.errors import ServiceError, ServiceProblem
from core.service.gateway.media.bridge import Encryption, encryption_named
from core.sip.transports.hops import Transport


def encryption_of(config: GatewayConfig) -> Encryption | None:
    """Return what media is protected with, None where the call decides. Raises ``ServiceError``."""
    try:
        return encryption_named(config.encryption)
    except ValueError:
        choices = ", ".join(ENCRYPTIONS)
        sentence = f"{config.encryption!r} is no encryption of the gateway's media: write one of {choices}."
        raise ServiceError(ServiceProblem.CONFIGURATION, sentence) from None


def transport_of(text: str) -> Transport:
    """Return the transport that a listener names. Raises ``ServiceError``."""
    try:
        return Transport(text.lower())
    except ValueError:
        sentence = f"{text!r} is no transport of SIP: write udp, tcp or tls."
        raise ServiceError(ServiceProblem.CONFIGURATION, sentence, transport=text) from None


def trusting(authorities: Path) -> ssl.SSLContext:
    """Return a context that trusts the system's authorities and these. Raises ``ServiceError``."""
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(cafile=str(authorities))
    except (OSError, ssl.SSLError) as error:
        sentence = f"The certificates in {authorities} cannot be read: {error}."
        raise ServiceError(ServiceProblem.CERTIFICATE, sentence, path=str(authorities)) from error
    return context


def listen_error(error: OSError, transport: str, host: str, port: int) -> ServiceError:
    """Return why the gateway cannot listen there."""
    if error.errno == errno.EADDRINUSE:
        sentence = (
            f"{transport.upper()} port {port} on {host} is already in use: the gateway cannot listen there."
        )
        return ServiceError(ServiceProblem.PORT_IN_USE, sentence, host=host, port=port)
    if error.errno == errno.EACCES:
        sentence = f"This user may not listen on port {port}. Choose a port above 1023."
    else:
        sentence = f"The gateway cannot listen on {host} port {port}: this machine has no such address."
    return ServiceError(ServiceProblem.ADDRESS_UNUSABLE, sentence, host=host, port=port)
