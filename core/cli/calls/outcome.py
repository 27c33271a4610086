"""What a finished call means for a script: an exit code and a sentence, one pure function."""

from __future__ import annotations

from core.calling import Call, CallDirection, CallEndCause, CallState, ErrorCode
from core.cli.exit_codes import ExitCode
from core.engine.calls.ending_words import Ending, ending_words
from core.engine.calls.room_words import RoomEnding

_CODES = {
    CallEndCause.TIMEOUT: ExitCode.NOT_ANSWERED,
    CallEndCause.NO_ANSWER: ExitCode.NOT_ANSWERED,
    CallEndCause.DENIED: ExitCode.DENIED,
    CallEndCause.CANCELED: ExitCode.CANCELED,
    CallEndCause.OTHER_DEVICE_ANSWERED: ExitCode.ANSWERED_ELSEWHERE,
    CallEndCause.INACTIVE: ExitCode.MEDIA_FAILED,
    CallEndCause.FAILURE: ExitCode.CALL_FAILED,
}


def outcome(call: Call) -> tuple[ExitCode, str]:
    """Return how ``call`` ended. 0 only for a call that was established and ended normally."""
    details = call.details
    room = call.room
    ending = Ending(room=RoomEnding(room.endReason, room.isHost)) if room is not None else None
    sentence = ending_words(details, CallDirection(call.direction), call.remoteUserId, ending)
    if call.state is not CallState.ENDED:
        return ExitCode.INTERNAL, "The call did not end in time."
    if details.endCause is CallEndCause.HUNG_UP:
        if details.establishedTime is None:
            return ExitCode.MEDIA_FAILED, "The call was answered and ended before sound could flow."
        return ExitCode.OK, sentence
    if details.error is not None and details.error.code == ErrorCode.ICE_FAILED:
        return ExitCode.MEDIA_FAILED, sentence
    return _CODES.get(details.endCause, ExitCode.CALL_FAILED), sentence
