"""Every way in which a call can end has an exit code of its own and a sentence."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from core.calling import (
    CallDetails,
    CallDirection,
    CallEndCause,
    CallState,
    ErrorCode,
    ErrorType,
    SinchError,
)
from core.cli.calls.outcome import outcome
from core.cli.exit_codes import ExitCode

ICE = SinchError(
    "no network path between the two machines was found", ErrorCode.ICE_FAILED, ErrorType.NETWORK
)
SIP = SinchError("Nobody with this address is known to the call service.", 404, ErrorType.SIP)


def ended(
    cause: CallEndCause,
    error: SinchError | None = None,
    *,
    established: bool = False,
    direction: CallDirection = CallDirection.OUTBOUND,
    state: CallState = CallState.ENDED,
) -> SimpleNamespace:
    details = CallDetails(
        endCause=cause, error=error, establishedTime=None if not established else object(),  # type: ignore[arg-type]
    )  # fmt: skip
    return SimpleNamespace(details=details, direction=direction, state=state, remoteUserId="bob", room=None)


@pytest.mark.parametrize(
    ("call", "code", "sentence"),
    [
        (ended(CallEndCause.HUNG_UP, established=True), ExitCode.OK, "The call has ended."),
        (ended(CallEndCause.HUNG_UP), ExitCode.MEDIA_FAILED, "ended before sound could flow."),
        (ended(CallEndCause.DENIED), ExitCode.DENIED, "bob declined the call."),
        (ended(CallEndCause.NO_ANSWER), ExitCode.NOT_ANSWERED, "bob did not answer."),
        (ended(CallEndCause.TIMEOUT), ExitCode.NOT_ANSWERED, "bob could not be reached."),
        (ended(CallEndCause.CANCELED), ExitCode.CANCELED, "You cancelled the call."),
        (
            ended(CallEndCause.CANCELED, direction=CallDirection.INBOUND),
            ExitCode.CANCELED,
            "bob gave up before you answered.",
        ),
        (ended(CallEndCause.OTHER_DEVICE_ANSWERED), ExitCode.ANSWERED_ELSEWHERE, "another device."),
        (ended(CallEndCause.INACTIVE, established=True), ExitCode.MEDIA_FAILED, "connection was lost."),
        (ended(CallEndCause.FAILURE, SIP), ExitCode.CALL_FAILED, SIP.message),
        (ended(CallEndCause.FAILURE, ICE), ExitCode.MEDIA_FAILED, "The connection to bob failed: no network"),
        (ended(CallEndCause.NONE, state=CallState.RINGING), ExitCode.INTERNAL, "did not end in time."),
    ],
)
def test_code_and_sentence(call: SimpleNamespace, code: ExitCode, sentence: str) -> None:
    assert outcome(call)[0] is code  # type: ignore[arg-type]
    said = outcome(call)[1]  # type: ignore[arg-type]
    assert sentence in said and said.endswith(".")


def test_codes_are_distinct_and_only_one_means_success() -> None:
    assert len(set(map(int, ExitCode))) == len(ExitCode)
    assert [code for code in ExitCode if code == 0] == [ExitCode.OK]
