"""Result and reason of DiCE for every way in which a call may end."""

from __future__ import annotations

import pytest

from core.service.callbacks.endings import how_it_ended
from core.service.routing.calls import Call, CallEnd, Ending
from core.service.routing.endpoints import Instance
from core.sip.messages import NameAddr, Reason, Uri


def ended(
    ending: Ending, status: int = 0, *, cause: int = 0, answered: bool = False, declined: bool = False
) -> str:
    end = CallEnd(Instance("alice", "1"), NameAddr(Uri.parse("sip:alice@x")), None)
    call = Call(1, "c", Uri.parse("sip:bob@x"), end, 0.0, callee=end if answered else None)
    call.note_ending(ending, Reason("SIP", cause) if cause else None)
    call.was_declined = declined
    result, reason = how_it_ended(call, status)
    return f"{result.value} {reason.value}"


@pytest.mark.parametrize(
    ("ending", "cause", "expected"),
    [
        (Ending.BY_CALLER, 0, "ANSWERED CALLERHANGUP"),
        (Ending.BY_CALLEE, 0, "ANSWERED CALLEEHANGUP"),
        (Ending.BY_CALLEE, 200, "ANSWERED CALLEEHANGUP"),
        (Ending.BY_CALLER, 504, "ANSWERED CLIENTNETWORK"),
        (Ending.BY_CALLER, 500, "ANSWERED GENERALERROR"),
        (Ending.BY_CALLEE, 488, "ANSWERED GENERALERROR"),
        (Ending.BY_SERVICE, 0, "ANSWERED MANAGERHANGUP"),
        (Ending.LOST, 0, "ANSWERED CLIENTNETWORK"),
        (Ending.TOO_LONG, 0, "ANSWERED TIMEOUT"),
        (Ending.FORGOTTEN, 0, "ANSWERED N/A"),
    ],
)
def test_answered_calls(ending: Ending, cause: int, expected: str) -> None:
    assert ended(ending, cause=cause, answered=True) == expected


@pytest.mark.parametrize(
    ("ending", "status", "cause", "expected"),
    [
        (Ending.CANCELLED, 487, 0, "NOANSWER CANCEL"),
        (Ending.CANCELLED, 487, 408, "NOANSWER TIMEOUT"),
        (Ending.LOST, 487, 0, "NOANSWER CLIENTNETWORK"),
        (Ending.BY_SERVICE, 487, 480, "NOANSWER MANAGERHANGUP"),
        (Ending.REFUSED, 404, 0, "FAILED USERNOTFOUND"),
        (Ending.REFUSED, 604, 0, "FAILED USERNOTFOUND"),
        (Ending.REFUSED, 403, 0, "FAILED BLOCKED"),
        (Ending.REFUSED, 408, 0, "NOANSWER TIMEOUT"),
        (Ending.REFUSED, 480, 0, "NOANSWER NOANSWER"),
        (Ending.REFUSED, 486, 0, "BUSY BUSY"),
        (Ending.REFUSED, 600, 0, "BUSY BUSY"),
        (Ending.REFUSED, 503, 0, "FAILED CONGESTION"),
        (Ending.REFUSED, 488, 0, "FAILED GENERALERROR"),
        (Ending.REFUSED, 500, 0, "FAILED GENERALERROR"),
        (Ending.FORGOTTEN, 0, 0, "N/A N/A"),
    ],
)
def test_calls_that_were_never_answered(ending: Ending, status: int, cause: int, expected: str) -> None:
    assert ended(ending, status, cause=cause) == expected


@pytest.mark.parametrize("status", [603, 486])
def test_a_person_who_declined(status: int) -> None:
    assert ended(Ending.REFUSED, status, declined=True) == "NOANSWER CALLEEHANGUP"


def test_the_first_to_end_a_call_is_right() -> None:
    end = CallEnd(Instance("alice", "1"), NameAddr(Uri.parse("sip:alice@x")), None)
    call = Call(1, "c", Uri.parse("sip:bob@x"), end, 0.0)
    call.note_ending(Ending.CANCELLED, Reason("SIP", 408))
    call.note_ending(Ending.LOST)
    assert (call.ending, call.ending_cause) == (Ending.CANCELLED, 408)
