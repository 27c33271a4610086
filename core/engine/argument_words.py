"""What is wrong with something that a person typed, when the calling API names one of its own arguments."""

from __future__ import annotations

from core.calling import ArgumentError
from core.sentences import joined, sentence

_SUBJECTS = {
    "userId": sentence("A user id"),
    "applicationKey": sentence("The application key"),
    "environmentHost": sentence("The address of the call service"),
    "headers": sentence("The call's headers"),
    "url": sentence("The address of the SIP server"),
    "user": sentence("The user name"),
    "password": sentence("The password"),
    "domain": sentence("The domain of the SIP server"),
    "target": sentence("The address"),
    "keys": sentence("Keys"),
}
_SENTENCES = {
    "sourceId": sentence("Choose a screen or a window to show."),
    "callerIdentifier": sentence("Calls to phone numbers show a number of yours: set it first."),
    "number": sentence("That is no international phone number: + and up to 15 digits."),
    "identity": sentence("That is no SIP address: write name@server, 64 characters at most."),
    "conferenceId": sentence("The name of a room has 1 to 64 characters."),
    "memberId": sentence("They are not in the room any more."),
    "address": sentence("This person's address on the network is not right."),
}


def argument_words(error: ArgumentError) -> str:
    """Return a sentence for the person who typed the argument."""
    if error.argument in _SENTENCES:
        return _SENTENCES[error.argument]
    return joined((_SUBJECTS.get(error.argument, sentence("This")), f"{error.requirement}."))
