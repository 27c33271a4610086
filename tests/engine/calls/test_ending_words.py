"""Every ending has words of its own, for both ends."""

import itertools
from datetime import UTC, datetime

import pytest

from core.calling import CallDetails, CallDirection, CallEndCause, ErrorType, SinchError
from core.engine.calls.doorman import Welcome
from core.engine.calls.ending_words import Ending, ending_words, error_code, is_missed

OUT, IN = CallDirection.OUTBOUND, CallDirection.INBOUND


@pytest.mark.parametrize(
    ("cause", "direction", "words"),
    [
        (CallEndCause.DENIED, OUT, "Anna declined the call."),
        (CallEndCause.DENIED, IN, "You declined the call."),
        (CallEndCause.CANCELED, OUT, "You cancelled the call."),
        (CallEndCause.CANCELED, IN, "Anna gave up before you answered."),
        (CallEndCause.NO_ANSWER, OUT, "Anna did not answer."),
        (CallEndCause.HUNG_UP, OUT, "The call has ended."),
        (CallEndCause.OTHER_DEVICE_ANSWERED, IN, "Answered on another device."),
    ],
)
def test_says_who_did_what(cause: CallEndCause, direction: CallDirection, words: str) -> None:
    assert ending_words(CallDetails(endCause=cause), direction, "Anna") == words


@pytest.mark.parametrize(("here", "words"), [(True, "You hung up."), (False, "Anna hung up.")])
def test_says_who_hung_up_when_it_is_known(here: bool, words: str) -> None:
    details = CallDetails(endCause=CallEndCause.HUNG_UP)
    assert ending_words(details, OUT, "Anna", Ending(here=here)) == words


def test_a_failure_gives_its_reason() -> None:
    error = SinchError("no path was found", 3002, ErrorType.NETWORK)
    details = CallDetails(endCause=CallEndCause.FAILURE, error=error)
    assert ending_words(details, OUT, "Anna") == "The connection to Anna failed: no path was found."


def test_a_failure_without_a_reason_is_still_a_sentence() -> None:
    assert ending_words(CallDetails(endCause=CallEndCause.FAILURE), OUT, "Anna") == "The call failed."


def test_every_combination_is_a_sentence() -> None:
    errors = [None, *(SinchError("it broke", 1, domain) for domain in ErrorType)]
    endings = [
        Ending(here, welcome, *names)
        for here, welcome in itertools.product((None, True, False), Welcome)
        for names in (("", ""), ("Bob", ""), ("", "Bob"))
    ]
    for cause, direction, error, ending in itertools.product(CallEndCause, (OUT, IN), errors, endings):
        words = ending_words(CallDetails(endCause=cause, error=error), direction, "Anna", ending)
        assert words[0].isupper() or words.startswith("it broke")
        assert words.endswith(".") and "{" not in words


ESTABLISHED = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("details", "direction", "ending", "words"),
    [
        (CallDetails(endCause=CallEndCause.DENIED), IN, Ending(here=True), "You declined the call."),
        (CallDetails(endCause=CallEndCause.DENIED), IN, Ending(here=False), "Declined on another device."),
        (CallDetails(endCause=CallEndCause.DENIED), IN, Ending(), "You declined the call."),
        (CallDetails(endCause=CallEndCause.DENIED, wasBusy=True), OUT, Ending(here=False), "Anna is busy."),
        (CallDetails(endCause=CallEndCause.DENIED, wasBusy=True), IN, Ending(), "You were busy."),
        (CallDetails(endCause=CallEndCause.DENIED), OUT, Ending(here=False), "Anna declined the call."),
        (CallDetails(endCause=CallEndCause.DENIED), IN, Ending(welcome=Welcome.BLOCKED), "Anna is blocked."),
        (
            CallDetails(endCause=CallEndCause.DENIED),
            IN,
            Ending(welcome=Welcome.BUSY),
            "You were in another call.",
        ),
        (
            CallDetails(endCause=CallEndCause.DENIED),
            IN,
            Ending(welcome=Welcome.DISTURBS),
            "You did not want to be disturbed.",
        ),
        (
            CallDetails(endCause=CallEndCause.HUNG_UP),
            OUT,
            Ending(here=False, connected_with="Bob"),
            "You connected Anna with Bob.",
        ),
        (
            CallDetails(endCause=CallEndCause.HUNG_UP, replacedBy="x", establishedTime=ESTABLISHED),
            OUT,
            Ending(here=False, goes_on_with="Bob"),
            "Anna connected you with Bob.",
        ),
        (
            CallDetails(endCause=CallEndCause.HUNG_UP, replacedBy="x", establishedTime=ESTABLISHED),
            OUT,
            Ending(here=False, goes_on_with="Anna"),
            "The call with Anna went on in another one.",
        ),
        (
            CallDetails(endCause=CallEndCause.CANCELED, replacedBy="x"),
            IN,
            Ending(here=False),
            "You and Anna called each other at the same moment.",
        ),
        (
            CallDetails(endCause=CallEndCause.OTHER_DEVICE_ANSWERED),
            OUT,
            Ending(),
            "Anna took the call on another device.",
        ),
    ],
)
def test_says_what_this_side_knows(
    details: CallDetails, direction: CallDirection, ending: Ending, words: str
) -> None:
    assert ending_words(details, direction, "Anna", ending) == words


def test_what_failed_in_short() -> None:
    assert error_code(None) == ""
    assert error_code(SinchError("no", 503, ErrorType.SIP)) == "Sip 503"


@pytest.mark.parametrize(
    ("welcome", "missed"), [(Welcome.BLOCKED, False), (Welcome.BUSY, True), (Welcome.DISTURBS, True)]
)
def test_refused_calls_are_missed_unless_blocked(welcome: Welcome, missed: bool) -> None:
    details = CallDetails(endCause=CallEndCause.DENIED)
    assert is_missed(details, IN, welcome) is missed
    assert not is_missed(details, OUT, welcome)
    assert not is_missed(CallDetails(endCause=CallEndCause.CANCELED, replacedBy="x"), IN)


@pytest.mark.parametrize(
    ("cause", "direction", "missed"),
    [
        (CallEndCause.CANCELED, IN, True),
        (CallEndCause.NO_ANSWER, IN, True),
        (CallEndCause.DENIED, IN, False),
        (CallEndCause.OTHER_DEVICE_ANSWERED, IN, False),
        (CallEndCause.HUNG_UP, IN, False),
        (CallEndCause.CANCELED, OUT, False),
        (CallEndCause.NO_ANSWER, OUT, False),
    ],
)
def test_missed_is_what_rang_here_in_vain(
    cause: CallEndCause, direction: CallDirection, missed: bool
) -> None:
    assert is_missed(CallDetails(endCause=cause), direction) is missed
