"""The headers of event notification (RFC 6665 8.2): Event and Subscription-State."""

from __future__ import annotations

from dataclasses import dataclass

from core.sip.messages import Message, Parameters, ParseError
from core.sip.messages.parameters import scan_parameters
from core.sip.messages.scanner import Scanner

LONGEST_EXPIRES = 9
"""Digits of the largest number of seconds that is believed."""


@dataclass(frozen=True, slots=True)
class Event:
    """A package and, where one dialog carries several of its subscriptions, which of them."""

    package: str
    id: str | None = None

    @classmethod
    def parse(cls, text: str) -> Event:
        """Return the Event ``text``; ParseError otherwise."""
        scanner = Scanner(text)
        package = scanner.token()
        params = scan_parameters(scanner)
        scanner.expect_end()
        return cls(package.lower(), params.get("id"))

    @classmethod
    def of(cls, message: Message) -> Event:
        """Return the event of ``message``; ParseError (489) if it names none."""
        lines = message.headers.getall("event")
        if len(lines) != 1:
            raise ParseError("Bad Event", status=489)
        return cls.parse(lines[0])

    def __str__(self) -> str:
        return self.package + ("" if self.id is None else str(Parameters.of(id=self.id)))


@dataclass(frozen=True, slots=True)
class SubscriptionState:
    """What a NOTIFY says of its subscription: pending, active or terminated, and why or for how long."""

    state: str
    expires: int | None = None
    reason: str = ""
    retry_after: int | None = None

    @classmethod
    def parse(cls, text: str) -> SubscriptionState:
        """Return the Subscription-State ``text``; ParseError otherwise."""
        scanner = Scanner(text)
        state = scanner.token().lower()
        params = scan_parameters(scanner)
        scanner.expect_end()
        reason = (params.get("reason") or "").lower()
        return cls(state, _seconds(params, "expires"), reason, _seconds(params, "retry-after"))

    @classmethod
    def of(cls, message: Message) -> SubscriptionState:
        """Return the state a NOTIFY tells; ParseError if it does not."""
        value = message.headers.get("subscription-state")
        if value is None:
            raise ParseError("Subscription-State missing")
        return cls.parse(value)

    @property
    def is_terminated(self) -> bool:
        """Whether no more NOTIFY follows."""
        return self.state == "terminated"

    def __str__(self) -> str:
        expires = "" if self.expires is None else f";expires={self.expires}"
        reason = f";reason={self.reason}" if self.reason else ""
        retry = "" if self.retry_after is None else f";retry-after={self.retry_after}"
        return f"{self.state}{expires}{reason}{retry}"


def _seconds(params: Parameters, name: str) -> int | None:
    text = params.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_EXPIRES:
        raise ParseError(f"bad {name}")
    return int(text)
