"""Every ending has words of its own, for both ends."""

import itertools

import pytest

from core.calling import CallDetails, CallDirection, CallEndCause, ErrorType, SinchError
from core.engine.calls.ending_words import ending_words, is_missed

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
    assert ending_words(details, OUT, "Anna", ended_here=here) == words


def test_a_failure_gives_its_reason() -> None:
    error = SinchError("no path was found", 3002, ErrorType.NETWORK)
    details = CallDetails(endCause=CallEndCause.FAILURE, error=error)
    assert ending_words(details, OUT, "Anna") == "The connection to Anna failed: no path was found."


def test_a_failure_without_a_reason_is_still_a_sentence() -> None:
    assert ending_words(CallDetails(endCause=CallEndCause.FAILURE), OUT, "Anna") == "The call failed."


def test_every_combination_is_a_sentence() -> None:
    errors = [None, *(SinchError("it broke", 1, domain) for domain in ErrorType)]
    for cause, direction, error in itertools.product(CallEndCause, (OUT, IN), errors):
        words = ending_words(CallDetails(endCause=cause, error=error), direction, "Anna")
        assert words[0].isupper() or words.startswith("it broke")
        assert words.endswith(".") and "{" not in words


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
