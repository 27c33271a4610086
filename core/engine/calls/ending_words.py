"""Why a call ended, as a sentence for a person: one pure function over what is known of its end."""

from __future__ import annotations

from dataclasses import dataclass

from core.calling import CallDetails, CallDirection, CallEndCause, ErrorCode, ErrorType, SinchError
from core.engine.calls.doorman import Welcome
from core.engine.calls.room_words import RoomEnding, left_words
from core.sentences import joined, plural, sentence, template

_OUTGOING = {
    CallEndCause.TIMEOUT: template("{name} could not be reached."),
    CallEndCause.DENIED: template("{name} declined the call."),
    CallEndCause.NO_ANSWER: template("{name} did not answer."),
    CallEndCause.CANCELED: template("You cancelled the call."),
    CallEndCause.HUNG_UP: template("The call has ended."),
    CallEndCause.OTHER_DEVICE_ANSWERED: template("{name} took the call on another device."),
    CallEndCause.INACTIVE: template("The connection was lost."),
}

_INCOMING = {
    CallEndCause.TIMEOUT: template("The call could not be set up."),
    CallEndCause.DENIED: template("You declined the call."),
    CallEndCause.NO_ANSWER: template("You did not answer."),
    CallEndCause.CANCELED: template("{name} gave up before you answered."),
    CallEndCause.HUNG_UP: template("The call has ended."),
    CallEndCause.OTHER_DEVICE_ANSWERED: template("Answered on another device."),
    CallEndCause.INACTIVE: template("The connection was lost."),
}

_REFUSED = {
    Welcome.BUSY: template("You were in another call."),
    Welcome.DISTURBS: template("You did not want to be disturbed."),
    Welcome.UNKNOWN: template("{name} is nobody you know, and unknown callers are silenced."),
    Welcome.BLOCKED: template("{name} is blocked."),
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
        return sentence(_REFUSED[ending.welcome], name=name)
    if ending.into_room and ending.connected_with:
        return sentence("You brought {name} into a conference room.", name=name)
    if ending.connected_with:
        return sentence("You connected {name} with {other}.", name=name, other=ending.connected_with)
    if details.replacedBy:
        if ending.into_room and details.establishedTime is not None:
            return sentence("{name} brought you into a conference room.", name=name)
        return _replaced(details, name, ending.goes_on_with)
    left = left_words(details, ending.room, here=ending.here) if ending.room is not None else ""
    if left:
        return left
    if cause is CallEndCause.HUNG_UP and ending.here is not None:
        return sentence("You hung up.") if ending.here else sentence("{name} hung up.", name=name)
    if cause is CallEndCause.FAILURE:
        return _failure(details.error, name) if details.error is not None else sentence("The call failed.")
    is_incoming = direction is CallDirection.INBOUND
    if details.wasBusy:
        return sentence("You were busy.") if is_incoming else sentence("{name} is busy.", name=name)
    if is_incoming and cause is CallEndCause.DENIED and ending.here is False:
        return sentence("Declined on another device.")
    words = _INCOMING if is_incoming else _OUTGOING
    return sentence(words.get(cause, template("The call has ended.")), name=name)


def time_left_words(seconds: float, name: str) -> str:
    """Say that the service will end the call with ``name`` in so many seconds."""
    whole = max(1, round(seconds))
    return plural(
        whole,
        "The call with {name} ends in a second: your minutes for phone calls are used up then.",
        "The call with {name} ends in {n} seconds: your minutes for phone calls are used up then.",
        name=name,
    )


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
        return sentence("You and {name} called each other at the same moment.", name=name)
    if goes_on_with and goes_on_with != name:
        return sentence("{name} connected you with {other}.", name=name, other=goes_on_with)
    return sentence("The call with {name} went on in another one.", name=name)


def _failure(error: SinchError, name: str) -> str:
    message = error.message
    if not message.endswith((".", "!", "?")):
        message = joined((message, "."), "")
    if error.code == ErrorCode.ICE_FAILED:
        return sentence("The connection to {name} failed: {message}", name=name, message=message)
    if error.domain is ErrorType.SESSION:
        return sentence("The call could not be set up: {message}", message=message)
    return message if message[:1].isupper() else message[:1].upper() + message[1:]
