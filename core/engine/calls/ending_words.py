"""Why a call ended, as a sentence for a person: one pure function over what is known of its end."""

from __future__ import annotations

from dataclasses import dataclass

from core.calling import CallDetails, CallDirection, CallEndCause, ErrorCode, ErrorType, SinchError
from core.engine.calls.doorman import Welcome
from core.engine.calls.room_words import RoomEnding, left_words

_OUTGOING = {
    CallEndCause.TIMEOUT: "{name} could not be reached.",
    CallEndCause.DENIED: "{name} declined the call.",
    CallEndCause.NO_ANSWER: "{name} did not answer.",
    CallEndCause.CANCELED: "You cancelled the call.",
    CallEndCause.HUNG_UP: "The call has ended.",
    CallEndCause.OTHER_DEVICE_ANSWERED: "{name} took the call on another device.",
    CallEndCause.INACTIVE: "The connection was lost.",
}

_INCOMING = {
    CallEndCause.TIMEOUT: "The call could not be set up.",
    CallEndCause.DENIED: "You declined the call.",
    CallEndCause.NO_ANSWER: "You did not answer.",
    CallEndCause.CANCELED: "{name} gave up before you answered.",
    CallEndCause.HUNG_UP: "The call has ended.",
    CallEndCause.OTHER_DEVICE_ANSWERED: "Answered on another device.",
    CallEndCause.INACTIVE: "The connection was lost.",
}

_REFUSED = {
    Welcome.BUSY: "You were in another call.",
    Welcome.DISTURBS: "You did not want to be disturbed.",
    Welcome.UNKNOWN: "{name} is nobody you know, and unknown callers are silenced.",
    Welcome.BLOCKED: "{name} is blocked.",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """What this side knows of a call's end beyond its details."""

    here: bool | None = None
    """Whether this person ended it; None when nobody kept count."""
    welcome: Welcome = Welcome.RING
    connected_with: str = ""
    """This person let the other side talk to somebody else, of this name."""
    goes_on_with: str = ""
    """Another call took this one's place: with somebody else, of this name, or with the same person."""
    room: RoomEnding | None = None
    """The call was in a conference room."""
    into_room: bool = False
    """It went on in one: its other side, or both, went there."""


def ending_words(
    details: CallDetails, direction: CallDirection, name: str, ending: Ending | None = None
) -> str:
    """Say why the call with ``name`` ended."""
    ending, cause = ending or Ending(), details.endCause
    if not ending.welcome.rings:
        return _REFUSED[ending.welcome].format(name=name)
    if ending.into_room and ending.connected_with:
        return f"You brought {name} into a conference room."
    if ending.connected_with:
        return f"You connected {name} with {ending.connected_with}."
    if details.replacedBy:
        if ending.into_room and details.establishedTime is not None:
            return f"{name} brought you into a conference room."
        return _replaced(details, name, ending.goes_on_with)
    left = left_words(details, ending.room, here=ending.here) if ending.room is not None else ""
    if left:
        return left
    if cause is CallEndCause.HUNG_UP and ending.here is not None:
        return "You hung up." if ending.here else f"{name} hung up."
    if cause is CallEndCause.FAILURE:
        return _failure(details.error, name) if details.error is not None else "The call failed."
    is_incoming = direction is CallDirection.INBOUND
    if details.wasBusy:
        return "You were busy." if is_incoming else f"{name} is busy."
    if is_incoming and cause is CallEndCause.DENIED and ending.here is False:
        return "Declined on another device."
    words = _INCOMING if is_incoming else _OUTGOING
    return words.get(cause, "The call has ended.").format(name=name)


def time_left_words(seconds: float, name: str) -> str:
    """Say that the service will end the call with ``name`` in so many seconds."""
    whole = max(1, round(seconds))
    when = "a second" if whole == 1 else f"{whole} seconds"
    return f"The call with {name} ends in {when}: your minutes for phone calls are used up then."


def is_missed(details: CallDetails, direction: CallDirection, welcome: Welcome = Welcome.RING) -> bool:
    """Whether the person would call this a missed call: nobody here or on another device decided."""
    if direction is not CallDirection.INBOUND or welcome is Welcome.BLOCKED or details.replacedBy:
        return False
    if not welcome.rings:
        return True
    return details.endCause in (CallEndCause.CANCELED, CallEndCause.NO_ANSWER, CallEndCause.TIMEOUT)


def error_code(error: SinchError | None) -> str:
    """Return what failed in short, for a report: ``Sip 503``; empty when nothing did."""
    return f"{error.domain.value} {int(error.code)}" if error is not None else ""


def _replaced(details: CallDetails, name: str, goes_on_with: str) -> str:
    if details.establishedTime is None:
        return f"You and {name} called each other at the same moment."
    if goes_on_with and goes_on_with != name:
        return f"{name} connected you with {goes_on_with}."
    return f"The call with {name} went on in another one."


def _failure(error: SinchError, name: str) -> str:
    message = error.message if error.message.endswith((".", "!", "?")) else f"{error.message}."
    if error.code == ErrorCode.ICE_FAILED:
        return f"The connection to {name} failed: {message}"
    if error.domain is ErrorType.SESSION:
        return f"The call could not be set up: {message}"
    return message[:1].upper() + message[1:]
