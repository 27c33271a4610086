"""What the other side's last word means: an end cause, and for failures a sentence."""

from __future__ import annotations

from core.calling.call.details import CallEndCause
from core.calling.errors import ErrorCode, ErrorType, SinchError
from core.sentences import known, sentence

_BUSY = (486, 600)
_DENIED = (*_BUSY, 603)
_NOT_REACHED = (408, 480)
_CANCELLED = 487

ANSWERED_ELSEWHERE = 200
"""Cause of a CANCEL or BYE: another call, or another device, has what this one wanted."""
DECLINED_ELSEWHERE = 603
NO_ANSWER = 408
"""Cause of a CANCEL, or of the BYE for one that came too late: it rang, or was tried, for too long."""
GAVE_UP = 487
"""Likewise: the caller did not want to wait any longer."""
MEDIA_LOST = 504
"""Cause of a BYE: the media of an established call is gone."""
NO_MEDIA = 500
"""Cause of a BYE: no media came through after the answer."""
NO_MINUTES = 402
"""Cause of a BYE: nothing is left to pay the call with."""
NO_AGREEMENT = 488
"""Cause of a BYE: the answer does not fit the offer."""

_CROSSED = {
    ANSWERED_ELSEWHERE: CallEndCause.OTHER_DEVICE_ANSWERED,
    NO_ANSWER: CallEndCause.NO_ANSWER,
    GAVE_UP: CallEndCause.CANCELED,
}
"""What a BYE says that stands for a CANCEL which our answer crossed (RFC 3261 9.1)."""
_WITHDRAWALS = {
    ANSWERED_ELSEWHERE: CallEndCause.OTHER_DEVICE_ANSWERED,
    DECLINED_ELSEWHERE: CallEndCause.DENIED,
    NO_ANSWER: CallEndCause.NO_ANSWER,
}

_SENTENCES = {
    401: sentence("The call service asked for credentials again; sign in once more."),
    403: sentence("The call service does not allow this call."),
    404: sentence("Nobody with this address is known to the call service."),
    410: sentence("The person called has left this address."),
    413: sentence("The call was too large for the call service."),
    415: sentence("The other side does not understand this kind of call."),
    416: sentence("The call service cannot reach this kind of address."),
    420: sentence("The other side lacks a feature that this call needs."),
    481: sentence("The call no longer exists on the other side."),
    482: sentence("The call went round in a loop."),
    483: sentence("The call was passed on too many times."),
    484: sentence("The address is not complete."),
    485: sentence("The address could mean several people."),
    488: sentence("The other side has no audio or video format in common with this machine."),
    500: sentence("The other side, or the call service, has an inner error."),
    501: sentence("The call service does not offer this kind of call."),
    502: sentence("The server of this address could not be reached."),
    503: sentence("The call service is overloaded or restarting; try again in a moment."),
    504: sentence("The call service could not reach the other side's service in time."),
    604: sentence("Nobody with this address exists."),
    606: sentence("The other side has no audio or video format in common with this machine."),
}

_CLASSES = {
    3: sentence("The person called has moved to another address."),
    4: sentence("The call service refused the call."),
    5: sentence("The call service could not complete the call."),
    6: sentence("The other side refused the call."),
}


_FAR_SENTENCES = {
    401: sentence("The server needs a password."),
    403: sentence("The other side's server does not allow this call."),
    404: sentence("This address or number does not exist."),
    407: sentence("The server needs a password."),
    410: sentence("This address or number is no longer in use."),
    484: sentence("The address or number is not complete."),
    500: sentence("The other side's server has an inner error."),
    501: sentence("The other side's server does not offer this kind of call."),
    502: sentence("The other side's server could not reach the person called."),
    503: sentence("The other side's server is overloaded or away; try again in a moment."),
    504: sentence("The other side's server could not reach the person called in time."),
    604: sentence("This address or number does not exist."),
}
"""What is different when a server beyond the call service said it."""

_FAR_CLASSES = {
    4: sentence("The other side's server refused the call."),
    5: sentence("The other side's server could not complete the call."),
}


def rejection(
    status: int, cause: int | None, *, has_rung: bool, phrase: str = "", told: str = ""
) -> tuple[CallEndCause, SinchError | None]:
    """Return the end cause of a call refused with ``status``, and the error if that is a failure.

    ``cause`` is the SIP cause of the Reason header (RFC 3326): a 487 with cause 408 rang too long; with any
    other failure it is what a server beyond the call service said (RFC 6432). ``phrase`` is for the log,
    ``told`` what the call service itself tells the person.
    """
    if told:
        return CallEndCause.FAILURE, SinchError(known(told), status, ErrorType.SIP)
    is_far = cause is not None and 300 <= cause < 700 and status not in (*_DENIED, _CANCELLED)
    status = cause if is_far and cause is not None else _meant(status, cause)
    if status in _DENIED:
        return CallEndCause.DENIED, None
    if status in _NOT_REACHED:
        return (CallEndCause.NO_ANSWER if has_rung else CallEndCause.TIMEOUT), None
    if status == _CANCELLED:
        return CallEndCause.CANCELED, None
    extras = {"reason": phrase} if phrase else {}
    return CallEndCause.FAILURE, SinchError(_sentence(status, is_far), status, ErrorType.SIP, extras=extras)


def _sentence(status: int, is_far: bool) -> str:
    far = _FAR_SENTENCES.get(status) if is_far else None
    usual = _SENTENCES.get(status)
    of_class = _FAR_CLASSES.get(status // 100) if is_far else None
    return far or usual or of_class or _CLASSES.get(status // 100, sentence("The call was refused."))


def was_busy(status: int, cause: int | None) -> bool:
    """Whether a call refused with ``status``, or 487 and ``cause``, found the line busy: nobody declined."""
    return _meant(status, cause) in _BUSY


def _meant(status: int, cause: int | None) -> int:
    return cause if status == _CANCELLED and cause is not None else status


def withdrawal(cause: int | None) -> CallEndCause:
    """Return the end cause of an incoming call that was cancelled with ``cause`` (RFC 3326) or none."""
    return _WITHDRAWALS.get(cause or 0, CallEndCause.CANCELED)


def farewell(cause: int | None) -> tuple[CallEndCause, SinchError | None]:
    """Return the end cause of a call that the other side ended with BYE, and the error if that is a failure.

    ``cause`` is what its Reason header says (RFC 3326); without one, somebody hung up.
    """
    if cause == MEDIA_LOST:
        return CallEndCause.INACTIVE, None
    if cause in _CROSSED:
        return _CROSSED[cause], None
    if cause == NO_MEDIA:
        said = sentence("The other side ended the call: no media came through between the two machines.")
        return CallEndCause.FAILURE, SinchError(said, ErrorCode.ICE_FAILED, ErrorType.NETWORK)
    if cause == NO_MINUTES:
        said = sentence("The call was ended: the minutes for phone calls are used up for today.")
        return CallEndCause.FAILURE, SinchError(said, cause, ErrorType.SIP)
    if cause == NO_AGREEMENT:
        said = sentence("The other side ended the call: it could not use this machine's sound and picture.")
        return CallEndCause.FAILURE, SinchError(said, cause, ErrorType.SESSION)
    return CallEndCause.HUNG_UP, None
