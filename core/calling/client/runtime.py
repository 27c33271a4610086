"""What a client runs on: clocks, randomness, media and the way to the service, all replaceable."""

from __future__ import annotations

import random
import ssl
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from core.calling.client.managed_push import PushStore
from core.calling.client.network import WatchAddresses
from core.calling.machine.timers import CallTimeouts
from core.calling.ports import LinkFactory, MediaFactory
from core.media.devices.capture import LocalMedia
from core.network.address_watch import AddressWatch
from core.sip.ids import Ids


def _new_call_id() -> str:
    return str(uuid.uuid4())


def _new_instance_id() -> str:
    return f"urn:uuid:{uuid.uuid4()}"


@dataclass(frozen=True, slots=True)
class CallingRuntime:
    """Given to ``SinchClientBuilder.runtime``. Everything has a default except what a call's media needs.

    A client without ``local_media`` and without ``media_factory`` can register, but not call.
    """

    local_media: LocalMedia | None = None
    """Microphone, camera and speaker of this process."""
    ssl: ssl.SSLContext | None = None
    """How certificates are checked; None: the system's way."""
    clock: Callable[[], float] = time.monotonic
    wall_clock: Callable[[], float] = time.time
    ids: Ids | None = None
    """Makes branches, tags and Call-IDs; None: random ones."""
    new_call_id: Callable[[], str] = _new_call_id
    random: random.Random = field(default_factory=random.SystemRandom)
    """Spreads the attempts to reconnect (RFC 5626 section 4.5)."""
    instance_id: str = field(default_factory=_new_instance_id)
    """The URN of this installation (RFC 5626): keep it over restarts."""
    timeouts: CallTimeouts = field(default_factory=CallTimeouts)
    media_factory: MediaFactory | None = None
    """None: real media over ``local_media``."""
    link_factory: LinkFactory | None = None
    """None: SIP over WebSocket."""
    retry_base: float = 1.0
    """Seconds of the first back-off (RFC 5626 section 4.5)."""
    push_store: PushStore | None = None
    """Where a push subscription is kept for whatever receives pushes while this client does not run; None: as
    long as the client, whose application receives and relays them."""
    fetches_ice_servers: bool = True
    """Ask the service for STUN and TURN servers; without them calls work on one network."""
    watch_addresses: WatchAddresses | None = AddressWatch
    """Tells of changes of this machine's network; None: they are noticed by what stops working."""
