"""What a sender is told whose request the service does not pass on."""

from __future__ import annotations

from core.service.registrar import Answer
from core.service.routing.decisions import ALLOW, Decision, Refuse, ToService, ToUser


def answer_of(decision: Decision) -> Answer:
    """Return the answer to a request for which ``decision`` names nobody who can be reached."""
    match decision:
        case Refuse(405, reason):
            return Answer(405, reason, (("Allow", ALLOW),))
        case Refuse(status, reason):
            return Answer(status, reason)
        case ToService():
            return Answer(200, "", (("Allow", ALLOW), ("Accept", "application/sdp")))
        case ToUser():
            return Answer(480)  # known, and nowhere to be reached
    return Answer(500)
