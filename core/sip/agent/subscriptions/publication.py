"""Our event state at a server: published, kept fresh, changed, taken back (RFC 3903)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from core.sip.agent.events import Published, PublishFailed
from core.sip.agent.exchange import Exchange, LocalFailure
from core.sip.agent.renewal import (
    is_passing,
    lifetime_of,
    longer_interval,
    refresh_after,
    retry_after,
)
from core.sip.messages import IllegalValue, Response

if TYPE_CHECKING:
    from core.sip.agent.core import AgentCore

logger = logging.getLogger(__name__)

MAX_TAG_CHARACTERS = 512
"""An entity tag longer than this is not kept: the next PUBLISH is a whole one."""

CONDITION_FAILED = 412


class Publication:
    """What is published for one event package."""

    def __init__(self, agent: AgentCore, event: str) -> None:
        self._agent = agent
        self.event = event
        self._body = b""
        self._content_type = ""
        self._expires = 0
        self._tag = ""
        self._is_changed = False
        self._is_wanted = False
        self._exchange: Exchange | None = None
        self._is_out = False
        self._due: float | None = None
        self._failures = 0
        self._may_lengthen = True

    @property
    def is_over(self) -> bool:
        """Whether nothing is published and nothing is owed any more."""
        return not self._is_wanted and not self._is_out and self._due is None

    def next_timer(self) -> float | None:
        """Return when ``handle_timer`` is due, or None."""
        return self._due

    def handle_timer(self, now: float) -> None:
        """Renew, or try again."""
        if self._due is not None and self._due <= now:
            self._due = None
            self._send(now)

    def publish(self, content_type: str, body: bytes, expires: int, now: float) -> None:
        """Let this be our state from now on."""
        self._content_type, self._body, self._expires = content_type, body, expires
        self._is_wanted = self._is_changed = self._may_lengthen = True
        self._failures = 0
        self._send(now)

    def remove(self, now: float) -> None:
        """Take our state back."""
        self._is_wanted, self._due = False, None
        if self._tag or self._is_out:
            self._send(now)

    def flow_lost(self) -> None:
        """Wait for the next flow; what the server has of us lives on until its time is over."""
        self._due = None

    def resume(self, now: float) -> None:
        """Renew on a new flow."""
        if self._is_wanted and not self._is_out:
            self._due = None
            self._send(now)

    def _send(self, now: float) -> None:
        if self._is_out or not self._agent.is_connected:
            return  # the answer to the one before, or the next flow, comes back to this
        agent, is_removal = self._agent, not self._is_wanted
        is_whole = self._is_wanted and (self._is_changed or not self._tag)
        request = agent.request_to(
            agent.address_of_record,
            "PUBLISH",
            self._content_type if is_whole else None,
            self._body if is_whole else b"",
        )
        request.headers.add("Event", self.event)
        request.headers.add("Expires", 0 if is_removal else self._expires)
        if self._tag:
            request.headers.add("SIP-If-Match", self._tag)
        self._is_changed = self._is_changed and not is_whole
        self._is_out, self._due = True, None

        def on_response(response: Response, when: float) -> None:
            if not response.is_provisional:
                self._answered(response, when, is_removal=is_removal)

        self._exchange = agent.send(request, now, on_response)

    def _answered(self, response: Response, now: float, *, is_removal: bool) -> None:
        self._is_out = False
        if is_removal:
            self._tag = ""
            if self._is_wanted:
                self._send(now)
        elif response.is_success:
            self._published(response, now)
        elif response.status == CONDITION_FAILED and self._tag:
            self._tag = ""  # the server forgot it: all of it again
            self._send(now)
        elif response.status == 423 and self._may_lengthen and self._lengthen(response):
            self._is_changed, self._may_lengthen = True, False
            self._send(now)
        else:
            self._failed(response, now)

    def _published(self, response: Response, now: float) -> None:
        tag = response.headers.get("sip-etag") or ""
        self._tag = tag if len(tag) <= MAX_TAG_CHARACTERS else ""
        self._failures = 0
        lifetime = lifetime_of(response, self._expires)
        if not self._is_wanted or self._is_changed:
            self._send(now)  # it changed meanwhile
            return
        self._due = now + refresh_after(lifetime, self._agent.ids)
        self._agent.emit(Published(self.event, lifetime))

    def _failed(self, response: Response, now: float) -> None:
        self._is_changed = True
        if isinstance(response, LocalFailure) and not self._agent.is_connected:
            return
        if not self._is_wanted:
            return
        self._failures += 1
        seconds = None
        if is_passing(response.status):
            seconds = retry_after(response, self._failures - 1, self._agent.ids)
            self._due = now + seconds
        else:
            self._is_wanted, self._tag = False, ""
        if self._failures == 1:
            after = None if seconds is None else round(seconds)
            self._agent.emit(PublishFailed(response.status, response.reason, after, self.event))

    def _lengthen(self, response: Response) -> bool:
        longer = longer_interval(response, self._expires)
        self._expires = longer or self._expires
        return longer is not None


def checked_event(event: str) -> str:
    """Return ``event``; IllegalValue if it cannot stand in an Event header."""
    if not event or any(not (c.isascii() and (c.isalnum() or c in "-._")) for c in event):
        raise IllegalValue(f"{event!r} is no event package")
    return event.lower()
