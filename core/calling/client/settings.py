"""What one client was built with."""

from __future__ import annotations

from dataclasses import dataclass

from core.calling.client.sip_account import SipAccount
from core.calling.signalling.service_address import ServiceAddress


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """What a built client knows about itself."""

    application_key: str
    user_id: str
    address: ServiceAddress
    caller_identifier: str = ""
    account: SipAccount | None = None
