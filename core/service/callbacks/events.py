"""What a backend is told or asked: ICE, ACE, DiCE, PIE and Notify, and how they are written as JSON.

Field names are those on the wire, in their own spelling (``callid``, not ``callId``). What is not known is
left out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

VERSION = 1
CUSTOM_LIMIT = 1024
"""Bytes of the field ``custom``."""
PRIVATE = "private"
"""The caller identifier of who shows none."""

ILLEGAL_SVAML = 40001
INTERNAL_ERROR = 50000
"""Codes of a Notify of the type ``callingerror``."""

Pairs = tuple[tuple[str, str], ...]
"""Call headers or cookies: keys and values."""


class PartyType(StrEnum):
    """What kind of address a call goes to."""

    NUMBER = "number"
    USERNAME = "username"
    SIP = "sip"
    DID = "did"
    """A number of the application's own, which somebody outside dialled."""
    CONFERENCE = "conference"


class Domain(StrEnum):
    """Where a call ends."""

    PSTN = "pstn"
    MXP = "mxp"
    CONFERENCE = "conference"


class Origination(StrEnum):
    """Where a call began."""

    PSTN = "PSTN"
    MXP = "MXP"


class Result(StrEnum):
    """What became of a call."""

    NOT_APPLICABLE = "N/A"
    ANSWERED = "ANSWERED"
    BUSY = "BUSY"
    NO_ANSWER = "NOANSWER"
    FAILED = "FAILED"


class EndReason(StrEnum):
    """Why a call ended; others may come to be, a reader must not rely on the list."""

    NOT_APPLICABLE = "N/A"
    TIMEOUT = "TIMEOUT"
    CALLER_HANGUP = "CALLERHANGUP"
    CALLEE_HANGUP = "CALLEEHANGUP"
    BLOCKED = "BLOCKED"
    MANAGER_HANGUP = "MANAGERHANGUP"
    NO_CREDIT = "NOCREDITPARTNER"
    GENERAL_ERROR = "GENERALERROR"
    CANCEL = "CANCEL"
    USER_NOT_FOUND = "USERNOTFOUND"
    CALLBACK_ERROR = "CALLBACKERROR"
    INVALID_ACTION = "INVALIDSVAMLACTION"
    OTHER_PEER_ANSWERED = "OTHERPEERANSWERED"
    CLIENT_NETWORK = "CLIENTNETWORK"
    CONGESTION = "CONGESTION"
    BUSY = "BUSY"
    NO_ANSWER = "NOANSWER"


class MenuInput(StrEnum):
    """What ended a menu."""

    RETURN = "return"
    SEQUENCE = "sequence"
    TIMEOUT = "timeout"
    HANGUP = "hangup"
    INVALID_INPUT = "invalidinput"
    ERROR = "error"


class InputMethod(StrEnum):
    """How a menu was answered."""

    DTMF = "dtmf"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Party:
    """An address: of which kind, and which."""

    type: PartyType
    endpoint: str

    @property
    def domain(self) -> Domain:
        """Where a call to it ends."""
        kinds = {PartyType.USERNAME: Domain.MXP, PartyType.CONFERENCE: Domain.CONFERENCE}
        return kinds.get(self.type, Domain.PSTN)

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {"type": self.type.value, "endpoint": self.endpoint}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency (ISO 4217); this service charges nothing."""

    currency: str = "USD"
    amount: float = 0.0

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {"currencyId": self.currency, "amount": self.amount}


@dataclass(frozen=True, slots=True)
class MachineDetection:
    """Whether a person or a machine answered: status, reason, and how long that took to find out (s)."""

    status: str
    reason: str = "n/a"
    duration: int | None = None

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return _known(status=self.status, reason=self.reason, duration=self.duration)


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What every callback of one call tells. ``timestamp`` is Unix seconds."""

    call_id: str
    application: str
    timestamp: float
    user: str = ""
    custom: str = ""
    cookies: Pairs = ()
    conference_id: str = ""

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return _known(
            callid=self.call_id,
            timestamp=_time(self.timestamp),
            version=VERSION,
            custom=self.custom or None,
            user=self.user or None,
            conferenceId=self.conference_id or None,
            cookies=pairs_json(self.cookies),
            applicationKey=self.application,
        )


@dataclass(frozen=True, slots=True)
class IncomingCall:
    """ICE: a call has reached the service; SVAML must come back."""

    name: ClassVar[str] = "ice"
    facts: CallFacts
    to: Party
    cli: str
    origination: Origination
    call_headers: Pairs = ()
    redirected_from: str = ""
    resource_url: str = ""
    rate: Money | None = Money()

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {"event": self.name} | _known(
            **self.facts.json(),
            callResourceUrl=self.resource_url or None,
            userRate=self.rate.json() if self.rate else None,
            cli=self.cli,
            to=self.to.json(),
            domain=self.to.domain.value,
            originationType=self.origination.value,
            rdnis=self.redirected_from or None,
            callHeaders=pairs_json(self.call_headers),
        )


@dataclass(frozen=True, slots=True)
class AnsweredCall:
    """ACE: a number or a SIP address has answered; SVAML may come back. Never for people of an app."""

    name: ClassVar[str] = "ace"
    facts: CallFacts
    detection: MachineDetection | None = None

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {"event": self.name} | _known(
            **self.facts.json(), amd=self.detection.json() if self.detection else None
        )


@dataclass(frozen=True, slots=True)
class DisconnectedCall:
    """DiCE: a call is over. ``duration`` is whole seconds, None for one that was never answered."""

    name: ClassVar[str] = "dice"
    facts: CallFacts
    reason: EndReason
    result: Result
    to: Party
    sender: str
    duration: int | None = None
    call_headers: Pairs = ()
    debit: Money | None = Money()
    rate: Money | None = Money()

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return (
            {"event": self.name}
            | _known(
                **self.facts.json(),
                reason=self.reason.value,
                result=self.result.value,
                debit=self.debit.json() if self.debit else None,
                userRate=self.rate.json() if self.rate else None,
                to=self.to.json(),
                duration=self.duration,
                callHeaders=pairs_json(self.call_headers),
            )
            | {"from": self.sender}
        )


@dataclass(frozen=True, slots=True)
class MenuResult:
    """What came of a menu."""

    menu_id: str
    type: MenuInput
    value: str = ""
    method: InputMethod = InputMethod.DTMF

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {
            "menuId": self.menu_id,
            "type": self.type.value,
            "value": self.value,
            "inputMethod": self.method.value,
        }


@dataclass(frozen=True, slots=True)
class PromptInput:
    """PIE: somebody has answered a menu; SVAML must come back."""

    name: ClassVar[str] = "pie"
    facts: CallFacts
    result: MenuResult

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {"event": self.name, **self.facts.json(), "menuResult": self.result.json()}


@dataclass(frozen=True, slots=True)
class Notify:
    """Notify: something happened; nothing need come back. It carries no timestamp.

    ``type`` is one of an open set: ``recording_finished``, ``recording_available``,
    ``transcription_available``, ``amd``, ``amd_beep``, ``callingerror``.
    """

    name: ClassVar[str] = "notify"
    facts: CallFacts
    type: str
    destination: str = ""
    detection: MachineDetection | None = None
    error_code: int | None = None
    error_message: str = ""

    def json(self) -> dict[str, Any]:
        """Return it as it is written."""
        facts = self.facts.json()
        del facts["timestamp"]
        return {"event": self.name} | _known(
            **facts,
            type=self.type,
            destination=self.destination or None,
            amd=self.detection.json() if self.detection else None,
            errorCode=self.error_code,
            errorMsg=self.error_message or None,
        )


CallbackEvent = IncomingCall | AnsweredCall | DisconnectedCall | PromptInput | Notify


def calling_error(facts: CallFacts, code: int, message: str) -> Notify:
    """Return the Notify that says what was wrong with an answer."""
    return Notify(facts, "callingerror", error_code=code, error_message=message)


def written(event: CallbackEvent) -> bytes:
    """Return the body of the request that carries ``event``."""
    return json.dumps(event.json(), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def custom_of(call_headers: Pairs) -> str:
    """Return call headers as the text of ``custom``; nothing when there are none or it gets too long."""
    if not call_headers:
        return ""
    text = json.dumps(dict(call_headers), ensure_ascii=False, separators=(",", ":"))
    return text if len(text.encode("utf-8", "replace")) <= CUSTOM_LIMIT else ""


def pairs_json(pairs: Pairs) -> list[dict[str, str]] | None:
    """Return pairs as a list of objects; None when there are none."""
    return [{"key": key, "value": value} for key, value in pairs] or None


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _known(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
