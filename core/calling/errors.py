"""What can go wrong with a call or a client, as the application is told.

Two exceptions are the application's own fault and are raised at once::

    InvalidOperation (RuntimeError)   the right call at the wrong time
    ArgumentError (ValueError)        a value that cannot be meant

``SinchError`` is a value, not an exception: what became of a call or a client, found in
``CallDetails.error`` and given to ``onClientFailed``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum


class InvalidOperation(RuntimeError):
    """The object is not in a state in which this can be done."""


class ArgumentError(ValueError):
    """An argument that is not allowed: ``argument`` names it, ``requirement`` says what it must be."""

    def __init__(self, argument: str, requirement: str) -> None:
        super().__init__(f"{argument}: {requirement}")
        self.argument = argument
        self.requirement = requirement


class ErrorType(StrEnum):
    """The part of the system that failed."""

    GENERIC = "Generic"
    NETWORK = "Network"
    SESSION = "Session"
    API = "Api"
    PERSISTENCE = "Persistence"
    SIP = "Sip"
    HTTP = "Http"


class ErrorCode(IntEnum):
    """Numbers for logs; other numbers are SIP or HTTP status codes, as ``SinchError.domain`` says."""

    GENERIC = 1
    ICE_FAILED = 3002
    MICROPHONE_INIT = 3500
    MICROPHONE_START = 3501
    PLAYOUT_INIT = 3502
    PLAYOUT_START = 3503


@dataclass(frozen=True, slots=True)
class SinchError:
    """Why a call or a client failed; ``message`` is a sentence for a person."""

    message: str
    code: int = ErrorCode.GENERIC
    domain: ErrorType = ErrorType.GENERIC
    isFatal: bool = True
    """False when the client goes on trying by itself, or the call goes on."""
    extras: Mapping[str, str] = field(default_factory=dict)
    """More about it, for logs: names and values as text, never a secret."""
