"""What a call is given at its birth: its terms, and the client it belongs to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from core.calling.call.details import CallDirection
from core.calling.client.runtime import CallingRuntime
from core.calling.machine.events import ReferReceived
from core.calling.ports import Leg, LegObserver, Media
from core.calling.targets import Target, TargetKind

if TYPE_CHECKING:
    from core.calling.call.call import Call


class CallOwner(Protocol):
    """What a call needs of the client that it belongs to."""

    @property
    def runtime(self) -> CallingRuntime:
        """What the client runs on."""

    @property
    def isReconnecting(self) -> bool:
        """Whether the client is without its service and tries to get it back."""

    def isStarted(self) -> bool:
        """Whether calls can be placed."""

    def check_loop(self) -> None:
        """Raise ``InvalidOperation`` when this is not the client's loop."""

    def make_media(self, *, video: bool, is_offerer: bool, on_event: Callable[[Any], None]) -> Media:
        """Make the media of one call."""

    def invite(self, call: Call, offer: str) -> Leg:
        """Send the INVITE. Raises ``LinkError``."""

    def invite_again(self, call: Call, offer: str, observer: LegObserver) -> Leg:
        """Send an INVITE by which ``call`` comes back into its room. Raises ``LinkError``."""

    def observe(self, leg: Leg, observer: LegObserver) -> None:
        """Have ``observer`` told what happens on ``leg``."""

    def announce(self, call: Call) -> None:
        """Tell the listeners of an incoming call."""

    def forget(self, call: Call) -> None:
        """Take an ended call off the list."""

    def dial_successor(self, call: Call, request: ReferReceived, observer: object) -> Call:
        """Call ``request.target`` in the place of ``call``; ``observer`` is its first listener."""

    def spawn(self, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run ``coroutine`` to its end."""

    def marshal(self, function: Callable[..., None], *args: object) -> None:
        """Run ``function`` on the client's loop: now if this is it."""


@dataclass(frozen=True, slots=True)
class CallTerms:
    """What is fixed for a call's whole life."""

    call_id: str
    direction: CallDirection
    remote_user_id: str
    video: bool
    remote_display_name: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    is_verified: bool = True
    account_id: str = ""
    """The user's account at another provider that the call goes by; empty: none."""
    kind: TargetKind = TargetKind.USER
    """What ``remote_user_id`` is, on an outgoing call."""
    is_held: bool = False
    """Whether the call begins on hold: it takes the place of one that the user has on hold."""
    replaces: object | None = None
    """The call over there that an outgoing one is to take over (``ReferReceived.replaces``)."""
    referred_by: str = ""
    """Who asked for this call (RFC 3892): unproven; empty if nobody."""
    is_room: bool = False
    """Whether a conference room calls us."""

    @property
    def target(self) -> Target:
        """Whom an outgoing call is placed to."""
        return Target(self.kind, self.remote_user_id)
