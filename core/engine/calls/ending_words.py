"""Why a call ended, as a sentence for a person: one pure function over the call's details."""

from __future__ import annotations

from core.calling import CallDetails, CallDirection, CallEndCause, ErrorCode, ErrorType, SinchError

_PLAIN = {
    CallEndCause.TIMEOUT: "{name} could not be reached.",
    CallEndCause.DENIED: "{name} declined the call.",
    CallEndCause.NO_ANSWER: "{name} did not answer.",
    CallEndCause.CANCELED: "You cancelled the call.",
    CallEndCause.HUNG_UP: "The call has ended.",
    CallEndCause.OTHER_DEVICE_ANSWERED: "Answered on another device.",
    CallEndCause.INACTIVE: "The connection was lost.",
}

_INCOMING = {
    CallEndCause.DENIED: "You declined the call.",
    CallEndCause.NO_ANSWER: "You did not answer.",
    CallEndCause.TIMEOUT: "The call could not be set up.",
    CallEndCause.CANCELED: "{name} gave up before you answered.",
}


def ending_words(
    details: CallDetails, direction: CallDirection, name: str, *, ended_here: bool | None = None
) -> str:
    """Say why the call with ``name`` ended; ``ended_here`` is whether this person hung up, if known."""
    cause = details.endCause
    if cause is CallEndCause.HUNG_UP and ended_here is not None:
        return "You hung up." if ended_here else f"{name} hung up."
    if cause is CallEndCause.FAILURE:
        return _failure(details.error, name) if details.error is not None else "The call failed."
    if direction is CallDirection.INBOUND and cause in _INCOMING:
        return _INCOMING[cause].format(name=name)
    return _PLAIN.get(cause, "The call has ended.").format(name=name)


def is_missed(details: CallDetails, direction: CallDirection) -> bool:
    """Whether the person would call this a missed call: it rang here and nobody here decided."""
    return direction is CallDirection.INBOUND and details.endCause in (
        CallEndCause.CANCELED,
        CallEndCause.NO_ANSWER,
        CallEndCause.TIMEOUT,
    )


def _failure(error: SinchError, name: str) -> str:
    message = error.message if error.message.endswith((".", "!", "?")) else f"{error.message}."
    if error.code == ErrorCode.ICE_FAILED:
        return f"The connection to {name} failed: {message}"
    if error.domain is ErrorType.SESSION:
        return f"The call could not be set up: {message}"
    return message[:1].upper() + message[1:]
