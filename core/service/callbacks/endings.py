"""How a call ended, in the words of DiCE."""

from __future__ import annotations

from core.service.callbacks.events import EndReason, Result
from core.service.routing.calls import Call, Ending

MEDIA_LOST = 504
NO_MEDIA = frozenset({488, 500})
NO_ANSWER = 408
"""Causes in the Reason header by which clients say why they end a call."""

_ANSWERED = {
    Ending.BY_CALLER: EndReason.CALLER_HANGUP,
    Ending.BY_CALLEE: EndReason.CALLEE_HANGUP,
    Ending.BY_SERVICE: EndReason.MANAGER_HANGUP,
    Ending.LOST: EndReason.CLIENT_NETWORK,
    Ending.TOO_LONG: EndReason.TIMEOUT,
}
_UNANSWERED = {
    Ending.CANCELLED: (Result.NO_ANSWER, EndReason.CANCEL),
    Ending.BY_SERVICE: (Result.NO_ANSWER, EndReason.MANAGER_HANGUP),
    Ending.LOST: (Result.NO_ANSWER, EndReason.CLIENT_NETWORK),
}
_STATUSES = {
    403: (Result.FAILED, EndReason.BLOCKED),
    404: (Result.FAILED, EndReason.USER_NOT_FOUND),
    408: (Result.NO_ANSWER, EndReason.TIMEOUT),
    410: (Result.FAILED, EndReason.USER_NOT_FOUND),
    480: (Result.NO_ANSWER, EndReason.NO_ANSWER),
    486: (Result.BUSY, EndReason.BUSY),
    487: (Result.NO_ANSWER, EndReason.CANCEL),
    503: (Result.FAILED, EndReason.CONGESTION),
    600: (Result.BUSY, EndReason.BUSY),
    604: (Result.FAILED, EndReason.USER_NOT_FOUND),
}


def how_it_ended(call: Call, status: int) -> tuple[Result, EndReason]:
    """Return result and reason; ``status`` is what kept the call from being answered, or 0."""
    if call.callee is not None:
        return Result.ANSWERED, _after_the_answer(call)
    if call.ending is Ending.CANCELLED and call.ending_cause == NO_ANSWER:
        return Result.NO_ANSWER, EndReason.TIMEOUT  # the caller's own clock ran out
    if call.ending in _UNANSWERED:
        return _UNANSWERED[call.ending]
    if call.was_declined:
        return Result.NO_ANSWER, EndReason.CALLEE_HANGUP
    if status == 0:
        return Result.NOT_APPLICABLE, EndReason.NOT_APPLICABLE
    return _STATUSES.get(status, (Result.FAILED, EndReason.GENERAL_ERROR))


def _after_the_answer(call: Call) -> EndReason:
    if call.ending_cause == MEDIA_LOST:
        return EndReason.CLIENT_NETWORK
    if call.ending_cause in NO_MEDIA:
        return EndReason.GENERAL_ERROR
    return _ANSWERED.get(call.ending, EndReason.NOT_APPLICABLE)
