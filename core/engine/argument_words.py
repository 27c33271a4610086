"""What is wrong with something that a person typed, when the calling API names one of its own arguments."""

from __future__ import annotations

from core.calling import ArgumentError

_SUBJECTS = {
    "userId": "A user id",
    "applicationKey": "The application key",
    "environmentHost": "The address of the call service",
    "headers": "The call's headers",
    "url": "The address of the SIP server",
    "user": "The user name",
    "password": "The password",
    "domain": "The domain of the SIP server",
    "target": "The address",
    "keys": "Keys",
}
_SENTENCES = {
    "sourceId": "Choose a screen or a window to show.",
    "callerIdentifier": "Calls to phone numbers show a number of yours: set it first.",
    "number": "That is no international phone number: + and up to 15 digits.",
    "identity": "That is no SIP address: write name@server, 64 characters at most.",
    "conferenceId": "The name of a room has 1 to 64 characters.",
    "memberId": "They are not in the room any more.",
    "address": "This person's address on the network is not right.",
}


def argument_words(error: ArgumentError) -> str:
    """Return a sentence for the person who typed the argument."""
    if error.argument in _SENTENCES:
        return _SENTENCES[error.argument]
    return f"{_SUBJECTS.get(error.argument, 'This')} {error.requirement}."
